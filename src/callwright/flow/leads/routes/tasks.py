"""Follow-ups and callbacks over HTTP."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import AwareDatetime, BaseModel, Field

from callwright.flow.leads import service
from callwright.flow.leads.contracts import Task, TaskKind, TaskState
from callwright.flow.leads.routes.pool import person_of
from callwright.platform.auth import Principal
from callwright.platform.http import CalendarDep, ClockDep, Page, PageParams, SessionDep, require

router = APIRouter(prefix="/api/leads", tags=["leads"])
Reader = Annotated[Principal, require("leads.read")]
OPEN = [TaskState.OVERDUE, TaskState.TODAY, TaskState.LATER]


class TaskOut(BaseModel):
    """A follow-up or callback about a lead; open ones are overdue, today or later."""

    id: UUID
    lead_id: UUID
    campaign: str
    company: str
    contact_person: str
    person_id: UUID
    kind: TaskKind
    state: TaskState
    due_at: dt.datetime
    note: str
    created_by: str
    created_at: dt.datetime
    closed_at: dt.datetime | None
    closed_note: str

    @classmethod
    def of(cls, task: Task) -> TaskOut:
        """From the stage's own form."""
        same = {name: getattr(task, name) for name in task.__dataclass_fields__ if name != "campaign_code"}
        return cls(campaign=task.campaign_code, **same)


class TaskIn(BaseModel):
    """What is to be done and when (with its offset)."""

    kind: TaskKind = TaskKind.FOLLOW_UP
    due_at: AwareDatetime
    note: str = Field(default="", max_length=2000)


class CloseIn(BaseModel):
    """What came of it."""

    note: str = Field(default="", max_length=2000)


class RemindersOut(BaseModel):
    """Counts for the bell: open tasks overdue, due today, later; leads about to go back to the pool."""

    overdue: int
    today: int
    later: int
    warnings: int


@router.get("/tasks")
async def list_tasks(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    page: PageParams,
    principal: Reader,
    state: Annotated[list[TaskState] | None, Query()] = None,
    person: UUID | None = None,
    lead: UUID | None = None,
) -> Page[TaskOut]:
    """Tasks within the asker's scope, soonest first; the open ones unless states are named."""
    found, total = await service.tasks_page(
        session,
        visible_people=principal.visible_people,
        at=clock.now(),
        calendar=calendar,
        states=state or OPEN,
        person_id=person,
        lead_id=lead,
        offset=page.offset,
        limit=page.size,
    )
    return Page(items=[TaskOut.of(one) for one in found], total=total, page=page.page, size=page.size)


@router.get("/reminders")
async def show_reminders(
    session: SessionDep, clock: ClockDep, calendar: CalendarDep, principal: Reader
) -> RemindersOut:
    """What oneself has to be reminded of now."""
    found = await service.reminders(
        session, person_id=person_of(principal), at=clock.now(), calendar=calendar
    )
    return RemindersOut.model_validate(found, from_attributes=True)


@router.post("/{lead_id}/tasks")
async def add_task(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    lead_id: UUID,
    wanted: TaskIn,
    principal: Reader,
) -> TaskOut:
    """Note what the owner of a lead has to do by when; 404 outside the scope."""
    task = await service.add_task(
        session,
        lead_id=lead_id,
        kind=wanted.kind,
        due_at=wanted.due_at.astimezone(dt.UTC),
        note=wanted.note,
        by=principal.name,
        at=clock.now(),
        calendar=calendar,
        visible_people=principal.visible_people,
    )
    return TaskOut.of(task)


@router.post("/tasks/{task_id}/done")
async def finish_task(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    task_id: UUID,
    wanted: CloseIn,
    principal: Reader,
) -> TaskOut:
    """Say that a task is done."""
    return await _close(session, clock, calendar, task_id, wanted, principal, done=True)


@router.post("/tasks/{task_id}/cancel")
async def cancel_task(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    task_id: UUID,
    wanted: CloseIn,
    principal: Reader,
) -> TaskOut:
    """Cancel a task."""
    return await _close(session, clock, calendar, task_id, wanted, principal, done=False)


async def _close(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    task_id: UUID,
    wanted: CloseIn,
    principal: Principal,
    *,
    done: bool,
) -> TaskOut:
    task = await service.close_task(
        session,
        task_id=task_id,
        done=done,
        note=wanted.note,
        at=clock.now(),
        calendar=calendar,
        visible_people=principal.visible_people,
    )
    return TaskOut.of(task)
