"""Legal holds and lines of business: what people say about keeping recordings."""

from __future__ import annotations

import uuid
from datetime import datetime

from callwright.flow.recordings.contracts import Hold
from callwright.flow.recordings.errors import HoldNotFound, OneSubject, UnknownBusiness
from callwright.flow.recordings.repository import keeping
from callwright.kernel.ids import new_id
from callwright.platform.db import Session
from callwright.rules.recordings.formulas import BUSINESSES


async def place_hold(
    session: Session,
    *,
    reason: str,
    by: str,
    now: datetime,
    recording_id: uuid.UUID | None = None,
    e164: str | None = None,
    campaign_code: str | None = None,
) -> Hold:
    """Keep everything of one subject (a recording, a number, a campaign) until the hold is lifted.

    Raises OneSubject unless exactly one subject is given.
    """
    if sum(bool(subject) for subject in (recording_id, e164, campaign_code)) != 1:
        raise OneSubject
    hold = Hold(new_id(), recording_id, e164 or None, campaign_code or None, reason, by, now, None, None)
    await keeping.add_hold(session, hold)
    return hold


async def lift_hold(session: Session, *, hold_id: uuid.UUID, by: str, now: datetime) -> None:
    """End a hold; HoldNotFound (404) when there is none in force with this id. It stays on record."""
    if not await keeping.lift_hold(session, hold_id, by=by, at=now):
        raise HoldNotFound


async def holds(session: Session, *, lifted: bool = False) -> list[Hold]:
    """Holds in force, oldest first; with `lifted` those that were lifted too."""
    return await keeping.holds(session, lifted=lifted)


async def set_business(
    session: Session, *, campaign_code: str, business: str, by: str, now: datetime
) -> None:
    """Say which line of business a campaign ("" = the company) is in: it decides how long recordings must stay.

    Raises UnknownBusiness for a word the rules do not know.
    """
    if business not in BUSINESSES:
        raise UnknownBusiness(business=business, known="、".join(BUSINESSES))
    await keeping.set_business(session, campaign_code, business, by=by, at=now)


async def businesses(session: Session) -> dict[str, str]:
    """Line of business by campaign code; "" is the company's."""
    return await keeping.businesses(session)
