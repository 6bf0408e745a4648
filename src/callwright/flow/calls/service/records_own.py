"""What the stage after needs to know about calls of our own dialer."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime

from callwright.flow.calls.contracts import Attempt
from callwright.flow.calls.repository import records_own
from callwright.platform.db import Session

OWN_SYSTEM = "callwright"
"""The name of our own dialer among the phone systems of attempts."""


async def own_answered_attempts(
    session: Session, *, ended_from: datetime, ended_before: datetime
) -> list[Attempt]:
    """Answered calls of our own dialer that ended in [ended_from, ended_before), aware moments, oldest first."""
    return await records_own.answered_of_system(session, OWN_SYSTEM, ended_from, ended_before)


async def attempts_with_numbers(session: Session, e164s: Collection[str]) -> list[Attempt]:
    """Every attempt of these numbers (E.164), answered or not, of any phone system, oldest first."""
    return await records_own.with_numbers(session, e164s)


async def live_attempts_going_on(
    session: Session, live_attempt_ids: Collection[uuid.UUID]
) -> frozenset[uuid.UUID]:
    """Those of these live attempts that have not ended: their files are still being written."""
    return await records_own.live_going_on(session, live_attempt_ids)
