"""Simulated months in random worlds: what is abandoned stays within the budget, of the month and of every day."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from bench.pacing.figures import DayFigures, together
from bench.pacing.floor import Floor
from bench.pacing.ours import Ours
from bench.pacing.world import World

DAYS = 30
BUDGETS = (Decimal("0.01"), Decimal("0.03"))


@dataclass(frozen=True)
class Month:
    """A campaign of thirty days with a strict limit for each; `hours` is the longest day, some are shorter."""

    number: int
    world: World
    share: Decimal
    hours: float
    polite_deferral: bool


@dataclass(frozen=True)
class MonthFigures:
    """What a month comes to, and its worst day."""

    month: Month
    total: DayFigures
    worst_day: DayFigures

    @property
    def kept(self) -> bool:
        """The budget holds over the month."""
        return self.total.abandoned <= float(self.month.share) * self.total.answered


def random_month(number: int, *, hours: float) -> Month:
    """Month `number`: teams of 2 to 300, most of them small; lists, talks and wrap-ups of all kinds."""
    random = np.random.default_rng((20_26, number))
    agents = round(2 * 150 ** (random.random() ** 1.5))
    talk = float(30 * 8 ** random.random())
    world = World(
        agents,
        answer_rate=float(0.03 * 17 ** random.random()),
        drift=float(random.uniform(0.0, 0.5)),
        drift_seconds=float(random.uniform(600, 3600)),
        wave=float(random.uniform(0.0, 0.3)),
        shock_at=float(random.uniform(0.0, 3600.0 * hours)) if random.random() < 0.5 else math.inf,
        shock=float(random.choice([0.5, 2.0])),
        ring_median=float(random.uniform(5.0, 12.0)),
        talk_mean=talk,
        talk_spread=float(random.uniform(0.4, 1.2)),
        wrap_up_mean=float(3 * 20 ** random.random()),
        wrap_up_spread=float(random.uniform(0.3, 0.9)),
        detects_machines=bool(random.random() < 0.7),
    )
    share = BUDGETS[int(random.integers(len(BUDGETS)))]
    return Month(number, world, share, hours, polite_deferral=bool(random.random() < 0.3))


def lived(month: Month) -> MonthFigures:
    """The thirty days, one after the other, from nothing learned; every day between a fifth of the hours and all."""
    ours, found = Ours(month.share, strict_day=True), []
    random = np.random.default_rng((month.number, 1))
    for day in range(DAYS):
        ours.begin_day(day)
        seconds = round(3600.0 * month.hours * random.uniform(0.2, 1.0))
        world = month.world.lasting(seconds)
        seed = 100_000 + DAYS * month.number + day
        found.append(Floor(world, seed, polite_deferral=month.polite_deferral).run(ours))
    return MonthFigures(month, together(found), max(found, key=lambda day: day.abandoned_share))
