"""Hours and days, on every clock the called party may have."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from callwright.rules.compliance.facts import Barred, CallFacts
from callwright.rules.compliance.holidays import is_holiday
from callwright.rules.compliance.value_forms import ClosedDays, Hours

_DAY = timedelta(days=1)


def hours(law: str, value: Hours, facts: CallFacts) -> Barred | None:
    """Calls only from `value.start` to `value.end`; the zone that opens last is named."""
    barred: Barred | None = None
    for zone in facts.zones:
        local = facts.at.astimezone(zone)
        now = local.time()
        if value.start <= now < value.end:
            continue
        day = local.date() if now < value.start else local.date() + _DAY
        opens = datetime.combine(day, value.start, zone).astimezone(UTC)
        if barred is None or barred.until is None or opens > barred.until:
            barred = Barred(law, "hours", opens, _clock(local, value))
    return barred


def rest(law: str, value: Hours, facts: CallFacts) -> Barred | None:
    """No calls from `value.start` to `value.end`."""
    for zone in facts.zones:
        local = facts.at.astimezone(zone)
        if value.start <= local.time() < value.end:
            ends = datetime.combine(local.date(), value.end, zone).astimezone(UTC)
            return Barred(law, "rest", ends, _clock(local, value))
    return None


def closed_days(law: str, value: ClosedDays, facts: CallFacts) -> Barred | None:
    """No calls on Sundays and holidays."""
    for zone in facts.zones:
        day = facts.at.astimezone(zone).date()
        sunday = value.sundays and day.isoweekday() == 7
        if sunday or (value.holidays and is_holiday(value.holidays, day)):
            ends = datetime.combine(day + _DAY, time(), zone).astimezone(UTC)
            return Barred(law, "sunday" if sunday else "holiday", ends, {"day": day.isoformat()})
    return None


def _clock(local: datetime, value: Hours) -> dict[str, object]:
    return {
        "clock": f"{local:%H:%M}",
        "start": f"{value.start:%H:%M}",
        "end": f"{value.end:%H:%M}",
    }
