"""Runs: campaigns of several days, sudden changes of the answer rate, and how long decisions take."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import numpy as np
from bench.pacing.figures import DayFigures, together
from bench.pacing.floor import Floor, Pacing
from bench.pacing.ours import FIRST_DAY, Ours
from bench.pacing.world import World

from callwright.flow.calls.decide.pacing.situation import Situation

WARM_SECONDS = 2700.0  # of the campaign's second day, before the answer rate jumps
WATCHED_SECONDS = 900.0


def campaign(
    world: World, share: Decimal, *, seed: int, days: int, polite_deferral: bool = False
) -> list[DayFigures]:
    """Ours over consecutive days of one campaign, from nothing learned."""
    ours, found = Ours(share), []
    for day in range(days):
        ours.begin_day(day)
        found.append(Floor(world, 1000 * seed + day, polite_deferral=polite_deferral).run(ours))
    return found


def peer(make: Callable[[], Pacing], world: World, *, seed: int, days: int) -> DayFigures:
    """A peer, every day from the beginning, as it runs by itself."""
    return together(Floor(world, 1000 * seed + day).run(make()) for day in range(days))


def shocks(agents: int, share: Decimal, *, factor: float, seed: int, times: int) -> DayFigures:
    """The answer rate is multiplied once on each of `times` days; `watched_*` are the 15 minutes after it.

    The campaign has one usual day behind it; every shocked day starts from what was known then.
    """
    ours = Ours(share)
    Floor(World(agents), 1000 * seed).run(ours)
    known = ours.pacer.to_json()
    world = World(agents, seconds=WARM_SECONDS + WATCHED_SECONDS, shock_at=WARM_SECONDS, shock=factor)
    found = []
    for number in range(1, times + 1):
        one = Ours.knowing(share, known)
        one.begin_day(1)
        floor = Floor(world, 1000 * seed + number)
        found.append(floor.run(one, WARM_SECONDS, WARM_SECONDS + WATCHED_SECONDS))
    return together(found)


def decision_milliseconds(agents: int, lines: int, *, seconds: int) -> float:
    """CPU milliseconds of deciding per second of campaign, with every agent and line taken and ages spread out."""
    random, ours = np.random.default_rng(1), Ours(Decimal("0.03"))
    for _ in range(200):
        ours.answered(float(random.uniform(5, 25)))
        ours.unanswered(float(random.uniform(3, 28)))
    ours.pacer.set_ledger({FIRST_DAY.date(): (100_000, 2_500)})
    begun = time.process_time()
    for half in range(2 * seconds):
        ours.pacer.decide(
            Situation(
                at=FIRST_DAY + timedelta(seconds=half / 2),
                day=FIRST_DAY.date(),
                team=agents,
                ready=agents // 50,
                waiting=0,
                lines_free=lines,
                talking=random.uniform(0, 300, agents * 4 // 5),
                wrapping=random.uniform(0, 40, agents // 6),
                dialing=random.uniform(0, 27, lines),
            )
        )
        for _ in range(lines // 40):
            ours.pacer.learn_dialed(FIRST_DAY + timedelta(seconds=half / 2))
    return (time.process_time() - begun) / seconds * 1000.0
