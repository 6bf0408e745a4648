"""The agent's own mirror and the honest probability panel."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True)
class PanelRow:
    """`probability` of at least one success and the calls it takes; None when p is 0."""

    probability: float
    calls: int | None
    calls_at_low: int | None
    calls_at_high: int | None


@dataclass(frozen=True)
class ProbabilityPanel:
    """The honest panel for one kind of success (product §7.2).

    `rate` is successes ÷ dials of the person's own last `window_days`, `low` and `high` its Wilson interval. The
    next call has exactly `rate`, however many came before it. `today_calls` calls give `today_probability`.
    """

    success: str
    dials: int
    successes: int
    rate: float | None
    low: float
    high: float
    confidence: float
    window_days: int
    rows: tuple[PanelRow, ...]
    today_calls: int
    today_probability: float | None


@dataclass(frozen=True)
class NumbersStep:
    """One step of the ladder: own count, share of the step before, goal of the day, team median (or None)."""

    name: str
    count: int
    rate: float | None
    goal: Decimal | None
    goal_source: str | None
    yesterday: int | None
    benchmark: float | None


@dataclass(frozen=True)
class TimeUse:
    """Where the work time of a day went, in whole seconds; `work = talk + Σ lost`. None: no presence known."""

    work_seconds: int
    talk_seconds: int
    utilisation: float | None
    lost_seconds: dict[str, int]


@dataclass(frozen=True)
class MyNumbers:
    """One person's day (product §7.1). Benchmarks are medians of the own team and name nobody."""

    person_id: UUID
    name: str
    day: dt.date
    ladder: tuple[NumbersStep, ...]
    time: TimeUse | None
    yesterday: dt.date | None
    yesterday_time: TimeUse | None
    utilisation_goal: Decimal
    utilisation_benchmark: float | None
    panels: tuple[ProbabilityPanel, ...]
