"""Files that leave a batch; each download is recorded."""

from __future__ import annotations

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from callwright.flow.lists import service
from callwright.platform.audit import record
from callwright.platform.http import ClockDep, SessionDep, require
from callwright.platform.principal import Principal

router = APIRouter(prefix="/api/lists/{batch_id}", tags=["lists"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def new_place(suffix: str) -> Path:
    """An empty temporary file."""
    with NamedTemporaryFile(suffix=suffix, delete=False) as file:
        return Path(file.name)


def as_download(path: Path, name: str, kind: str) -> FileResponse:
    """A file as a download; it is removed once it was sent."""
    return FileResponse(path, media_type=kind, filename=name, background=BackgroundTask(path.unlink))


@router.get("/rejects.xlsx", response_class=FileResponse)
async def download_rejects(
    session: SessionDep, batch_id: UUID, principal: Annotated[Principal, require("lists.write")]
) -> FileResponse:
    """The rejected rows with the reason, in both languages, beside the original."""
    path = new_place(".xlsx")
    rows = await service.write_rejects(session, batch_id, path)
    await record(
        session, principal, action="lists.rejects", object=f"lists.batch:{batch_id}", details={"rows": rows}
    )
    return as_download(path, f"rejects-{batch_id}.xlsx", XLSX)


@router.get("/export.csv", response_class=FileResponse)
async def download_export(
    session: SessionDep, batch_id: UUID, principal: Annotated[Principal, require("lists.write")]
) -> FileResponse:
    """One line per input row; numbers are masked unless the role may see them."""
    path = new_place(".csv")
    rows = await service.write_export(session, batch_id, path, reveal=principal.may("numbers.reveal"))
    await record(
        session, principal, action="lists.export", object=f"lists.batch:{batch_id}", details={"rows": rows}
    )
    return as_download(path, f"list-{batch_id}.csv", "text/csv; charset=utf-8")


@router.get("/suppressed.xlsx", response_class=FileResponse)
async def download_suppressed(
    session: SessionDep,
    batch_id: UUID,
    principal: Annotated[Principal, require("lists.write")],
    campaign: str | None = None,
) -> FileResponse:
    """Who of the batch must not be called for its campaign, a line per reason."""
    path = new_place(".xlsx")
    rows = await service.write_suppressed(
        session, batch_id, path, campaign_code=campaign, reveal=principal.may("numbers.reveal")
    )
    await record(
        session,
        principal,
        action="lists.suppressed",
        object=f"lists.batch:{batch_id}",
        details={"rows": rows},
    )
    return as_download(path, f"suppressed-{batch_id}.xlsx", XLSX)


@router.get("/claim-sheet.xlsx", response_class=FileResponse)
async def download_claim(
    session: SessionDep, batch_id: UUID, principal: Annotated[Principal, require("lists.write")]
) -> FileResponse:
    """What may be claimed back from the supplier for this batch, with the rows that prove it."""
    path = new_place(".xlsx")
    rows = await service.write_batch_claim(session, batch_id, path)
    await record(
        session, principal, action="lists.claim", object=f"lists.batch:{batch_id}", details={"rows": rows}
    )
    return as_download(path, f"claim-{batch_id}.xlsx", XLSX)


@router.get("/worklist.xlsx", response_class=FileResponse)
async def download_worklist(
    session: SessionDep,
    clock: ClockDep,
    batch_id: UUID,
    principal: Annotated[Principal, require("lists.write")],
) -> FileResponse:
    """The drawn sample as a worklist with an empty result column."""
    path = new_place(".xlsx")
    drawn = await service.sample(session, batch_id=batch_id, on=clock.now().date())
    service.write_worklist(drawn, path, reveal=principal.may("numbers.reveal"))
    await record(session, principal, action="lists.worklist", object=f"lists.batch:{batch_id}")
    return as_download(path, f"worklist-{batch_id}.xlsx", XLSX)
