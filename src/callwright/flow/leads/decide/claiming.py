"""Whether a person may take a lead from the public pool (product §3)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from callwright.flow.leads.errors import (
    CapReached,
    ClaimLimitReached,
    CoolingDown,
    LeadBarred,
    LeadTaken,
    NotYetAvailable,
)
from callwright.kernel.errors import CallwrightError
from callwright.rules.leads.values import LeadParameters


@dataclass(frozen=True)
class PoolLead:
    """What matters about a lead for a claim. `given_up_at`: when this person last gave the lead back, if ever."""

    owner_id: UUID | None
    state: str
    available_from: dt.datetime
    given_up_at: dt.datetime | None = None


def why_not_claim(
    lead: PoolLead, *, claims_today: int, held: int, at: dt.datetime, rules: LeadParameters
) -> CallwrightError | None:
    """The error that forbids the claim, or None.

    `claims_today` counts claims made, not leads kept: pick, return, pick uses up two. Whoever ever gave the lead
    back waits for the cool-down, even when somebody else had it since.
    """
    if lead.state == "barred":
        return LeadBarred()
    if lead.owner_id is not None or lead.state not in ("new", "assigned", "in_work", "interested"):
        return LeadTaken()
    if claims_today >= rules.claims_per_day:
        return ClaimLimitReached(claimed=claims_today, limit=rules.claims_per_day)
    if held >= rules.owner_cap:
        return CapReached(held=held, limit=rules.owner_cap)
    if lead.given_up_at is not None:
        until = cooling_until(lead.given_up_at, rules)
        if until > at:
            return CoolingDown(until=until.isoformat())
    if lead.available_from > at:
        return NotYetAvailable()
    return None


def cooling_until(given_up_at: dt.datetime, rules: LeadParameters) -> dt.datetime:
    """Until when a former owner has to wait."""
    return given_up_at + dt.timedelta(days=rules.cooldown_days)
