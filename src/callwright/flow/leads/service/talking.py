"""Who talks with a customer keeps the lead: dialed leads without an owner go to the person who reached them."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from callwright.flow.leads.contracts import OPEN_STATES
from callwright.flow.leads.repository import leads
from callwright.flow.leads.service.owning import own
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.rules.leads.values import lead_parameters

TALKED = Text("与客户通话后约定继续跟进", "Talked with the customer and agreed to go on")


async def keep_after_talk(
    session: Session, *, lead_id: UUID, person_id: UUID, at: dt.datetime, calendar: CompanyCalendar
) -> bool:
    """Give an open lead nobody owns to the person who talked with the customer; False when it has an owner.

    It counts neither as a claim of the day nor against the cap: the customer asked for this person.
    """
    row = await leads.lock_lead(session, lead_id)
    if row is None or row.owner_id is not None or row.state not in OPEN_STATES:
        return False
    rules = lead_parameters(calendar.day_of(at))
    await own(session, [(row, person_id, TALKED)], act="talked", at=at, rules=rules)
    return True
