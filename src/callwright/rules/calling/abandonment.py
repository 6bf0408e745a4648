"""What counts as an abandoned call in a country, and how many of them are tolerated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache

from callwright.rules.engine.parameters import parameter


class StartPoint(StrEnum):
    """The moment from which the seconds without an agent are counted."""

    ANSWER = "answer"
    GREETING_START = "greeting_start"
    GREETING_END = "greeting_end"


@dataclass(frozen=True)
class AbandonmentRule:
    """One country's rule on one day; shares are fractions of the calls answered by a person.

    A call is abandoned when no agent is on it `seconds` after `starts_at`. `window_days` is the rolling window of one
    campaign, 1 for the calendar day. `cap` may not be exceeded by any budget, `default` is what a new campaign gets.
    """

    country: str
    cap: Decimal
    default: Decimal
    window_days: int
    starts_at: StartPoint
    seconds: Decimal
    versions: tuple[str, ...]


@cache
def abandonment_rule(country: str, *, on: date) -> AbandonmentRule:
    """The rule of a country ("cn", "us", "uk", "de") on a day; UnknownParameter for a country without a rule."""
    name = country.lower()
    found = {
        key: parameter(f"calling.abandonment_{key}_{name}", on=on)
        for key in ("cap", "default", "window_days", "starts_at")
    }
    seconds = parameter("calling.abandonment_seconds", on=on)
    return AbandonmentRule(
        country=name,
        cap=found["cap"].number,
        default=found["default"].number,
        window_days=int(found["window_days"].number),
        starts_at=StartPoint(str(found["starts_at"].value)),
        seconds=seconds.number,
        versions=tuple(one.version for one in (*found.values(), seconds)),
    )
