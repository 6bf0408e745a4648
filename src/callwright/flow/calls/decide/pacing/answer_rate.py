"""The share of dials a person answers: how large it is now, and how sure that is.

The rate drifts all day and sometimes jumps (another list, another hour). It is followed by weighing a ladder of
possible rates: every half second the calls in flight had an exactly known chance to be answered (`exposure`, in calls,
from the learned time to answer), so many answers came, and rates that explain this better gain weight. In between,
weight leaks to neighbouring rates (drift) and a little of it far away (jump), so that a doubling is believed after a
few answers and a lucky streak is not.
"""

from __future__ import annotations

import math
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from callwright.flow.calls.decide.pacing.durations import Curve
from callwright.flow.calls.decide.pacing.tables import FLIGHT_TICKS, TICK_SECONDS

_RATES: Curve = np.geomspace(0.002, 0.95, 90)
_STEP = math.log(_RATES[1] / _RATES[0])
_DRIFT = 0.008  # standard deviation of log(rate) after one second
_JUMPS_PER_SECOND = 1 / 3600
_JUMP_SPREAD = 0.8  # standard deviation of log(rate) over one jump
_UNWATCHED_TICKS = 20  # after a longer silence nobody knows what came of the dials before it
_MOST_TICKS = 1200  # a longer silence widens the belief no further
_CUTS: Curve = np.array(
    [0.0, 0.5, 0.8, 0.95, 1.0]
)  # scenarios: the lower half of the belief, then finer to its top
_ALMOST_CERTAIN = 0.999
_SHARES: Curve = np.diff(_CUTS)


def _leak() -> NDArray[np.float64]:
    """Where weight goes in one tick: row = from, column = to; rows sum to 1."""
    distance = np.subtract.outer(np.arange(len(_RATES)), np.arange(len(_RATES))) * _STEP
    far = np.exp(-0.5 * (distance / _JUMP_SPREAD) ** 2)
    far /= far.sum(axis=1, keepdims=True)
    near = np.eye(len(_RATES))
    share = 0.5 * _DRIFT**2 * TICK_SECONDS / _STEP**2
    for shift in (-1, 1):
        near += share * (np.eye(len(_RATES), k=shift) - np.eye(len(_RATES)))
    near /= near.sum(axis=1, keepdims=True)
    jump = _JUMPS_PER_SECOND * TICK_SECONDS
    return np.asarray((1 - jump) * near + jump * far)


_LEAK = _leak()


def _steps(rising: Curve) -> Curve:
    return np.asarray(rising[1:] - rising[:-1])


class AnswerRate:
    """The belief about the answer rate, and the dials of the last minute and a half that still may be answered."""

    def __init__(self, weights: Curve, dials: Curve, tick: int) -> None:
        self._weights = weights
        self._dials = dials  # per tick, the newest first
        self._tick = tick
        self._answers = 0
        self._summary: tuple[float, float] | None = None

    @classmethod
    def around(cls, rate: float) -> Self:
        """Before anything is known: the default rate, off by a factor of two either way as likely as not."""
        weights = np.exp(-0.5 * (np.log(_RATES / rate) / 1.0) ** 2)
        return cls(weights / weights.sum(), np.zeros(FLIGHT_TICKS), 0)

    def learn_dialed(self, seconds: float) -> None:
        """A call was launched at this moment (seconds since 1970)."""
        ago = max(self._tick - int(seconds / TICK_SECONDS), 0)
        if ago < FLIGHT_TICKS:
            self._dials[ago] += 1.0

    def learn_answered(self) -> None:
        """A person answered since the clock was last moved."""
        self._answers += 1

    def advance(self, seconds: float, coming: Curve) -> None:
        """Move the clock; `coming` is the share of answers that come in the 1st, 2nd … tick of a call's age."""
        tick = int(seconds / TICK_SECONDS)
        passed = tick - self._tick
        if passed <= 0:
            return
        exposure = 0.0
        if passed > _UNWATCHED_TICKS:
            self._dials[:] = 0.0
        for _ in range(min(passed, _UNWATCHED_TICKS)):
            exposure += float(self._dials @ coming)
            self._dials[1:] = self._dials[:-1]
            self._dials[0] = 0.0
        self._tick = tick
        for _ in range(min(passed, _MOST_TICKS)):
            self._weights = self._weights @ _LEAK
        if exposure or self._answers:
            self._weigh(exposure, self._answers)
        self._answers = 0
        self._summary = None

    def _weigh(self, exposure: float, answers: int) -> None:
        weights = self._weights * np.exp(-_RATES * exposure)
        if answers:
            weights *= (_RATES / _RATES[-1]) ** answers
        self._weights = weights / weights.sum()

    @property
    def mean(self) -> float:
        """The expected rate, a fraction of 1."""
        return self._moments()[0]

    @property
    def spread(self) -> float:
        """The standard deviation of the belief, a fraction of 1."""
        return self._moments()[1]

    def _moments(self) -> tuple[float, float]:
        if self._summary is None:
            mean = float(self._weights @ _RATES)
            self._summary = (mean, math.sqrt(max(float(self._weights @ _RATES**2) - mean * mean, 0.0)))
        return self._summary

    @property
    def highest(self) -> float:
        """The rate that is exceeded with a chance of one in a thousand only, as a multiple of the mean."""
        place = int(np.searchsorted(self._weights.cumsum(), _ALMOST_CERTAIN))
        return float(_RATES[min(place, len(_RATES) - 1)]) / self.mean

    def scenarios(self) -> tuple[Curve, Curve]:
        """How the rate may lie: weights that sum to 1, and the rate in each as a multiple of the mean."""
        below, rates = np.zeros(len(_RATES) + 1), np.zeros(len(_RATES) + 1)
        self._weights.cumsum(out=below[1:])
        (self._weights * _RATES).cumsum(out=rates[1:])
        return _SHARES, _steps(np.interp(_CUTS, below / below[-1], rates / rates[-1])) / _SHARES

    def to_json(self) -> dict[str, Any]:
        """The belief, to be kept."""
        return {
            "weights": self._weights.tolist(),
            "dials": self._dials.tolist(),
            "tick": self._tick,
            "answers": self._answers,
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """What `to_json` gave."""
        found = cls(np.array(kept["weights"]), np.array(kept["dials"]), int(kept["tick"]))
        found._answers = int(kept["answers"])
        return found
