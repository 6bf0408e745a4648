"""Acknowledging goals and sealing a month."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from callwright.kernel.period import Month
from callwright.platform.db import Session
from callwright.registers.goals.errors import MonthSealed, NoGoals
from callwright.registers.goals.repository import agreed as repository


async def acknowledge(session: Session, *, month: Month, person_id: UUID, at: datetime, by: str) -> bool:
    """A person agrees to the goals of a month; False when that was so already.

    NoGoals (404) without goals, MonthSealed (409) when the month is closed and this person had not agreed.
    """
    found = await repository.goals(session, month=str(month), people=[person_id])
    if person_id not in found:
        raise NoGoals(month=month)
    if found[person_id].acknowledged_at is not None:
        return False
    if str(month) in await repository.lock_months(session, [str(month)]):
        raise MonthSealed(month=month)
    return await repository.acknowledge(session, month=str(month), people=[person_id], at=at, by=by) > 0


async def acknowledge_all(session: Session, *, month: Month, at: datetime, by: str) -> int:
    """Record that everybody with goals agreed (a signed paper round); returns how many had not before."""
    if not await repository.goals(session, month=str(month)):
        raise NoGoals(month=month)
    if str(month) in await repository.lock_months(session, [str(month)]):
        raise MonthSealed(month=month)
    return await repository.acknowledge(session, month=str(month), people=None, at=at, by=by)


async def seal(session: Session, *, month: Month, at: datetime) -> bool:
    """Close the goals of a month for ever; False when they were closed before. Called when scores close."""
    await repository.lock_months(session, [str(month)])
    return await repository.seal(session, month=str(month), at=at)
