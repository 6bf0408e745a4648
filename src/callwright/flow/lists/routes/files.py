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


def _place(suffix: str) -> Path:
    with NamedTemporaryFile(suffix=suffix, delete=False) as file:
        return Path(file.name)


def _download(path: Path, name: str, kind: str) -> FileResponse:
    return FileResponse(path, media_type=kind, filename=name, background=BackgroundTask(path.unlink))


@router.get("/rejects.xlsx", response_class=FileResponse)
async def download_rejects(
    session: SessionDep, batch_id: UUID, principal: Annotated[Principal, require("lists.write")]
) -> FileResponse:
    """The rejected rows with the reason, in both languages, beside the original."""
    path = _place(".xlsx")
    rows = await service.write_rejects(session, batch_id, path)
    await record(
        session, principal, action="lists.rejects", object=f"lists.batch:{batch_id}", details={"rows": rows}
    )
    return _download(path, f"rejects-{batch_id}.xlsx", XLSX)


@router.get("/export.csv", response_class=FileResponse)
async def download_export(
    session: SessionDep, batch_id: UUID, principal: Annotated[Principal, require("lists.write")]
) -> FileResponse:
    """One line per input row; numbers are masked unless the role may see them."""
    path = _place(".csv")
    rows = await service.write_export(session, batch_id, path, reveal=principal.may("numbers.reveal"))
    await record(
        session, principal, action="lists.export", object=f"lists.batch:{batch_id}", details={"rows": rows}
    )
    return _download(path, f"list-{batch_id}.csv", "text/csv; charset=utf-8")


@router.get("/worklist.xlsx", response_class=FileResponse)
async def download_worklist(
    session: SessionDep,
    clock: ClockDep,
    batch_id: UUID,
    principal: Annotated[Principal, require("lists.write")],
) -> FileResponse:
    """The drawn sample as a worklist with an empty result column."""
    path = _place(".xlsx")
    drawn = await service.sample(session, batch_id=batch_id, on=clock.now().date())
    service.write_worklist(drawn, path, reveal=principal.may("numbers.reveal"))
    await record(session, principal, action="lists.worklist", object=f"lists.batch:{batch_id}")
    return _download(path, f"worklist-{batch_id}.xlsx", XLSX)
