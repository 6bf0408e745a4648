"""Reading attempts and counting what people did. Everything about people is filtered by `visible_people`."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select, text
from sqlalchemy.dialects.postgresql import distinct_on

from callwright.flow.calls.contracts import (
    INTEREST_OUTCOMES,
    Attempt,
    ContactOutcome,
    Direction,
    Outcome,
)
from callwright.flow.calls.models import AttemptRow
from callwright.platform.db import Session


def attempt_of(row: AttemptRow) -> Attempt:
    """The contract form of a row."""
    return Attempt(
        id=row.id,
        person_id=row.person_id,
        e164=row.e164,
        contact_id=row.contact_id,
        campaign_code=row.campaign_code,
        direction=Direction(row.direction),
        started_at=row.started_at,
        answered_at=row.answered_at,
        ended_at=row.ended_at,
        outcome=Outcome(row.outcome),
        raw_outcome=row.raw_outcome,
        recording_name=row.recording_name,
        system=row.system,
        record_id=row.record_id,
        effective=row.effective,
        overlapping=row.overlapping,
    )


def _scoped(visible_people: Collection[uuid.UUID] | None) -> Select[AttemptRow]:
    query = select(AttemptRow)
    return query if visible_people is None else query.where(AttemptRow.person_id.in_(visible_people))


async def attempts_by_id(
    session: Session, ids: Collection[uuid.UUID], visible_people: Collection[uuid.UUID] | None
) -> dict[uuid.UUID, Attempt]:
    """The asked attempts that are visible."""
    rows = await session.scalars(_scoped(visible_people).where(AttemptRow.id.in_(ids)))
    return {row.id: attempt_of(row) for row in rows}


async def attempts_page(
    session: Session,
    *,
    visible_people: Collection[uuid.UUID] | None,
    person_id: uuid.UUID | None,
    start: datetime | None,
    end: datetime | None,
    outcome: Outcome | None,
    recorded: bool,
    offset: int,
    limit: int,
) -> tuple[list[Attempt], int]:
    """One page, newest first, and the total."""
    query = _scoped(visible_people)
    if person_id is not None:
        query = query.where(AttemptRow.person_id == person_id)
    if start is not None:
        query = query.where(AttemptRow.started_at >= start)
    if end is not None:
        query = query.where(AttemptRow.started_at < end)
    if outcome is not None:
        query = query.where(AttemptRow.outcome == outcome)
    if recorded:
        query = query.where(AttemptRow.recording_key != "")
    total = await session.scalar(select(func.count()).select_from(query.subquery()))
    ordered = query.order_by(AttemptRow.started_at.desc(), AttemptRow.id).offset(offset).limit(limit)
    return [attempt_of(row) for row in await session.scalars(ordered)], total or 0


async def attempts_with_recording_key(session: Session, keys: Collection[str]) -> list[Attempt]:
    """Attempts whose record names one of these recording files."""
    query = (
        select(AttemptRow)
        .where(AttemptRow.recording_key.in_(keys))
        .order_by(AttemptRow.started_at, AttemptRow.id)
    )
    return [attempt_of(row) for row in await session.scalars(query)]


async def attempts_expecting_recording(
    session: Session, start: datetime | None, end: datetime | None
) -> list[Attempt]:
    """Attempts of a stretch whose record names a recording file."""
    query = (
        select(AttemptRow)
        .where(AttemptRow.recording_key != "")
        .order_by(AttemptRow.started_at, AttemptRow.id)
    )
    if start is not None:
        query = query.where(AttemptRow.started_at >= start)
    if end is not None:
        query = query.where(AttemptRow.started_at < end)
    return [attempt_of(row) for row in await session.scalars(query)]


async def attempts_of_number(
    session: Session, e164s: Collection[str], start: datetime, end: datetime
) -> list[Attempt]:
    """Answered attempts of these numbers that began in the stretch."""
    query = (
        select(AttemptRow)
        .where(
            AttemptRow.e164.in_(e164s),
            AttemptRow.started_at >= start,
            AttemptRow.started_at < end,
            AttemptRow.answered_at.is_not(None),
        )
        .order_by(AttemptRow.started_at, AttemptRow.id)
    )
    return [attempt_of(row) for row in await session.scalars(query)]


async def newest_outcomes(session: Session, contact_ids: Iterable[uuid.UUID]) -> list[ContactOutcome]:
    """The newest outcome of each of these contacts that was called at all."""
    query = (
        select(AttemptRow.contact_id, AttemptRow.outcome, AttemptRow.started_at)
        .where(AttemptRow.contact_id.in_(list(contact_ids)))
        .ext(distinct_on(AttemptRow.contact_id))
        .order_by(AttemptRow.contact_id, AttemptRow.started_at.desc(), AttemptRow.id)
    )
    return [
        ContactOutcome(row.contact_id, Outcome(row.outcome), row.started_at)
        for row in await session.execute(query)
    ]


async def outcomes_by_campaign(
    session: Session, contact_ids: Iterable[uuid.UUID]
) -> list[tuple[uuid.UUID, str, Outcome]]:
    """Every outcome that these contacts' calls ever had, once per campaign."""
    query = (
        select(AttemptRow.contact_id, AttemptRow.campaign_code, AttemptRow.outcome)
        .where(AttemptRow.contact_id.in_(list(contact_ids)))
        .distinct()
    )
    rows = await session.execute(query)
    return [(row.contact_id, row.campaign_code, Outcome(row.outcome)) for row in rows]


_ACTIVITY = """
WITH scoped AS (
  SELECT person_id, {day} AS day, direction, answered_at, ended_at, outcome, effective,
    max(CASE WHEN answered_at IS NOT NULL THEN ended_at END) OVER (
      PARTITION BY person_id ORDER BY answered_at NULLS LAST, ended_at, id
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
  FROM calls.attempt
  WHERE person_id IS NOT NULL AND started_at >= :start AND started_at < :end
    AND (CAST(:people AS uuid[]) IS NULL OR person_id = ANY(CAST(:people AS uuid[])))
)
SELECT person_id, day,
  count(*) FILTER (WHERE direction = 'outbound') AS dials,
  count(answered_at) AS connected,
  count(*) FILTER (WHERE effective) AS effective,
  count(*) FILTER (WHERE answered_at IS NOT NULL AND outcome = ANY(CAST(:interest AS text[]))) AS interested,
  count(*) FILTER (WHERE answered_at IS NOT NULL AND outcome = 'ordered') AS ordered,
  coalesce(sum(greatest(0, extract(epoch FROM ended_at - greatest(answered_at, coalesce(reached, answered_at)))))
    FILTER (WHERE answered_at IS NOT NULL), 0)::bigint AS talk_seconds
FROM scoped GROUP BY person_id, day ORDER BY day, person_id
"""


async def activity(
    session: Session,
    *,
    start: datetime,
    end: datetime,
    visible_people: Collection[uuid.UUID] | None,
    zone_name: str | None = None,
) -> Sequence[Any]:
    """Counts per person (and per day of the zone when one is given) of attempts that began in [start, end).

    Talk is the length of the union of a person's calls: where two overlap, the time counts once.
    """
    day = "(started_at AT TIME ZONE CAST(:zone AS text))::date" if zone_name else "NULL::date"
    values: dict[str, object] = {
        "start": start,
        "end": end,
        "people": None if visible_people is None else list(visible_people),
        "interest": [str(outcome) for outcome in INTEREST_OUTCOMES],
    }
    if zone_name:
        values["zone"] = zone_name
    return (await session.execute(text(_ACTIVITY.format(day=day)), values)).all()


async def first_and_last_start(session: Session) -> tuple[datetime, datetime] | None:
    """When the first and the last attempt began; None when there are none."""
    query = select(func.min(AttemptRow.started_at), func.max(AttemptRow.started_at), func.count())
    first, last, count = (await session.execute(query)).one()
    return (first, last) if count else None
