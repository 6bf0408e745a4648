"""Calls over HTTP. One call with its recording and measures is answered by a later stage (`insights`)."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, File, Form, Query, UploadFile
from pydantic import BaseModel, ConfigDict

from callwright.flow.calls import service
from callwright.flow.calls.contracts import Outcome
from callwright.flow.calls.decide.mapping import parse_mapping
from callwright.kernel.period import MONTH_PATTERN, Month
from callwright.platform.audit import record
from callwright.platform.files import FileStore
from callwright.platform.http import CalendarDep, Page, PageParams, PortsDep, SessionDep, require
from callwright.platform.jobs import submit
from callwright.platform.principal import Principal

router = APIRouter(prefix="/api/calls", tags=["calls"])


class CallOut(BaseModel):
    """One attempt. `number` is masked unless the role may see numbers; times UTC, durations in seconds."""

    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    person_id: uuid.UUID | None
    person: str
    employee_number: str
    number: str
    contact_id: uuid.UUID | None
    company: str
    campaign: str
    direction: str
    started_at: datetime
    answered_at: datetime | None
    ended_at: datetime
    talk_seconds: int
    outcome: Outcome
    raw_outcome: str
    effective: bool
    overlapping: bool
    recording_name: str


class CallsJobOut(BaseModel):
    """Work that goes on; ask GET /api/jobs/{job_id}."""

    job_id: uuid.UUID


@router.get("")
async def list_calls(
    session: SessionDep,
    calendar: CalendarDep,
    page: PageParams,
    principal: Annotated[Principal, require("calls.read")],
    person: uuid.UUID | None = None,
    day: date | None = None,
    month: Annotated[str | None, Query(pattern=MONTH_PATTERN)] = None,
    outcome: Outcome | None = None,
    recorded: bool = False,  # noqa: FBT001, FBT002 - a query parameter
) -> Page[CallOut]:
    """Attempts within the viewer's scope, newest first.

    `day` is a company day, `month` a month of it (2026-10); `recorded` leaves those that name a recording.
    """
    period = day or (Month.parse(month) if month else None)
    start, end = calendar.bounds(period) if period else (None, None)
    found, total = await service.attempts_page(
        session,
        visible_people=principal.visible_people,
        person_id=person,
        start=start,
        end=end,
        outcome=outcome,
        recorded=recorded,
        offset=page.offset,
        limit=page.size,
    )
    described = await service.describe(session, found, reveal_numbers=principal.may("numbers.reveal"))
    items = [CallOut.model_validate(one) for one in described]
    return Page(items=items, total=total, page=page.page, size=page.size)


@router.post("/import", status_code=202)
async def import_calls(
    session: SessionDep,
    ports: PortsDep,
    principal: Annotated[Principal, require("calls.import_own")],
    file: Annotated[UploadFile, File()],
    mapping: Annotated[str, Form()] = "",
    kind: Annotated[str, Form()] = "",
) -> CallsJobOut:
    """Import call records; `mapping` is JSON or YAML (empty = by headers). The job's result is the report.

    `kind` names the phone system that wrote the file (as for webhooks); empty = a table with headers.

    Who may import only for the own people (a partner) has records of others rejected.
    """
    store = ports.get(FileStore)
    rules = parse_mapping(mapping)
    kept = await asyncio.to_thread(store.put, await file.read(), file.filename or "calls.csv")
    await record(session, principal, action="calls.import", object=kept.sha256, details={"name": kept.name})
    arguments = {"file": asdict(kept), "mapping": rules, "people": _people(principal), "kind": kind}
    return CallsJobOut(job_id=await submit(session, "calls.import", arguments))


def _people(principal: Principal) -> list[str] | None:
    """Whose calls may be brought: everybody's, or those of the people one sees."""
    if principal.may("calls.import") or principal.visible_people is None:
        return None
    return sorted(str(one) for one in principal.visible_people)
