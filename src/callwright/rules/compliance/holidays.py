"""Public holidays that a rule names."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache


def is_holiday(calendar: str, day: date) -> bool:
    """Whether a day is a holiday of the calendar ("de": in all states of Germany); False for another calendar."""
    return calendar == "de" and day in _german(day.year)


@cache
def _german(year: int) -> frozenset[date]:
    """The nine holidays of all German states; Sundays are no business of this list."""
    easter = easter_sunday(year)
    moving = (easter + timedelta(days=offset) for offset in (-2, 1, 39, 50))
    fixed = ((1, 1), (5, 1), (10, 3), (12, 25), (12, 26))
    return frozenset({*moving, *(date(year, month, day) for month, day in fixed)})


def easter_sunday(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of 1876)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leaps, left = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    fours, over = divmod(rest, 4)
    weekday = (32 + 2 * left + 2 * fours - moon - over) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
