"""The month argument of commands."""

from __future__ import annotations

from callwright.flow.scores.errors import BadMonth
from callwright.kernel.period import Month

__all__ = ["Month", "read_month"]


def read_month(text: str) -> Month:
    """`2026-10` as a month; BadMonth (scores.bad_month) otherwise."""
    try:
        return Month.parse(text)
    except ValueError:
        raise BadMonth(month=text) from None
