"""The numbers of a day beside goal, own day before and team median."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from callwright.flow.coaching.contracts import NumbersStep

STEPS = ("dials", "connected", "effective", "interested", "ordered")
GOAL_INDICATORS = {"effective": "effective_contacts", "interested": "interested_leads"}
"""Which monthly indicator of the goals register is a step of the ladder."""


def workdays(day: dt.date) -> int:
    """Mondays to Fridays of the day's month."""
    last = calendar.monthrange(day.year, day.month)[1]
    return sum(dt.date(day.year, day.month, number).weekday() < 5 for number in range(1, last + 1))


def daily_goals(
    day: dt.date, monthly: Mapping[str, Decimal], defaults: Mapping[str, Decimal]
) -> dict[str, tuple[Decimal, str]]:
    """Goal of the day per step and where it comes from: the person's monthly target, else the field's range."""
    found = {step: (goal, "product §5") for step, goal in defaults.items()}
    for step, indicator in GOAL_INDICATORS.items():
        if indicator in monthly:
            goal = monthly[indicator] / workdays(day)
            found[step] = (goal.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP), "goals")
    return found


def ladder(
    counts: Mapping[str, int],
    *,
    yesterday: Mapping[str, int] | None,
    team: Sequence[Mapping[str, int]],
    goals: Mapping[str, tuple[Decimal, str]],
    minimum_team: int,
) -> tuple[NumbersStep, ...]:
    """The steps in order; a rate is the share of the step before, None after a step of 0."""
    steps = []
    before: int | None = None
    for name in STEPS:
        count = counts.get(name, 0)
        goal, source = goals.get(name, (None, None))
        steps.append(
            NumbersStep(
                name=name,
                count=count,
                rate=count / before if before else None,
                goal=goal,
                goal_source=source,
                yesterday=None if yesterday is None else yesterday.get(name, 0),
                benchmark=team_median([one.get(name, 0) for one in team], minimum_team),
            )
        )
        before = count
    return tuple(steps)


def team_median(values: Sequence[float], minimum: int) -> float | None:
    """Median of a team; None for so few people that one could be told from another (product §7.1)."""
    return float(median(values)) if len(values) >= minimum else None
