"""How many agents will be free, and how many calls answered, within each of a few horizons."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from callwright.flow.calls.decide.pacing.durations import Curve, Durations
from callwright.flow.calls.decide.pacing.situation import Seconds, Situation
from callwright.flow.calls.decide.pacing.tables import FLIGHT_TICKS, TICK_SECONDS, Tables

Table = NDArray[np.float64]

HORIZONS = (
    6  # at even steps through the time to answer: a new call is answered within each with the same chance
)
_TALK_STEP, _TALK_BINS = 4.0, 300
_WRAP_STEP, _WRAP_BINS = 1.0, 240
_ALMOST_NONE = 1e-6
_TOO_FEW = 2e-3


@dataclass(frozen=True, slots=True)
class AgentChances:
    """P(free for a customer answering within the horizon): one row per age, one column per horizon."""

    talking: Table
    talking_deferrable: Table
    wrapping: Table
    wrapping_deferrable: Table


class Forecast:
    """Tables made from what was learned, ready for quick looking up."""

    def __init__(self, tables: Tables, *, patience: float, interrupt_after: float) -> None:
        grid: Curve = np.arange(2 * FLIGHT_TICKS + 1, dtype=np.float64) * TICK_SECONDS
        self.reached = tables.answer.reached(grid)
        self.coming = np.diff(self.reached[: FLIGHT_TICKS + 1])
        self._still_unanswered = 1.0 - tables.unanswered.reached(grid[: FLIGHT_TICKS + 1])
        steps = (np.arange(HORIZONS) + 0.5) / HORIZONS
        self._ticks = np.maximum(np.searchsorted(self.reached, steps), 1)
        self.seconds: Curve = self._ticks * TICK_SECONDS
        self.new_call = self.reached[self._ticks]
        age = np.arange(FLIGHT_TICKS + 1)
        self._waiting = 1.0 - self.reached[age]
        self._gain = self.reached[age[:, None] + self._ticks[None, :]] - self.reached[age][:, None]
        self.chances = agent_chances(
            tables.talk, tables.wrap_up, self.seconds + patience, interrupt_after=interrupt_after
        )

    def answers(self, dialing: Seconds, rate: float) -> Table:
        """P(answered within the horizon), one row per call in flight: not yet answered, so perhaps never."""
        age = np.minimum((dialing / TICK_SECONDS).astype(np.int64), FLIGHT_TICKS)
        return self.answers_by_age(rate)[age]

    def answers_by_age(self, rate: float) -> Table:
        """P(answered within the horizon), one row per tick of age."""
        here = rate * self._waiting + (1.0 - rate) * self._still_unanswered
        return np.asarray(np.minimum(rate * self._gain / np.maximum(here, _ALMOST_NONE)[:, None], 1.0))

    def agents(self, now: Situation) -> Table:
        """P(free within the horizon), one row per busy agent who stays."""
        groups = (
            (self.chances.talking, now.talking, _TALK_STEP),
            (self.chances.talking_deferrable, now.talking_deferrable, _TALK_STEP),
            (self.chances.wrapping, now.wrapping, _WRAP_STEP),
            (self.chances.wrapping_deferrable, now.wrapping_deferrable, _WRAP_STEP),
        )
        found = [chances[_bins(ages, step, len(chances))] for chances, ages, step in groups if len(ages)]
        return np.concatenate(found) if found else np.empty((0, HORIZONS))


def _bins(ages: Seconds, step: float, bins: int) -> NDArray[np.int64]:
    return np.minimum((ages / step).astype(np.int64), bins - 1)


def agent_chances(
    talk: Durations, wrap_up: Durations, within: Curve, *, interrupt_after: float
) -> AgentChances:
    """The tables for "free within so many seconds" (`within`, one per horizon)."""
    grid: Curve = np.arange(0.0, _TALK_STEP * _TALK_BINS + within.max() + 2.0, TICK_SECONDS)
    talked, wrapped = talk.reached(grid), wrap_up.reached(grid)
    interruptible = np.where(grid >= interrupt_after, 1.0, wrapped)
    return AgentChances(
        talking=_talking(talked, wrapped, within),
        talking_deferrable=_talking(talked, interruptible, within),
        wrapping=_wrapping(wrapped, within),
        wrapping_deferrable=_wrapping(interruptible, within),
    )


def _wrapping(over: Curve, within: Curve) -> Table:
    """P(the wrap-up is over within | its age)."""
    ticks = np.round(within / TICK_SECONDS).astype(np.int64)
    start = ((np.arange(_WRAP_BINS) + 0.5) * _WRAP_STEP / TICK_SECONDS).astype(np.int64)
    left = 1.0 - over[start]
    soon = over[start[:, None] + ticks[None, :]] - over[start][:, None]
    return _beyond_known(soon / np.maximum(left, _ALMOST_NONE)[:, None], left)


def _talking(talked: Curve, wrapped: Curve, within: Curve) -> Table:
    """P(the talk and the wrap-up after it are over within | age of the talk)."""
    start = ((np.arange(_TALK_BINS) + 0.5) * _TALK_STEP / TICK_SECONDS).astype(np.int64)
    left = 1.0 - talked[start]
    ends = np.diff(talked)
    columns = []
    for seconds in within:
        ticks = round(seconds / TICK_SECONDS)
        after = wrapped[ticks - np.arange(ticks)]
        both = np.convolve(ends, after[::-1])[ticks - 1 :]
        columns.append(both[start] / np.maximum(left, _ALMOST_NONE))
    return _beyond_known(np.stack(columns, axis=1), left)


def _beyond_known(chances: Table, left: Curve) -> Table:
    """Ages that hardly anybody reached tell nothing: the last age that some reached speaks for them."""
    known = max(int(np.count_nonzero(left > _TOO_FEW)) - 1, 0)
    chances[known:] = chances[known]
    return np.asarray(np.minimum(chances, 1.0))
