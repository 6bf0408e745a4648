"""How often a number may be called, and pauses after a call that went wrong."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from callwright.rules.compliance.facts import Barred, CallFacts
from callwright.rules.compliance.value_forms import Pause, Rate


def rate(law: str, value: Rate, facts: CallFacts) -> Barred | None:
    """At most `value.calls` in the last hours, or on a day at the called party's place."""
    if value.hours == 0:
        return _rate_of_day(law, value, facts)
    window = timedelta(hours=value.hours)
    inside = [call.at for call in facts.past if facts.at - window < call.at <= facts.at]
    if len(inside) < value.calls:
        return None
    details = {"calls": len(inside), "limit": value.calls, "hours": value.hours}
    if value.calls == 0:
        return Barred(law, "rate", None, details)
    return Barred(law, "rate", sorted(inside, reverse=True)[value.calls - 1] + window, details)


def _rate_of_day(law: str, value: Rate, facts: CallFacts) -> Barred | None:
    if len(facts.past) < value.calls:
        return None
    for zone in facts.zones:
        today = facts.at.astimezone(zone).date()
        count = sum(call.at <= facts.at and call.at.astimezone(zone).date() == today for call in facts.past)
        if count >= value.calls:
            midnight = datetime.combine(today + timedelta(days=1), time(), zone).astimezone(UTC)
            details = {"calls": count, "limit": value.calls}
            return Barred(law, "rate_day", midnight if value.calls else None, details)
    return None


def pause(law: str, value: Pause, facts: CallFacts) -> Barred | None:
    """After an abandoned call, or one a machine took, only with an agent kept free for it."""
    if facts.guaranteed_agent:
        return None
    length = timedelta(hours=value.hours)
    abandoned = value.after == "abandoned"
    ends = [
        call.at + length
        for call in facts.past
        if (call.abandoned if abandoned else call.machine) and call.at <= facts.at < call.at + length
    ]
    return Barred(law, f"pause_{value.after}", max(ends), {"hours": value.hours}) if ends else None
