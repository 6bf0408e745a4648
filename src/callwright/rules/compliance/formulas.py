"""Numbers of the rules for those who only need one: hours of a country, shortest ring, abandonment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from callwright.rules.compliance.law_files import countries
from callwright.rules.compliance.laws import ELSEWHERE, Law, Settings, law, laws_of
from callwright.rules.compliance.value_forms import Amount, Hours, Switch


@dataclass(frozen=True)
class CallingHours:
    """Hours on the called party's clock: from `start` (included) to `end` (excluded)."""

    start: time
    end: time
    version: str

    def allow(self, clock_time: time) -> bool:
        """Whether a call may begin at this clock time at the called party's place."""
        return self.start <= clock_time < self.end


def calling_hours(country: str, *, on: date) -> CallingHours:
    """The hours of a country ("cn", "us") on a day; UnknownLaw for a country without rules."""
    found = law(f"{country}.hours", on=on)
    if not isinstance(found.value, Hours):
        raise TypeError(f"{found.id} holds no hours")
    return CallingHours(found.value.start, found.value.end, found.version)


def amount(country: str, name: str, *, on: date, settings: Settings | None = None) -> Decimal | None:
    """A plain number of a country ("ring", "abandoned_share", …) on a day; None where it has none."""
    found = _named(country, name, on, settings)
    return found.value.number if found is not None and isinstance(found.value, Amount) else None


def switched_on(country: str, name: str, *, on: date, settings: Settings | None = None) -> bool:
    """Whether a thing is asked for in a country ("recording_notice", "abandoned_message", …)."""
    found = _named(country, name, on, settings)
    return found is not None and isinstance(found.value, Switch) and found.value.required


def strictest(name: str, *, on: date, settings: Settings | None = None) -> Decimal | None:
    """The strictest number of this name over all countries, for whoever dials into several; None without any."""
    found = [
        one.value
        for country in countries()
        if (one := _named(country, name, on, settings)) is not None and isinstance(one.value, Amount)
    ]
    if not found:
        return None
    numbers = [one.number for one in found]
    return min(numbers) if found[0].stricter == "lower" else max(numbers)


def _named(country: str, name: str, on: date, settings: Settings | None) -> Law | None:
    known = country if country in countries() else ELSEWHERE
    standing = laws_of(known, (), on=on, settings=settings)
    return next((one for one in standing if one.id == f"{known}.{name}"), None)
