"""A stored plan of a lead and what the decision knows of it, in both directions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from callwright.flow.calls.decide.retry import Target, Tried, plan
from callwright.flow.calls.decide.segments import segment_of, zone_of
from callwright.flow.calls.repository.plans import LeadPlan
from callwright.registers.contacts import service as contacts
from callwright.registers.contacts.contracts import Contact
from callwright.rules.calling.values_retry import RetryRules


def renew(
    row: LeadPlan, rules: RetryRules, tried: Sequence[Tried], *, at: datetime, callback_at: datetime | None
) -> None:
    """Write what the decision says into the plan."""
    targets = targets_of(row)
    planned = plan(rules, targets, tried, available_from=at, callback_at=callback_at)
    row.tried = stored_tried(tried)
    row.attempts = len(tried)
    row.stage = planned.stage
    row.e164 = planned.e164 or row.e164
    row.segment = segment_in(row, row.e164)
    row.next_callable_at = planned.next_callable_at
    row.done_because = planned.done_because
    row.barred_by = ""
    row.leased_until = None
    row.leased_for = None
    row.updated_at = at


def targets_of(row: LeadPlan) -> list[Target]:
    """The numbers of a plan with the zones of their clocks."""
    return [Target(e164, zone_of(segment)) for e164, segment in row.numbers]


def tried_of(row: LeadPlan) -> list[Tried]:
    """The attempts of a plan, oldest first."""
    return [Tried(datetime.fromisoformat(at), *rest) for at, *rest in row.tried]


def stored_tried(tried: Sequence[Tried]) -> list[list[str]]:
    """Attempts as a plan keeps them."""
    return [[one.at.isoformat(), one.outcome, one.e164, one.attempt_id] for one in tried]


def segment_in(row: LeadPlan, e164: str) -> str:
    """The segment of a number of the plan, worked out anew for one that was dialed by hand."""
    known = next((segment for number, segment in row.numbers if number == e164), None)
    return known or segment_of(contacts.place_of(e164), "")


def numbers_of(contact: Contact | None) -> list[list[str]]:
    """Usable numbers with their segments: mobiles first, bad ones out."""
    if contact is None:
        return []
    address = ", ".join(filter(None, (contact.city, contact.province)))
    usable = [one for one in contact.numbers if one.health != "bad"]
    ordered = sorted(usable, key=lambda one: one.type != "mobile")
    return [[one.e164, segment_of(contacts.place_of(one.e164, address), one.type)] for one in ordered]
