"""What calls mean for the stages before: leads move on, lists learn how good their data was."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta

from callwright.flow.calls.contracts import (
    FINAL_REFUSALS,
    INTEREST_OUTCOMES,
    RIGHT_DATA,
    WRONG_DATA,
    Outcome,
)
from callwright.flow.calls.repository import reading, results
from callwright.flow.leads import service as leads
from callwright.flow.leads.contracts import LeadState
from callwright.flow.lists import service as lists
from callwright.flow.lists.contracts import ContactOutcome, NewSuppression
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.db import Session
from callwright.rules.quality.values import quality_parameters


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
        await leads.bar_refused(session, contact_ids=refused, at=now)
    came_to = await results.results_of(session, contact_ids)
    judged = [
        ContactOutcome(
            one.contact_id,
            one.outcome in RIGHT_DATA,
            one.at,
            effective=came_to[one.contact_id].effective,
            lost_seconds=came_to[one.contact_id].wrong_seconds,
        )
        for one in await reading.newest_outcomes(session, contact_ids)
        if one.outcome in RIGHT_DATA | WRONG_DATA
    ]
    await lists.record_outcomes(session, outcomes=judged, at=now)
    await _let_rest(session, contact_ids, now=now, calendar=calendar)


async def _let_rest(
    session: Session, contact_ids: Collection[uuid.UUID], *, now: datetime, calendar: CompanyCalendar
) -> None:
    """A no that is not final lets the number rest; the newest no of each number counts (product §2.5)."""
    rest = timedelta(days=quality_parameters(calendar.day_of(now)).refusal_rest_days)
    resting = [one for one in await results.last_refused(session, contact_ids) if one[2] + rest > now]
    entries = [
        NewSuppression(
            kind="cool_down",
            subject_kind="number",
            subject=e164,
            source=f"calls:refused:{e164}",
            since=at,
            until=at + rest,
            reason=str(Outcome.REFUSED),
        )
        for _, e164, at in resting
    ]
    await lists.suppress(session, entries, by="calls", at=now)
    await leads.bar_refused(session, contact_ids={contact_id for contact_id, _, _ in resting}, at=now)


def _state_after(outcome: Outcome) -> LeadState:
    """How far an outcome brings a lead."""
    if outcome is Outcome.ORDERED:
        return LeadState.ORDERED
    return LeadState.INTERESTED if outcome in INTEREST_OUTCOMES else LeadState.IN_WORK
