"""Who gets the kinder leads first, and until when: a leader softens somebody's list mix for some days."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from callwright.kernel.ids import new_id
from callwright.platform.db import Session
from callwright.registers.staff import repository
from callwright.registers.staff.contracts import Easing


async def ease(
    session: Session,
    *,
    person_id: UUID,
    starts_on: dt.date,
    ends_on: dt.date,
    reason: str,
    by: str,
    now: dt.datetime,
) -> Easing:
    """Soften a person's list mix from a day to a day, both included; the newest word about a day holds."""
    easing = Easing(person_id, starts_on, ends_on, reason, by)
    await repository.add_easing(session, row_id=new_id(), easing=easing, now=now)
    return easing


async def easings(session: Session, *, on: dt.date) -> dict[UUID, Easing]:
    """Whose list mix is softened on a day, with the easing that lasts longest."""
    return {one.person_id: one for one in await repository.easings(session, on=on)}
