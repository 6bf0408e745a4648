"""Whether a moment lies within the hours in which a country allows sales calls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from callwright.rules.engine.parameters import parameter

COUNTRIES = ("cn", "us")


@dataclass(frozen=True)
class CallingHours:
    """Hours on the called party's clock: from `start` (included) to `end` (excluded)."""

    start: time
    end: time
    versions: tuple[str, str]

    def allow(self, clock_time: time) -> bool:
        """Whether a call may begin at this clock time at the called party's place."""
        return self.start <= clock_time < self.end


def calling_hours(country: str, *, on: date) -> CallingHours:
    """The hours of a country ("cn", "us") on a day; UnknownParameter for a country without a rule."""
    start = parameter(f"compliance.calling_hours_start_{country}", on=on)
    end = parameter(f"compliance.calling_hours_end_{country}", on=on)
    return CallingHours(time(int(start.number)), time(int(end.number)), (start.version, end.version))
