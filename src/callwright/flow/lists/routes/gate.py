"""Sample, verification, release: the way to the agents."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, File, UploadFile
from pydantic import BaseModel, Field

from callwright.flow.lists import service
from callwright.flow.lists.contracts import Sample
from callwright.flow.lists.routes.shapes import GateOut, ReleaseOut, SampleOut, SampleRowOut
from callwright.platform.files import FileStore
from callwright.platform.http import ClockDep, PortsDep, SessionDep, require
from callwright.platform.kept_tables import read_kept
from callwright.platform.principal import Principal
from callwright.platform.tables import TableReader

router = APIRouter(prefix="/api/lists/{batch_id}", tags=["lists"])
Writer = Annotated[Principal, require("lists.write")]


class SampleIn(BaseModel):
    """How many rows to draw; without a size the needed one."""

    size: int | None = Field(default=None, ge=1, le=1_000_000)


class ReleaseIn(BaseModel):
    """An owner's reason to release a batch that the gate refuses."""

    override_reason: str | None = None


class VerifyOut(BaseModel):
    """What became of the worklist's rows, and the gate after it."""

    report: dict[str, Any]
    gate: GateOut


def _out(drawn: Sample, principal: Principal) -> SampleOut:
    reveal = principal.may("numbers.reveal")
    rows = [SampleRowOut.of(one, reveal=reveal) for one in drawn.rows]
    return SampleOut(size=drawn.size, population=drawn.population, needed=drawn.needed, rows=rows)


@router.post("/sample")
async def draw_sample(
    session: SessionDep, clock: ClockDep, batch_id: UUID, wanted: SampleIn, principal: Writer
) -> SampleOut:
    """Draw a random sample; drawing again with a bigger size adds rows."""
    drawn = await service.draw_sample(session, principal, batch_id=batch_id, size=wanted.size, at=clock.now())
    return _out(drawn, principal)


@router.get("/sample")
async def show_sample(
    session: SessionDep,
    clock: ClockDep,
    batch_id: UUID,
    principal: Annotated[Principal, require("lists.read")],
) -> SampleOut:
    """The drawn sample with its verdicts."""
    await service.summary(session, batch_id)
    return _out(await service.sample(session, batch_id=batch_id, on=clock.now().date()), principal)


@router.post("/verify")
async def verify(
    session: SessionDep,
    ports: PortsDep,
    clock: ClockDep,
    batch_id: UUID,
    principal: Writer,
    file: Annotated[UploadFile, File()],
) -> VerifyOut:
    """Take back a filled worklist; the file is kept."""
    store = ports.get(FileStore)
    reader = ports.get(TableReader)
    kept = await asyncio.to_thread(store.put, await file.read(), file.filename or "worklist.csv")
    table = await read_kept(reader.read, store, kept)
    report, gate = await service.verify(
        session, principal, batch_id=batch_id, table=table, file_sha256=kept.sha256, at=clock.now()
    )
    return VerifyOut(report=report.to_json(), gate=GateOut.model_validate(gate))


@router.post("/release")
async def release(
    session: SessionDep,
    clock: ClockDep,
    batch_id: UUID,
    wanted: ReleaseIn,
    principal: Annotated[Principal, require("lists.release")],
) -> ReleaseOut:
    """Release the batch to the agents; 409 with the reason when the gate refuses and nobody overrides."""
    done = await service.release(
        session, principal, batch_id=batch_id, override_reason=wanted.override_reason, at=clock.now()
    )
    return ReleaseOut.model_validate(done)
