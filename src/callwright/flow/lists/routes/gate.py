"""Sample, verification, release: the way to the agents."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, File, Form, UploadFile
from pydantic import BaseModel, Field

from callwright.flow.lists import service
from callwright.flow.lists.contracts import Sample
from callwright.flow.lists.ports import NumberStatusService
from callwright.flow.lists.routes.shapes import GateOut, ReleaseOut, SampleOut, SampleRowOut, Shape
from callwright.platform.files import FileStore
from callwright.platform.http import ClockDep, PortsDep, SessionDep, require
from callwright.platform.kept_tables import read_kept
from callwright.platform.principal import Principal
from callwright.platform.tables import TableReader

router = APIRouter(prefix="/api/lists/{batch_id}", tags=["lists"])
Writer = Annotated[Principal, require("lists.write")]


class PlannedSampleOut(Shape):
    """If the batch is as good as `expected` (share): verify `size` rows, `least_good` of them must be good.

    `enough` false: the batch is too small for this accuracy to pass even when all of it is verified.
    """

    expected: Decimal
    size: int
    least_good: int | None
    enough: bool


class StatusReportOut(BaseModel):
    """What became of a service's answer, its words that no table knows with how often, and the gate after it."""

    report: dict[str, Any]
    gate: GateOut
    unknown_words: dict[str, int]
    by_meaning: dict[str, int]


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


@router.get("/sample-plan", dependencies=[require("lists.read")])
async def show_plan(session: SessionDep, clock: ClockDep, batch_id: UUID) -> list[PlannedSampleOut]:
    """What to verify for several expected accuracies, before anything is drawn."""
    found = await service.sample_plan(session, batch_id, on=clock.now().date())
    return [PlannedSampleOut.model_validate(one) for one in found]


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


@router.post("/number-status")
async def verify_by_status(
    session: SessionDep,
    ports: PortsDep,
    clock: ClockDep,
    batch_id: UUID,
    principal: Writer,
    file: Annotated[UploadFile, File()],
    provider: Annotated[str, Form()] = "generic",
) -> StatusReportOut:
    """Take the result file of a number-status service (空号检测): every line is kept, unknown words are listed."""
    store, answers = ports.get(FileStore), ports.get(NumberStatusService)
    table = service.number_status_provider(provider, on=clock.now().date())
    kept = await asyncio.to_thread(store.put, await file.read(), file.filename or "status.csv")
    read = partial(answers.statuses, number_headers=table.number_headers, status_headers=table.status_headers)
    found = await service.verify_by_status(
        session,
        principal,
        batch_id=batch_id,
        provider=provider,
        statuses=await read_kept(read, store, kept),
        file_sha256=kept.sha256,
        at=clock.now(),
    )
    return StatusReportOut(
        report=found.report.to_json(),
        gate=GateOut.model_validate(found.gate),
        unknown_words=found.unknown_words,
        by_meaning=found.by_meaning,
    )


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
