"""Which stretch of time is a person's day, and which part of it is the shift."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from callwright.flow.floor.decide.timeline import Span
from callwright.kernel.calendar import CompanyCalendar


@dataclass(frozen=True)
class StandardShift:
    """The roster's shift on the company's clock; an end not after the start is on the next day."""

    start: time
    end: time
    rest_minutes: int
    work_minutes: int


@dataclass(frozen=True)
class DayFrame:
    """The shift parts of a day, and the window of things that belong to it."""

    shift: tuple[Span, ...]
    window: Span


def frame_day(
    day: date, standard: StandardShift, declared: Iterable[Span], calendar: CompanyCalendar
) -> DayFrame:
    """Shift parts declared to begin on this company day, else the standard shift.

    The window runs from midnight to midnight, moved to the end of a night shift that reaches over it.
    """
    spans = sorted(declared)
    shift = shift_of(day, standard, spans, calendar)
    before = shift_of(day - timedelta(days=1), standard, spans, calendar)
    midnight, next_midnight = calendar.bounds(day)
    start = max([midnight, *(part.end for part in before if part.end > midnight)])
    end = max([next_midnight, *(part.end for part in shift)])
    return DayFrame(tuple(shift), Span(min(start, end), end))


def shift_of(
    day: date, standard: StandardShift, declared: Sequence[Span], calendar: CompanyCalendar
) -> list[Span]:
    """The parts of the shift that begins on this day."""
    parts = [span for span in declared if calendar.day_of(span.start) == day]
    if parts:
        return parts
    ends_on = day if standard.end > standard.start else day + timedelta(days=1)
    return [Span(calendar.at(day, standard.start), calendar.at(ends_on, standard.end))]
