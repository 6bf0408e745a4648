"""Judging a call by the rules that hold: every rule that forbids it, and the first moment at which none does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from callwright.rules.compliance.checks import clock, counting, records
from callwright.rules.compliance.facts import Barred, CallFacts
from callwright.rules.compliance.laws import Law

Check = Callable[[str, Any, CallFacts], Barred | None]
CHECKS: dict[str, Check] = {
    "hours": clock.hours,
    "rest": clock.rest,
    "closed_days": clock.closed_days,
    "rate": counting.rate,
    "pause": counting.pause,
    "consent": records.consent,
    "scrub": records.scrub,
    "caller_number": records.caller_number,
}
REFUSED = "refusal"
NOT_CONFIRMED = "not_confirmed"
STEPS = 100
"""Each step goes to the next change of a rule; more than some weeks of changes are not looked at."""


def judge(laws: Sequence[Law], facts: CallFacts) -> tuple[Barred, ...]:
    """All that forbids the call at `facts.at`; empty = it is allowed. A refusal stands above every rule."""
    if facts.refused:
        return (Barred(REFUSED, "refused", None),)
    found: list[Barred] = []
    for law in laws:
        if law.kind == "country" and not (law.verified or law.confirmed):
            found.append(Barred(law.id, NOT_CONFIRMED, None))
            continue
        check = CHECKS.get(law.kind)
        barred = check(law.id, law.value, facts) if check else None
        if barred is not None:
            found.append(barred)
    return tuple(found)


def first_allowed(laws: Sequence[Law], facts: CallFacts) -> datetime | None:
    """The first moment from `facts.at` on at which the call is allowed if nothing else happens until then.

    None when waiting does not help. Every rule names a moment before which it forbids; the latest of them is tried
    next, so no allowed moment is passed over.
    """
    at = facts.at
    for _ in range(STEPS):
        barred = judge(laws, replace(facts, at=at))
        if not barred:
            return at
        if any(one.until is None for one in barred):
            return None
        at = max(one.until for one in barred if one.until is not None).astimezone(UTC)
    return None


def weightiest(barred: Sequence[Barred]) -> Barred:
    """The rule to name first: one that waiting does not lift, else the one that forbids longest."""
    return max(barred, key=lambda one: one.until or datetime.max.replace(tzinfo=UTC))
