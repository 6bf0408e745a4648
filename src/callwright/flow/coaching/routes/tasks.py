"""Coaching tasks with their proof, over HTTP."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from callwright.flow.coaching import service
from callwright.platform.auth import Principal
from callwright.platform.http import CalendarDep, ClockDep, Page, PageParams, SessionDep, require

router = APIRouter(prefix="/coaching/tasks")
Leader = Annotated[Principal, require("coaching.write")]


class SampleOut(BaseModel):
    """A measure over the calls of some days."""

    model_config = ConfigDict(from_attributes=True)

    first_day: dt.date
    last_day: dt.date
    calls: int
    mean: float | None
    deviation: float | None


class ProofOut(BaseModel):
    """After − before with its interval; `verdict`: changed, worse, not_shown, too_few."""

    model_config = ConfigDict(from_attributes=True)

    verdict: str
    difference: float | None
    low: float | None
    high: float | None


class CoachingTaskOut(BaseModel):
    """What a person practises until a day, measured before and, once closed, after."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    person_id: UUID
    person: str
    attempt_id: UUID | None
    grade_id: UUID | None
    text: str
    measure: str
    wanted: str
    due_on: dt.date
    made_on: dt.date
    made_by: str
    before: SampleOut
    after: SampleOut | None
    proof: ProofOut | None
    closed_at: dt.datetime | None
    closed_by: str | None


class CoachingTaskIn(BaseModel):
    """A task; `wanted` empty = the direction that is usually wanted for the measure."""

    person_id: UUID
    text: str = Field(min_length=2, max_length=2000)
    measure: str
    wanted: Literal["lower", "higher"] | None = None
    due_on: dt.date
    attempt_id: UUID | None = None
    grade_id: UUID | None = None


@router.get("")
async def tasks(
    session: SessionDep,
    principal: Annotated[Principal, require("coaching.read")],
    page: PageParams,
    person: UUID | None = None,
    open_only: Annotated[bool | None, Query()] = None,
) -> Page[CoachingTaskOut]:
    """Tasks of people in scope: open ones by due day, then closed ones."""
    found, total = await service.tasks_page(
        session,
        visible_people=principal.visible_people,
        person_id=person,
        open_only=bool(open_only),
        offset=page.offset,
        limit=page.size,
    )
    items = [CoachingTaskOut.model_validate(one) for one in found]
    return Page(items=items, total=total, page=page.page, size=page.size)


@router.post("", status_code=201)
async def add_task(
    session: SessionDep, clock: ClockDep, calendar: CalendarDep, principal: Leader, body: CoachingTaskIn
) -> CoachingTaskOut:
    """Agree on a task with a person in scope; the days before are measured and kept."""
    found = await service.add_task(
        session,
        person_id=body.person_id,
        text=body.text,
        measure=body.measure,
        wanted=body.wanted,
        due_on=body.due_on,
        attempt_id=body.attempt_id,
        grade_id=body.grade_id,
        principal=principal,
        now=clock.now(),
        calendar=calendar,
    )
    return CoachingTaskOut.model_validate(found)


@router.post("/{task_id}/close")
async def close_task(
    session: SessionDep, clock: ClockDep, calendar: CalendarDep, principal: Leader, task_id: UUID
) -> CoachingTaskOut:
    """Measure the days since, and keep the proof."""
    found = await service.close_task(
        session, task_id=task_id, principal=principal, now=clock.now(), calendar=calendar
    )
    return CoachingTaskOut.model_validate(found)
