"""The simulated world: how often people answer, how long it rings, how long they talk. Seconds and shares.

One world for every way of pacing, so that differences come from pacing alone. No figure here is field data.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Draw = NDArray[np.float64]

_MACHINE_MEAN, _MACHINE_SPREAD = 8.0, 0.3  # seconds an agent listens to a machine


@dataclass(frozen=True)
class World:
    """A campaign's day.

    `answer_rate`: mean share of dials a person answers; it drifts (`drift` = standard deviation, forgotten in
    `drift_seconds`), waves by `wave` over four hours, differs between three kinds of leads, and is multiplied by
    `shock` from `shock_at` on. Unanswered dials: a fifth machines (told apart two seconds after they pick up; without
    `detects_machines` an agent hears them and hangs up), three twentieths fail at once, the rest ring until
    `ring_limit`. Log-normal: ring (median), talk and wrap-up (mean).
    """

    agents: int
    answer_rate: float = 0.20
    seconds: float = 8 * 3600.0
    drift: float = 0.20
    drift_seconds: float = 1800.0
    wave: float = 0.15
    kinds: tuple[float, ...] = (0.6, 1.0, 1.4)
    shock_at: float = math.inf
    shock: float = 1.0
    ring_median: float = 8.0
    ring_spread: float = 0.55
    ring_limit: float = 25.0
    talk_mean: float = 120.0
    talk_spread: float = 0.8
    wrap_up_mean: float = 20.0
    wrap_up_spread: float = 0.5
    patience: float = 2.0
    lines: int = 20_000
    detects_machines: bool = True

    def lasting(self, seconds: float) -> World:
        """The same for a day of other length."""
        return replace(self, seconds=float(seconds))


@dataclass(frozen=True, slots=True)
class Dial:
    """What a dial will come to: it needs an agent after `seconds`, or it ends then without one."""

    needs_agent: bool
    seconds: float
    machine: bool = False


class Chance:
    """All randomness of one simulated day. The same seed gives the same answer rate however the day is dialed."""

    def __init__(self, world: World, seed: int) -> None:
        self._world = world
        self._random = np.random.default_rng(seed)
        self._drifting = np.random.default_rng((seed, 1))
        self._phase = self._drifting.uniform(0, 2 * math.pi)
        self._walk = self._drifting.normal(0, world.drift)
        self._rate = world.answer_rate
        self._moment = -math.inf
        self._dials = self._dial_stream()
        self._talks = self._durations(world.talk_mean, world.talk_spread)
        self._wrap_ups = self._durations(world.wrap_up_mean, world.wrap_up_spread)
        self._machines = self._durations(_MACHINE_MEAN, _MACHINE_SPREAD)

    def talk(self, *, machine: bool) -> float:
        """Seconds of the next talk; of a machine, until the agent has understood what it is."""
        return next(self._machines) if machine else next(self._talks)

    def wrap_up(self) -> float:
        """Seconds of the next wrap-up."""
        return next(self._wrap_ups)

    def dial(self, moment: float) -> Dial:
        """The fate of a dial made now."""
        kind, luck, after_dial, ring, other, pick_up = next(self._dials)
        rate = min(0.9, self._rate_at(moment) * kind)
        if luck < rate:
            return Dial(needs_agent=True, seconds=after_dial + ring)
        if other < 0.2 and not self._world.detects_machines:
            return Dial(needs_agent=True, seconds=after_dial + 12.0 + 10.0 * pick_up, machine=True)
        if other < 0.2:
            return Dial(needs_agent=False, seconds=after_dial + 14.0 + 10.0 * pick_up)
        if other < 0.35:
            return Dial(needs_agent=False, seconds=after_dial + 2.0 * pick_up)
        return Dial(needs_agent=False, seconds=after_dial + self._world.ring_limit)

    def _rate_at(self, moment: float) -> float:
        if moment < self._moment + 10.0:
            return self._rate
        world, self._moment = self._world, moment
        keep = math.exp(-10.0 / world.drift_seconds)
        self._walk = keep * self._walk + world.drift * math.sqrt(1 - keep * keep) * self._drifting.normal()
        wave = 1 + world.wave * math.sin(self._phase + 2 * math.pi * moment / 14400.0)
        factor = math.exp(self._walk - world.drift**2 / 2) * wave
        factor *= world.shock if moment >= world.shock_at else 1.0
        self._rate = min(0.85, max(0.003, world.answer_rate * factor))
        return self._rate

    def _dial_stream(self, block: int = 4096) -> Iterator[tuple[float, ...]]:
        world, random = self._world, self._random
        while True:
            columns: list[Draw] = [
                random.choice(np.array(world.kinds), block),
                random.random(block),
                random.uniform(2.0, 4.0, block),
                self._rings(block),
                random.random(block),
                random.random(block),
            ]
            yield from zip(*(column.tolist() for column in columns), strict=True)

    def _rings(self, block: int) -> Draw:
        """Seconds of ringing before people answer, none longer than the limit (drawn again)."""
        world = self._world
        found = np.empty(0)
        while len(found) < block:
            more = world.ring_median * np.exp(world.ring_spread * self._random.normal(size=block))
            found = np.concatenate((found, more[more <= world.ring_limit]))
        return found[:block]

    def _durations(self, mean: float, spread: float, block: int = 4096) -> Iterator[float]:
        middle = math.log(mean) - spread**2 / 2
        while True:
            yield from np.exp(middle + spread * self._random.normal(size=block)).tolist()
