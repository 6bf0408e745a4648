"""Which days a run looks at, and which it compares them with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.period import Month


@dataclass(frozen=True)
class Span:
    """Company days, both included, and the same as UTC moments (`end` exclusive)."""

    first_day: dt.date
    last_day: dt.date
    start: dt.datetime
    end: dt.datetime


def span_of(month: Month, calendar: CompanyCalendar, *, today: dt.date) -> Span:
    """A month as far as it has gone; a month that lies ahead has its first day only."""
    last = min(month.end - dt.timedelta(days=1), max(today, month.start))
    return Span(month.start, last, calendar.bounds(month.start)[0], calendar.bounds(last)[1])
