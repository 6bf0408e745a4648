"""Months in addresses."""

from __future__ import annotations

from callwright.flow.scores.errors import BadMonth
from callwright.kernel.period import Month


def read_month(text: str) -> Month:
    """`2026-10` as a month; BadMonth (422) otherwise."""
    try:
        return Month.parse(text)
    except ValueError:
        raise BadMonth(month=text) from None
