"""The least time a recording must be kept, and the time after which it goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from callwright.kernel.text import Text
from callwright.rules.engine.parameters import Parameter, UnknownParameter, parameter

GENERAL = "general"
BUSINESSES = (GENERAL, "insurance_short", "insurance_long")
"""Lines of business: any, life insurance for a year at most, life insurance for longer."""
ELSEWHERE = "other"


@dataclass(frozen=True)
class Retention:
    """Days after the call. Before `minimum_days` nothing may be erased; after `kept_days` it is.

    `minimum_rule` and `kept_rule` name the dated values; `minimum_text` says the rule to a person, with its source.
    """

    minimum_days: int
    kept_days: int
    minimum_rule: str
    kept_rule: str
    minimum_text: Text


def retention(country: str, business: str, *, on: date) -> Retention:
    """The times in force on a day for calls to a country ("cn"; lower case) in a line of business.

    What a country does not say for a business is said by its general rule, and by the rule for all other countries
    when it has none. The usual time is never shorter than the least.
    """
    minimum = _found("minimum_days", country, business, on)
    kept = _found("kept_days", country, business, on)
    text = Text(
        f"{minimum.title.zh}（{minimum.number} 天；来源：{minimum.source}）",
        f"{minimum.title.en} ({minimum.number} days; source: {minimum.source})",
    )
    least = int(minimum.number)
    return Retention(least, max(least, int(kept.number)), minimum.version, kept.version, text)


def _found(name: str, country: str, business: str, on: date) -> Parameter:
    for place, kind in ((country, business), (country, GENERAL), (ELSEWHERE, business)):
        try:
            return parameter(f"recordings.{name}_{place}_{kind}", on=on)
        except UnknownParameter:
            continue
    return parameter(f"recordings.{name}_{ELSEWHERE}_{GENERAL}", on=on)
