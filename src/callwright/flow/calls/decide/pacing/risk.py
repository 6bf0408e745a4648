"""The risk of one more call: the probability that a customer who answers finds no agent in time.

For every horizon the agents becoming free and the calls being answered are independent yes/no events with known
chances. Few of them are counted out exactly, many are close to a normal distribution (with its skewness corrected).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from callwright.flow.calls.decide.pacing.durations import Curve
from callwright.flow.calls.decide.pacing.forecast import Table

EXACT_UP_TO = 21  # agents, free or busy
_CIRCLE = 80  # the exact count covers differences from -_BELOW to _CIRCLE - _BELOW - 1
_BELOW = 22
_CERTAIN = 36.0  # so many answers expected at once for so few agents: somebody is abandoned
_ANGLES: Curve = 2 * math.pi * np.arange(_CIRCLE // 2 + 1) / _CIRCLE
_TURN = np.exp(1j * _ANGLES)
_SQRT_HALF = math.sqrt(0.5)


class Risk(Protocol):
    """The risk after `calls` more calls were launched, for each horizon."""

    def __call__(self, calls: int) -> Curve:
        """One probability per horizon; every one rises with `calls`."""


@dataclass(frozen=True, slots=True)
class Odds:
    """What is known about one moment; columns are horizons.

    `ready`: free agents less waiting customers. `agents`: chance to be free, per busy agent. `answers`: chance to be
    answered, per call in flight. `new_call`: the same for a call launched now. The answer rate itself is not exactly
    known: with chance `weights[i]` all answers are `multiples[i]` times as likely, hardly more than `highest` times.
    """

    ready: int
    agents: Table
    answers: Table
    new_call: Curve
    weights: Curve
    multiples: Curve
    highest: float = 1.0


def normal_risk(odds: Odds) -> Risk:
    """Many agents: close to a normal distribution within each scenario."""
    multiple = odds.multiples[:, None]
    free, coming = odds.ready + odds.agents.sum(axis=0), odds.answers.sum(axis=0)
    busy, flying = odds.agents * (1 - odds.agents), odds.answers * (1 - odds.answers)
    fresh = odds.new_call * (1 - odds.new_call)
    variance, flying_variance = busy.sum(axis=0), flying.sum(axis=0)
    skew = (busy * (1 - 2 * odds.agents)).sum(axis=0)
    flying_skew = (flying * (1 - 2 * odds.answers)).sum(axis=0)
    fresh_skew = fresh * (1 - 2 * odds.new_call)

    def risk(calls: int) -> Curve:
        expected = (coming + calls * odds.new_call) * multiple
        width = np.sqrt(variance + (flying_variance + calls * fresh) * multiple + 1e-6)
        z = (0.5 - free + expected) / width
        lean = (skew - (flying_skew + calls * fresh_skew) * multiple) / width**3
        straight = _below(z)
        bent = straight - lean / 6 * (z * z - 1) * np.exp(-0.5 * z * z) / math.sqrt(2 * math.pi)
        fits = (np.abs(z) < 3) & (width > 1)
        return np.asarray(odds.weights @ np.clip(np.where(fits, bent, straight), 0.0, 1.0))

    return risk


def surprise(odds: Odds) -> Callable[[int], float]:
    """Customers who find no agent if answers come at their highest rate, after so many more calls.

    Of the horizons the worst; close to a normal distribution.
    """
    free, coming = odds.ready + odds.agents.sum(axis=0), odds.answers.sum(axis=0)
    variance = (odds.agents * (1 - odds.agents)).sum(axis=0)
    flying_variance = (odds.answers * (1 - odds.answers)).sum(axis=0)
    fresh = odds.new_call * (1 - odds.new_call)

    def found(calls: int) -> float:
        excess = (coming + calls * odds.new_call) * odds.highest - free
        width = np.sqrt(variance + (flying_variance + calls * fresh) * odds.highest + 1e-6)
        z = excess / width
        return float((excess * _below(z) + width * np.exp(-0.5 * z * z) / math.sqrt(2 * math.pi)).max())

    return found


def _below(z: Table) -> Table:
    """The normal distribution function."""
    return np.array([0.5 * math.erfc(-value * _SQRT_HALF) for value in z.ravel().tolist()]).reshape(z.shape)


def exact_risk(odds: Odds) -> Risk:
    """At most EXACT_UP_TO agents: the distribution of answers less free agents, by its values on a circle (Fourier).

    In a scenario with more answers the additional ones come like rain (Poisson), in one with fewer such rain is taken
    away.
    """
    up, down = _TURN - 1, np.conj(_TURN) - 1
    known = np.prod(1 + odds.agents[:, :, None] * down, axis=0)
    known = known * np.prod(1 + odds.answers[:, :, None] * up, axis=0)
    coming = odds.answers.sum(axis=0)
    more = np.multiply.outer(odds.multiples - 1, coming)
    scenarios = known * np.exp(more[:, :, None] * up)
    one_more = 1 + np.minimum(np.multiply.outer(odds.multiples, odds.new_call), 1.0)[:, :, None] * up
    tail = _tail_weights(odds.ready)

    def risk(calls: int) -> Curve:
        found = scenarios * one_more**calls if calls else scenarios
        expected = np.multiply.outer(odds.multiples, coming + calls * odds.new_call)
        risks = np.where(expected > _CERTAIN, 1.0, np.clip((found @ tail).real, 0.0, 1.0))
        return np.asarray(odds.weights @ risks)

    return risk


def _tail_weights(least: int) -> NDArray[np.complex128]:
    """Turns values on the circle into P(difference >= least)."""
    found = _TAILS.get(least)
    if found is None:
        inside = np.arange(min(max(least, -_BELOW), _CIRCLE - _BELOW), _CIRCLE - _BELOW)
        both_halves = np.where((np.arange(len(_ANGLES)) % (_CIRCLE // 2)) == 0, 1.0, 2.0)
        found = both_halves * np.exp(-1j * np.multiply.outer(_ANGLES, inside)).sum(axis=1) / _CIRCLE
        _TAILS[least] = found
    return found


_TAILS: dict[int, NDArray[np.complex128]] = {}


def most_calls(accepted: Callable[[int], bool], most: int) -> int:
    """The number of calls launched when each is launched as long as `accepted(calls launched so far)`, up to `most`.

    `accepted` is true up to some number and false from then on, so it is searched by doubling and halving.
    """
    if most <= 0 or not accepted(0):
        return 0
    low, high = 0, 1  # accepted(low) holds
    while high < most and accepted(high):
        low, high = high, high * 2
    high = min(high, most)
    while high - low > 1:
        middle = (low + high) // 2
        if accepted(middle):
            low = middle
        else:
            high = middle
    return low + 1
