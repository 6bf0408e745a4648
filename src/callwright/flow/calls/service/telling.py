"""What calls mean for the stages before: leads move on, lists learn how good their data was."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from callwright.flow.calls.contracts import (
    FINAL_REFUSALS,
    INTEREST_OUTCOMES,
    RIGHT_DATA,
    WRONG_DATA,
    Outcome,
)
from callwright.flow.calls.repository import reading
from callwright.flow.leads import service as leads
from callwright.flow.leads.contracts import LeadState
from callwright.flow.lists import service as lists
from callwright.flow.lists.contracts import ContactOutcome
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.db import Session


async def tell_leads_and_lists(
    session: Session, *, contact_ids: Collection[uuid.UUID], now: datetime, calendar: CompanyCalendar
) -> None:
    """Move the leads of called contacts forward, bar those that refused, and age the lists by the outcomes.

    Everything follows from the stored attempts, so telling again changes nothing (product §2.7, §3).
    """
    if not contact_ids:
        return
    moves: defaultdict[tuple[LeadState, str], set[uuid.UUID]] = defaultdict(set)
    refused: set[uuid.UUID] = set()
    for contact_id, campaign_code, outcome in await reading.outcomes_by_campaign(session, contact_ids):
        moves[_state_after(outcome), campaign_code].add(contact_id)
        if outcome in FINAL_REFUSALS:
            refused.add(contact_id)
    day = calendar.day_of(now)
    for (state, campaign_code), moved in moves.items():
        await leads.advance(
            session, contact_ids=moved, to=state, at=now, day=day, campaign_code=campaign_code or None
        )
    if refused:
        await leads.bar_refused(session, contact_ids=refused)
    judged = [
        ContactOutcome(one.contact_id, one.outcome in RIGHT_DATA, one.at)
        for one in await reading.newest_outcomes(session, contact_ids)
        if one.outcome in RIGHT_DATA | WRONG_DATA
    ]
    await lists.record_outcomes(session, outcomes=judged, at=now)


def _state_after(outcome: Outcome) -> LeadState:
    """How far an outcome brings a lead."""
    if outcome is Outcome.ORDERED:
        return LeadState.ORDERED
    return LeadState.INTERESTED if outcome in INTEREST_OUTCOMES else LeadState.IN_WORK
