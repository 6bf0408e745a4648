"""Follow-ups and callbacks: due, done, overdue, and who is reminded (product §3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from callwright.flow.leads.contracts import Reminders, Task, TaskKind, TaskState
from callwright.flow.leads.decide.due import state_of
from callwright.flow.leads.errors import (
    LeadBarred,
    LeadNotFound,
    TaskClosed,
    TaskNotFound,
    TaskWithoutOwner,
)
from callwright.flow.leads.events import TaskDue
from callwright.flow.leads.models import LeadRow, TaskRow
from callwright.flow.leads.repository import leads
from callwright.flow.leads.repository import tasks as stored
from callwright.flow.leads.service.protecting import return_warnings
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.ids import new_id
from callwright.platform.db import Session
from callwright.platform.events import publish

REMIND_AT_ONCE = 500


async def add_task(
    session: Session,
    *,
    lead_id: UUID,
    kind: TaskKind,
    due_at: dt.datetime,
    note: str,
    by: str,
    at: dt.datetime,
    calendar: CompanyCalendar,
    visible_people: frozenset[UUID] | None = None,
) -> Task:
    """Note what the owner of a lead has to do and when (UTC); the task follows the lead to its next owner.

    Errors: LeadNotFound (also outside the scope), LeadBarred, TaskWithoutOwner.
    """
    row = await leads.lock_lead(session, lead_id)
    if row is None or (visible_people is not None and row.owner_id not in visible_people):
        raise LeadNotFound(lead_id=str(lead_id))
    if row.state == "barred":
        raise LeadBarred
    if row.owner_id is None:
        raise TaskWithoutOwner
    task_id = new_id()
    await stored.add(
        session,
        id=task_id,
        lead_id=lead_id,
        person_id=row.owner_id,
        kind=str(kind),
        due_at=due_at,
        note=note.strip(),
        created_by=by,
        created_at=at,
    )
    task = await stored.get(session, task_id, visible_people=None)
    if task is None:
        raise LookupError("a task was just written and is gone")
    return _view(task, row, at, _day_end(at, calendar))


async def close_task(
    session: Session,
    *,
    task_id: UUID,
    done: bool,
    note: str,
    at: dt.datetime,
    calendar: CompanyCalendar,
    visible_people: frozenset[UUID] | None = None,
) -> Task:
    """Say that a task is done, or cancel it; TaskNotFound (404) outside the scope, TaskClosed (409) the second time."""
    task = await stored.get(session, task_id, visible_people=visible_people)
    if task is None:
        raise TaskNotFound
    if task.closed is not None:
        raise TaskClosed
    await stored.close(session, task_id, closed="done" if done else "cancelled", note=note.strip(), at=at)
    fresh = await stored.get(session, task_id, visible_people=None)
    row = await leads.lock_lead(session, task.lead_id)
    if fresh is None or row is None:
        raise TaskNotFound
    return _view(fresh, row, at, _day_end(at, calendar))


async def tasks_page(
    session: Session,
    *,
    visible_people: frozenset[UUID] | None,
    at: dt.datetime,
    calendar: CompanyCalendar,
    states: Collection[TaskState] = (TaskState.OVERDUE, TaskState.TODAY, TaskState.LATER),
    person_id: UUID | None = None,
    lead_id: UUID | None = None,
    offset: int = 0,
    limit: int = 50,
) -> tuple[list[Task], int]:
    """Tasks within the scope, soonest first; open ones unless other `states` are asked for."""
    day_end = _day_end(at, calendar)
    found, total = await stored.page(
        session,
        visible_people=visible_people,
        person_id=person_id,
        lead_id=lead_id,
        conditions=[str(one) for one in states],
        at=at,
        day_end=day_end,
        offset=offset,
        limit=limit,
    )
    return [_view(task, row, at, day_end) for task, row in found], total


async def reminders(
    session: Session, *, person_id: UUID, at: dt.datetime, calendar: CompanyCalendar
) -> Reminders:
    """What a person has to be reminded of: overdue, due today, later, and leads about to return."""
    counts = await stored.counts(session, person_id=person_id, at=at, day_end=_day_end(at, calendar))
    warned = await return_warnings(session, visible_people=frozenset({person_id}))
    return Reminders(**counts, warnings=len(warned))


async def remind(session: Session, *, at: dt.datetime) -> int:
    """Publish TaskDue for each open task whose time has come, once; returns how many."""
    due = await stored.due_unreminded(session, at=at, limit=REMIND_AT_ONCE)
    for task in due:
        task.reminded_at = at
        await publish(
            session, TaskDue(task.id, task.lead_id, task.person_id, task.kind), subject=str(task.id)
        )
    await session.flush()
    return len(due)


def _day_end(at: dt.datetime, calendar: CompanyCalendar) -> dt.datetime:
    return calendar.bounds(calendar.day_of(at))[1]


def _view(task: TaskRow, row: LeadRow, at: dt.datetime, day_end: dt.datetime) -> Task:
    return Task(
        id=task.id,
        lead_id=task.lead_id,
        campaign_code=row.campaign_code,
        company=row.company,
        contact_person=row.person,
        person_id=task.person_id,
        kind=TaskKind(task.kind),
        state=state_of(task.closed, task.due_at, at=at, day_end=day_end),
        due_at=task.due_at,
        note=task.note,
        created_by=task.created_by,
        created_at=task.created_at,
        closed_at=task.closed_at,
        closed_note=task.closed_note,
    )
