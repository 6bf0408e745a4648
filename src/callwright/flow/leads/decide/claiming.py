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
    """What matters about a lead for a claim."""

    owner_id: UUID | None
    state: str
    previous_owner_id: UUID | None
    cooldown_until: dt.datetime | None
    available_from: dt.datetime


def why_not_claim(
    lead: PoolLead,
    *,
    person_id: UUID,
    claims_today: int,
    held: int,
    refused: bool,
    at: dt.datetime,
    rules: LeadParameters,
) -> CallwrightError | None:
    """The error that forbids the claim, or None.

    `claims_today` counts claims made, not leads kept: pick, return, pick uses up two.
    """
    if refused or lead.state == "barred":
        return LeadBarred()
    if lead.owner_id is not None or lead.state not in ("new", "assigned", "in_work", "interested"):
        return LeadTaken()
    if claims_today >= rules.claims_per_day:
        return ClaimLimitReached(claimed=claims_today, limit=rules.claims_per_day)
    if held >= rules.owner_cap:
        return CapReached(held=held, limit=rules.owner_cap)
    if lead.previous_owner_id == person_id and lead.cooldown_until is not None and lead.cooldown_until > at:
        return CoolingDown(until=lead.cooldown_until.isoformat())
    if lead.available_from > at:
        return NotYetAvailable()
    return None
