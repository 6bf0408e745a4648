"""The only SQL of coaching."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from callwright.flow.coaching.models import CardRow, CardUseRow, CareRow, ExampleRow, MoodRow, TaskRow
from callwright.platform.db import Session

People = Collection[UUID] | None


async def add_task(session: Session, values: Mapping[str, Any]) -> None:
    """Add a task."""
    await session.execute(insert(TaskRow), dict(values))


async def tasks(
    session: Session,
    *,
    visible_people: People,
    task_id: UUID | None = None,
    person_id: UUID | None = None,
    open_only: bool = False,
    offset: int = 0,
    limit: int = 50,
) -> tuple[Sequence[TaskRow], int]:
    """Tasks in scope: open ones by due day first, then the closed ones, newest first."""
    query = select(TaskRow)
    if visible_people is not None:
        query = query.where(TaskRow.person_id.in_(visible_people))
    if task_id is not None:
        query = query.where(TaskRow.id == task_id)
    if person_id is not None:
        query = query.where(TaskRow.person_id == person_id)
    if open_only:
        query = query.where(TaskRow.closed_at.is_(None))
    total = await session.scalar(select(func.count()).select_from(query.subquery()))
    ordered = query.order_by(TaskRow.closed_at.desc().nulls_first(), TaskRow.due_on, TaskRow.id)
    return (await session.scalars(ordered.offset(offset).limit(limit))).all(), total or 0


async def close_task(session: Session, task_id: UUID, values: Mapping[str, Any]) -> bool:
    """Close an open task; False when it was closed already."""
    statement = (
        update(TaskRow)
        .where(TaskRow.id == task_id, TaskRow.closed_at.is_(None))
        .values(**values)
        .returning(TaskRow.id)
    )
    return await session.scalar(statement) is not None


async def save_mood(session: Session, values: Mapping[str, Any]) -> None:
    """Keep how a day was; a later word of the same day replaces it."""
    statement = upsert(MoodRow).values(**values)
    changed = {name: statement.excluded[name] for name in ("mood", "abused", "said_at")}
    await session.execute(statement.on_conflict_do_update(index_elements=["person_id", "day"], set_=changed))


async def moods(
    session: Session, people: Collection[UUID], first: dt.date, last: dt.date
) -> Sequence[MoodRow]:
    """What people said about their days."""
    query = select(MoodRow).where(MoodRow.person_id.in_(people), MoodRow.day.between(first, last))
    return (await session.scalars(query)).all()


async def save_care(session: Session, values: Mapping[str, Any]) -> None:
    """Keep signs of a day; the signs of a day that nobody acted on yet are renewed."""
    statement = upsert(CareRow).values(**values)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["person_id", "day"],
            set_={"signs": statement.excluded.signs, "seen_at": statement.excluded.seen_at},
            where=CareRow.acted_at.is_(None),
        )
    )


async def cares(
    session: Session,
    *,
    visible_people: People,
    care_id: UUID | None = None,
    since: dt.date | None = None,
    offset: int = 0,
    limit: int = 50,
) -> tuple[Sequence[CareRow], int]:
    """Kept signs in scope, those nobody acted on first, then the newest."""
    query = select(CareRow)
    if visible_people is not None:
        query = query.where(CareRow.person_id.in_(visible_people))
    if care_id is not None:
        query = query.where(CareRow.id == care_id)
    if since is not None:
        query = query.where(CareRow.day >= since)
    total = await session.scalar(select(func.count()).select_from(query.subquery()))
    ordered = query.order_by(CareRow.acted_at.is_not(None), CareRow.day.desc(), CareRow.id)
    return (await session.scalars(ordered.offset(offset).limit(limit))).all(), total or 0


async def act_on_care(session: Session, care_id: UUID, values: Mapping[str, Any]) -> bool:
    """Note what the leader did, once."""
    statement = (
        update(CareRow)
        .where(CareRow.id == care_id, CareRow.acted_at.is_(None))
        .values(**values)
        .returning(CareRow.id)
    )
    return await session.scalar(statement) is not None


async def add_card(session: Session, values: Mapping[str, Any]) -> bool:
    """Add a version of a card; False when somebody else added that version."""
    statement = upsert(CardRow).values(**values).on_conflict_do_nothing().returning(CardRow.id)
    return await session.scalar(statement) is not None


async def newest_cards(
    session: Session, *, key: UUID | None = None, kind: str | None = None, words: str = ""
) -> Sequence[CardRow]:
    """The newest version of each card that is not retired, by kind and title."""
    newest = select(CardRow.key, func.max(CardRow.version).label("version")).group_by(CardRow.key).subquery()
    query = select(CardRow).join(
        newest, (newest.c.key == CardRow.key) & (newest.c.version == CardRow.version)
    )
    query = query.where(CardRow.retired.is_(False)) if key is None else query.where(CardRow.key == key)
    if kind:
        query = query.where(CardRow.kind == kind)
    if words:
        query = query.where(func.strpos(func.lower(CardRow.title + " " + CardRow.text), words.lower()) > 0)
    return (await session.scalars(query.order_by(CardRow.kind, CardRow.title, CardRow.id))).all()


async def add_use(session: Session, values: Mapping[str, Any]) -> None:
    """Note that a card was used; the same card in the same call counts once."""
    await session.execute(upsert(CardUseRow).values(**values).on_conflict_do_nothing())


async def uses(session: Session, keys: Collection[UUID]) -> Sequence[tuple[UUID, UUID | None, UUID]]:
    """Card, call and person of each use."""
    query = select(CardUseRow.card_key, CardUseRow.attempt_id, CardUseRow.person_id).where(
        CardUseRow.card_key.in_(keys)
    )
    return [(row[0], row[1], row[2]) for row in await session.execute(query)]


async def add_example(session: Session, values: Mapping[str, Any]) -> None:
    """Add a proposed example."""
    await session.execute(insert(ExampleRow), dict(values))


async def examples(
    session: Session,
    *,
    example_id: UUID | None = None,
    step: str = "",
    campaign: str = "",
    consented: bool = False,
    person_id: UUID | None = None,
) -> Sequence[ExampleRow]:
    """Examples by campaign and step: those that may be heard, or (`person_id`) all of one person."""
    query = select(ExampleRow)
    if example_id is not None:
        query = query.where(ExampleRow.id == example_id)
    if consented:
        query = query.where(ExampleRow.consent == "given")
    if person_id is not None:
        query = query.where(ExampleRow.person_id == person_id)
    if step:
        query = query.where(ExampleRow.step == step)
    if campaign:
        query = query.where(ExampleRow.campaign_code == campaign)
    ordered = query.order_by(ExampleRow.campaign_code, ExampleRow.step, ExampleRow.proposed_at, ExampleRow.id)
    return (await session.scalars(ordered)).all()


async def answer_example(session: Session, example_id: UUID, values: Mapping[str, Any]) -> None:
    """Keep what the person decided."""
    await session.execute(update(ExampleRow).where(ExampleRow.id == example_id).values(**values))


async def count_play(session: Session, example_id: UUID) -> None:
    """One more time heard."""
    await session.execute(
        update(ExampleRow).where(ExampleRow.id == example_id).values(plays=ExampleRow.plays + 1)
    )
