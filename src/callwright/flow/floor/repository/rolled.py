"""Counted days: read at once, written when a day is over, forgotten when its facts change."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.floor.models import CallPhase, PersonDayRow, StateInterval
from callwright.platform.db import Session
from callwright.platform.db.lease import lock_number

_LOCK = lock_number("floor.person_day")
_MARGIN = timedelta(days=2)
"""How far a fact can reach: a night shift belongs to the day before, and UTC is not the company's zone."""
_COLUMNS = list(PersonDayRow.__table__.columns)
_ROWS_AT_ONCE = 1000


async def rolled_days(
    session: Session, person_ids: Collection[uuid.UUID], first: date, last: date
) -> Sequence[Any]:
    """Counted days of these people in a range, both ends included."""
    query = select(*_COLUMNS).where(
        PersonDayRow.person_id.in_(list(person_ids)), PersonDayRow.day.between(first, last)
    )
    return (await session.execute(query)).all()


async def save_rolled(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Store counted days; a day counted before is replaced."""
    for start in range(0, len(rows), _ROWS_AT_ONCE):
        statement = insert(PersonDayRow).values(list(rows[start : start + _ROWS_AT_ONCE]))
        changed = {
            column.name: statement.excluded[column.name] for column in _COLUMNS if not column.primary_key
        }
        await session.execute(
            statement.on_conflict_do_update(
                index_elements=[PersonDayRow.person_id, PersonDayRow.day], set_=changed
            )
        )


async def may_roll(session: Session) -> bool:
    """Whether nobody is changing facts of past days; until the transaction ends nobody will."""
    query = text("SELECT pg_try_advisory_xact_lock(:number)")
    return bool(await session.scalar(query, {"number": _LOCK}))


async def forget_days(session: Session, spans: Iterable[tuple[uuid.UUID, datetime, datetime]]) -> None:
    """Facts of these people between two moments change in this transaction: their counted days are void."""
    await _announce_change(session)
    for person_id, start, end in spans:
        await session.execute(
            delete(PersonDayRow).where(
                PersonDayRow.person_id == person_id,
                PersonDayRow.day >= (start - _MARGIN).date(),
                PersonDayRow.day <= (end + _MARGIN).date(),
            )
        )


async def forget_staged_phases(session: Session) -> None:
    """The same for everybody whose call phases were just staged."""
    await _announce_change(session)
    await session.execute(
        text(
            "DELETE FROM floor.person_day AS known USING ("
            "  SELECT person_id, min(started_at) AS first, max(ended_at) AS last"
            "  FROM call_phase_staging GROUP BY person_id"
            ") AS touched WHERE known.person_id = touched.person_id"
            " AND known.day BETWEEN (touched.first - CAST(:margin AS interval))::date"
            " AND (touched.last + CAST(:margin AS interval))::date"
        ),
        {"margin": _MARGIN},
    )


async def forget_other_bases(session: Session, bases: Mapping[uuid.UUID, str]) -> None:
    """Void days that were counted with another shift, rest or zone than the person has now."""
    if not bases:
        return
    await session.execute(
        text(
            "DELETE FROM floor.person_day AS known USING unnest("
            "  CAST(:people AS uuid[]), CAST(:bases AS text[])) AS now(person_id, basis)"
            " WHERE known.person_id = now.person_id AND known.basis <> now.basis"
        ),
        {"people": list(bases), "bases": list(bases.values())},
    )


async def rolled_counts(session: Session, first: date, last: date) -> dict[date, int]:
    """How many people are counted on each day."""
    query = (
        select(PersonDayRow.day, func.count())
        .where(PersonDayRow.day.between(first, last))
        .group_by(PersonDayRow.day)
    )
    return {row[0]: row[1] for row in await session.execute(query)}


async def some_rolled(session: Session, count: int) -> Sequence[Any]:
    """So many counted days, drawn at random."""
    return (await session.execute(select(*_COLUMNS).order_by(func.random()).limit(count))).all()


async def first_fact_at(session: Session) -> datetime | None:
    """When the oldest known state or call phase began."""
    oldest = [
        await session.scalar(select(func.min(table.started_at))) for table in (StateInterval, CallPhase)
    ]
    return min((one for one in oldest if one is not None), default=None)


async def _announce_change(session: Session) -> None:
    """Wait for a count that is going on, and keep others from beginning until this transaction ends."""
    await session.execute(text("SELECT pg_advisory_xact_lock_shared(:number)"), {"number": _LOCK})
