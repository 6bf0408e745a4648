"""Settled attempts of our own dialer, and which of its live ones still go on."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from callwright.flow.calls.contracts import Attempt
from callwright.flow.calls.models import AttemptRow, LiveAttemptRow
from callwright.flow.calls.repository.reading import attempt_of
from callwright.platform.db import Session


async def answered_of_system(
    session: Session, system: str, ended_from: datetime, ended_before: datetime
) -> list[Attempt]:
    """Answered attempts of a phone system that ended in the stretch, oldest first."""
    query = select(AttemptRow).where(
        AttemptRow.system == system,
        AttemptRow.answered_at.is_not(None),
        AttemptRow.ended_at >= ended_from,
        AttemptRow.ended_at < ended_before,
    )
    return [
        attempt_of(row) for row in await session.scalars(query.order_by(AttemptRow.ended_at, AttemptRow.id))
    ]


async def with_numbers(session: Session, e164s: Collection[str]) -> list[Attempt]:
    """Every attempt of these numbers, oldest first."""
    query = select(AttemptRow).where(AttemptRow.e164.in_(e164s))
    ordered = query.order_by(AttemptRow.started_at, AttemptRow.id)
    return [attempt_of(row) for row in await session.scalars(ordered)]


async def live_going_on(session: Session, live_attempt_ids: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Those of these live attempts that have not ended."""
    query = select(LiveAttemptRow.id).where(
        LiveAttemptRow.id.in_(live_attempt_ids), LiveAttemptRow.state != "ended"
    )
    return frozenset(await session.scalars(query))
