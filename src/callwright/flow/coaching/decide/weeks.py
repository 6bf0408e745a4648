"""Weeks of a person beside what is expected of a newcomer in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from callwright.flow.coaching.contracts.growing import Week, WeekFigure
from callwright.rules.coaching.growing import Ramp

EFFORT = ("dials", "utilisation")
RESULTS = ("effective", "interested")
SHOWN = (*EFFORT, *RESULTS, "quality")
WEEK = dt.timedelta(days=7)
Values = Mapping[str, float | None]


def weeks_from(first_day: dt.date, today: dt.date, most: int) -> Iterator[tuple[int, dt.date, dt.date]]:
    """Weeks of employment that have begun: number from 1, first and last day."""
    for number in range(1, most + 1):
        first = first_day + WEEK * (number - 1)
        if first > today:
            return
        yield number, first, first + WEEK - dt.timedelta(days=1)


def expected_of(name: str, week: int, goals: Mapping[str, Decimal], ramp: Ramp) -> Decimal | None:
    """The goal of a figure in a week; None for what is not looked at yet or has no goal."""
    goal = goals.get(name)
    share = ramp.effort(week) if name in EFFORT else ramp.results(week) if name in RESULTS else None
    return None if goal is None or share is None else goal * share


def weeks(
    spans: Sequence[tuple[int, dt.date, dt.date]],
    values: Mapping[int, Values],
    days: Mapping[int, int],
    *,
    goals: Mapping[str, Decimal],
    ramp: Ramp,
) -> tuple[Week, ...]:
    """The weeks with their figures; change is against the week before it, when that had a value above 0."""
    found = []
    for number, first, last in spans:
        own, before = values.get(number, {}), values.get(number - 1, {})
        figures = tuple(
            WeekFigure(
                name=name,
                value=own.get(name),
                expected=expected_of(name, number, goals, ramp),
                change=_change(before.get(name), own.get(name)),
            )
            for name in SHOWN
        )
        found.append(Week(number, first, last, days.get(number, 0), figures))
    return tuple(found)


def _change(before: float | None, value: float | None) -> float | None:
    return None if not before or value is None else value / before - 1
