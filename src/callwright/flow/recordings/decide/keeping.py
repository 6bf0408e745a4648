"""How long one recording stays: the rule for its country and business, counted from the call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import phonenumbers

from callwright.rules.recordings.formulas import GENERAL, Retention, retention

HOME = "cn"
"""The country of recordings whose call is not known (yet)."""


@dataclass(frozen=True)
class Term:
    """When a recording may be erased at the earliest and when it goes by itself, aware UTC, and by which rule."""

    free_at: datetime
    goes_at: datetime
    rule: Retention


def country_of(e164: str) -> str:
    """The lower-case country of a number ("cn"); "other" for numbers of no country, the home country for none."""
    if not e164:
        return HOME
    try:
        found = phonenumbers.region_code_for_number(phonenumbers.parse(e164))
    except phonenumbers.NumberParseException:
        found = None
    return (found or "other").lower()


def term_of(recorded_at: datetime, e164: str, business: str, *, today: date) -> Term:
    """The term of a recording by today's rules: a law that changes holds for what is already kept."""
    rule = retention(country_of(e164), business or GENERAL, on=today)
    return Term(
        recorded_at + timedelta(days=rule.minimum_days), recorded_at + timedelta(days=rule.kept_days), rule
    )


def digits_in_names(e164: str) -> str:
    """The digits of a number as the name of a file may carry them: without country code for Chinese numbers."""
    return e164.removeprefix("+86").lstrip("+")
