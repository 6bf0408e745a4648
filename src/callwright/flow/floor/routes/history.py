"""Days that were lived: files in, timelines out."""

from __future__ import annotations

import asyncio
import uuid
from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, File, UploadFile
from pydantic import BaseModel, ConfigDict

from callwright.flow.floor import service
from callwright.flow.floor.contracts import Timeline
from callwright.platform.audit import record
from callwright.platform.files import FileStore
from callwright.platform.http import CalendarDep, ClockDep, PortsDep, SessionDep, require
from callwright.platform.kept_tables import read_kept
from callwright.platform.principal import Principal
from callwright.platform.tables import TableReader

router = APIRouter(prefix="/api/floor", tags=["floor"])


class SegmentOut(BaseModel):
    """One piece of the day, UTC; `cause` is set when it is lost work time (product §5)."""

    model_config = ConfigDict(from_attributes=True)

    start: datetime
    end: datetime
    seconds: int
    state: str | None
    cause: str | None
    in_shift: bool
    reason: str
    source: str
    source_id: str


class OverlapOut(BaseModel):
    """Two calls of the person at the same time (ids of the calls)."""

    model_config = ConfigDict(from_attributes=True)

    start: datetime
    end: datetime
    kept: str
    clipped: str


class PersonDayOut(BaseModel):
    """Figures of a person and day in seconds; utilisation = talk ÷ work, null without work time."""

    model_config = ConfigDict(from_attributes=True)

    work_seconds: int
    logged_in_seconds: int | None
    talk_seconds: int
    outside_talk_seconds: int
    utilisation: float | None
    lost: dict[str, int]


class TimelineOut(BaseModel):
    """One person's day without gap or overlap; `figures` is null when the person was not present."""

    model_config = ConfigDict(from_attributes=True)

    person_id: uuid.UUID
    day: date
    start: datetime
    end: datetime
    segments: list[SegmentOut]
    overlaps: list[OverlapOut]
    figures: PersonDayOut | None


def timeline_out(timeline: Timeline) -> TimelineOut:
    """The API form of a timeline."""
    return TimelineOut.model_validate(timeline)


@router.post("/import")
async def import_states(
    session: SessionDep,
    ports: PortsDep,
    clock: ClockDep,
    calendar: CalendarDep,
    principal: Annotated[Principal, require("floor.write")],
    file: Annotated[UploadFile, File()],
) -> dict[str, Any]:
    """Import a file of log-in and state times; answers with the report of its rows."""
    store = ports.get(FileStore)
    reader = ports.get(TableReader)
    kept = await asyncio.to_thread(store.put, await file.read(), file.filename or "states.csv")
    table = await read_kept(reader.read, store, kept)
    report = await service.import_states(
        session, table=table, source_file=kept, now=clock.now(), calendar=calendar
    )
    await record(session, principal, action="floor.import", object=kept.sha256, details={"rows": report.rows})
    return report.to_json()


@router.get("/timeline")
async def timeline(
    session: SessionDep,
    calendar: CalendarDep,
    clock: ClockDep,
    principal: Annotated[Principal, require("floor.read")],
    person: uuid.UUID,
    day: date,
) -> TimelineOut:
    """The timeline of a person's company day, a running one up to now; 404 outside the viewer's scope."""
    found = await service.timeline(
        session,
        person_id=person,
        day=day,
        visible_people=principal.visible_people,
        calendar=calendar,
        now=clock.now(),
    )
    return timeline_out(found)
