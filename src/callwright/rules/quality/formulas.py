"""Formulas of list quality. Pure: counts and dates in, numbers out (product §2.7)."""

from __future__ import annotations

import math
from datetime import date, timedelta
from decimal import Decimal
from statistics import NormalDist

DAYS_PER_MONTH = 365.2425 / 12


def wilson_bounds(good: int, sampled: int, confidence: Decimal = Decimal("0.95")) -> tuple[float, float]:
    """Lower and upper bound of the Wilson score interval of `good` of `sampled`, as shares of 1.

    `confidence` is two-sided. Nothing sampled says nothing: (0, 1). ValueError for impossible counts.
    """
    if sampled < 0 or not 0 <= good <= max(sampled, 0):
        raise ValueError(f"{good} of {sampled} is not a sample")
    if sampled == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf(0.5 + float(confidence) / 2)
    share = good / sampled
    spread = z * math.sqrt(share * (1 - share) / sampled + z * z / (4 * sampled * sampled))
    middle = share + z * z / (2 * sampled)
    scale = 1 + z * z / sampled
    return max(0.0, min(share, (middle - spread) / scale)), min(1.0, max(share, (middle + spread) / scale))


def passes(
    good: int, sampled: int, *, threshold: Decimal, confidence: Decimal, measure: str = "lower_bound"
) -> bool:
    """Whether a measured sample passes the gate; compared before any rounding, equality passes.

    `measure` is "lower_bound" (default) or "point". An empty sample never passes.
    """
    if sampled == 0:
        return False
    if measure == "point":
        return Decimal(good) >= threshold * sampled
    return wilson_bounds(good, sampled, confidence)[0] >= float(threshold)


def needed_sample(
    *, threshold: Decimal, confidence: Decimal, expected: Decimal, measure: str = "lower_bound"
) -> int | None:
    """Smallest sample that passes if the batch is as good as `expected` (a share of 1).

    The good rows are counted as floor(expected × size), so the answer is never too small for the expectation.
    None when no sample can help: the expectation is at or below the threshold.
    """
    if expected < threshold or (expected == threshold and measure != "point"):
        return None
    size = 1
    while not _planned(size, expected, threshold, confidence, measure):
        size += 1
        if size > 1_000_000:
            return None
    return size


def _planned(size: int, expected: Decimal, threshold: Decimal, confidence: Decimal, measure: str) -> bool:
    good = int(expected * size)
    return passes(good, size, threshold=threshold, confidence=confidence, measure=measure)


def aged_accuracy(accuracy: float, *, days: int, monthly_decay: Decimal) -> float:
    """What is left of a measured accuracy after `days`: accuracy × (1 − decay)^months."""
    kept: float = float(1 - monthly_decay) ** (max(days, 0) / DAYS_PER_MONTH)
    return accuracy * kept


def observed_decay(
    measured: float, good: int, judged: int, *, mean_days: float, most: Decimal = Decimal("0.5")
) -> Decimal | None:
    """Monthly decay that calls show: a batch measured at `measured` had good ÷ judged left after `mean_days`.

    A share of the remaining accuracy per month to four places, between 0 and `most`; None when nothing was judged,
    nothing was good to begin with, or no time has passed.
    """
    if judged <= 0 or measured <= 0 or mean_days <= 0:
        return None
    left = min(1.0, good / judged / measured)
    kept = left ** (DAYS_PER_MONTH / mean_days)
    return min(most, Decimal(str(1 - kept)).quantize(Decimal("0.0001")))


def least_good(
    sampled: int, *, threshold: Decimal, confidence: Decimal, measure: str = "lower_bound"
) -> int | None:
    """How many of `sampled` rows must be good to pass the gate; None when not even all of them are enough."""
    low, high = 0, sampled + 1
    while low < high:
        middle = (low + high) // 2
        if middle > sampled or passes(
            middle, sampled, threshold=threshold, confidence=confidence, measure=measure
        ):
            high = middle
        else:
            low = middle + 1
    return low if 0 < sampled >= low else None


def reclean_date(
    accuracy: float, *, measured_on: date, threshold: Decimal, monthly_decay: Decimal
) -> date | None:
    """First day on which the aged accuracy lies below the threshold; the measuring day when it already does.

    None when nothing decays or the day lies beyond the calendar.
    """
    if accuracy < float(threshold):
        return measured_on
    if monthly_decay <= 0:
        return None
    months = math.log(float(threshold) / accuracy) / math.log(float(1 - monthly_decay))
    days = math.floor(months * DAYS_PER_MONTH) + 1
    try:
        return measured_on + timedelta(days=days)
    except OverflowError:
        return None
