"""Whether a measure changed between two stretches of calls, or only looks so."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from decimal import Decimal
from statistics import NormalDist, fmean, stdev

from callwright.flow.coaching.contracts.growing import Proof, ProofVerdict, Sample


def sample_of(values: Sequence[float], first_day: dt.date, last_day: dt.date) -> Sample:
    """Number, mean and standard deviation of the values of a stretch."""
    return Sample(
        first_day=first_day,
        last_day=last_day,
        calls=len(values),
        mean=fmean(values) if values else None,
        deviation=stdev(values) if len(values) > 1 else None,
    )


def proof(before: Sample, after: Sample, *, wanted: str, confidence: Decimal, minimum_calls: int) -> Proof:
    """After − before with Welch's interval; `wanted` is "lower" or "higher". Too few calls say nothing."""
    if min(before.calls, after.calls) < max(2, minimum_calls):
        return Proof(ProofVerdict.TOO_FEW, None, None, None)
    assert before.mean is not None
    assert after.mean is not None
    difference = after.mean - before.mean
    first = (before.deviation or 0.0) ** 2 / before.calls
    second = (after.deviation or 0.0) ** 2 / after.calls
    spread = 0.0
    if first + second > 0:
        freedom = (first + second) ** 2 / (first**2 / (before.calls - 1) + second**2 / (after.calls - 1))
        spread = t_quantile(0.5 + float(confidence) / 2, freedom) * math.sqrt(first + second)
    low, high = difference - spread, difference + spread
    if low <= 0 <= high:
        return Proof(ProofVerdict.NOT_SHOWN, difference, low, high)
    better = (difference < 0) == (wanted == "lower")
    return Proof(ProofVerdict.CHANGED if better else ProofVerdict.WORSE, difference, low, high)


def t_quantile(probability: float, freedom: float) -> float:
    """Student's t by the Cornish–Fisher expansion (Abramowitz and Stegun 26.7.5); to 0.01 from 4 degrees on."""
    z = NormalDist().inv_cdf(probability)
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )
