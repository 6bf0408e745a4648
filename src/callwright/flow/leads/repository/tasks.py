"""Follow-ups and callbacks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.leads.models import LeadRow, TaskRow
from callwright.platform.db import Session


async def add(session: Session, **values: Any) -> None:
    """Write a task."""
    await session.execute(insert(TaskRow).values(**values))


async def get(session: Session, task_id: UUID, *, visible_people: frozenset[UUID] | None) -> TaskRow | None:
    """One task within the scope, locked."""
    query = select(TaskRow).where(TaskRow.id == task_id)
    if visible_people is not None:
        query = query.where(TaskRow.person_id.in_(list(visible_people)))
    return (
        await session.execute(query.with_for_update().execution_options(populate_existing=True))
    ).scalar_one_or_none()


async def close(session: Session, task_id: UUID, *, closed: str, note: str, at: dt.datetime) -> None:
    """Close a task."""
    statement = update(TaskRow).where(TaskRow.id == task_id)
    await session.execute(statement.values(closed=closed, closed_at=at, closed_note=note))


async def close_of_leads(session: Session, lead_ids: Collection[UUID], *, note: str, at: dt.datetime) -> None:
    """Cancel the open tasks of leads that are no more worked on."""
    if lead_ids:
        statement = update(TaskRow).where(TaskRow.lead_id.in_(list(lead_ids)), TaskRow.closed.is_(None))
        await session.execute(statement.values(closed="cancelled", closed_at=at, closed_note=note))


async def move(session: Session, lead_ids: Collection[UUID], person_id: UUID) -> None:
    """Open tasks follow their lead to its new owner."""
    if lead_ids:
        statement = update(TaskRow).where(TaskRow.lead_id.in_(list(lead_ids)), TaskRow.closed.is_(None))
        await session.execute(statement.values(person_id=person_id))


async def page(
    session: Session,
    *,
    visible_people: frozenset[UUID] | None,
    person_id: UUID | None,
    lead_id: UUID | None,
    conditions: Collection[str],
    at: dt.datetime,
    day_end: dt.datetime,
    offset: int,
    limit: int,
) -> tuple[list[tuple[TaskRow, LeadRow]], int]:
    """Tasks with their leads, soonest first; `conditions` are of overdue, today, later, done, cancelled."""
    query = select(TaskRow, LeadRow).join(LeadRow, LeadRow.id == TaskRow.lead_id)
    if visible_people is not None:
        query = query.where(TaskRow.person_id.in_(list(visible_people)))
    if person_id is not None:
        query = query.where(TaskRow.person_id == person_id)
    if lead_id is not None:
        query = query.where(TaskRow.lead_id == lead_id)
    if conditions:
        known = _conditions(at, day_end)
        query = query.where(or_(*(known[name] for name in conditions)))
    total = await session.scalar(
        select(func.count()).select_from(query.with_only_columns(TaskRow.id).subquery())
    )
    found = await session.execute(
        query.order_by(TaskRow.due_at, TaskRow.id)
        .offset(offset)
        .limit(limit)
        .execution_options(populate_existing=True)
    )
    return [(task, lead) for task, lead in found], total or 0


def _conditions(at: dt.datetime, day_end: dt.datetime) -> dict[str, ColumnElement[bool]]:
    is_open = TaskRow.closed.is_(None)
    return {
        "overdue": is_open & (TaskRow.due_at < at),
        "today": is_open & (TaskRow.due_at >= at) & (TaskRow.due_at < day_end),
        "later": is_open & (TaskRow.due_at >= day_end),
        "done": TaskRow.closed == "done",
        "cancelled": TaskRow.closed == "cancelled",
    }


async def counts(
    session: Session, *, person_id: UUID, at: dt.datetime, day_end: dt.datetime
) -> dict[str, int]:
    """How many open tasks of a person are overdue, due today, later."""
    known = _conditions(at, day_end)
    names = ("overdue", "today", "later")
    query = select(*(func.count().filter(known[name]).label(name) for name in names)).where(
        TaskRow.person_id == person_id
    )
    row = (await session.execute(query)).one()
    return {name: getattr(row, name) for name in names}


async def due_unreminded(session: Session, *, at: dt.datetime, limit: int) -> list[TaskRow]:
    """Open tasks whose time has come and of which nobody was reminded yet, locked."""
    query = (
        select(TaskRow)
        .where(TaskRow.closed.is_(None), TaskRow.reminded_at.is_(None), TaskRow.due_at <= at)
        .order_by(TaskRow.due_at, TaskRow.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list((await session.execute(query)).scalars())
