"""How long people stay, without the usual mistakes (Kaplan–Meier with late entry and right-censoring)."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import NormalDist

from callwright.flow.coaching.contracts.growing import Survival, SurvivalAt, SurvivalPoint

SHOWN_DAYS = (7, 30, 60, 90, 180)


@dataclass(frozen=True)
class Stay:
    """Days of employment: observed after `entry` days (0 = from the first), until `end`; `left` then, or goes on."""

    entry: int
    end: int
    left: bool


def stay_of(
    hired_on: dt.date, left_on: dt.date | None, *, observed_from: dt.date, today: dt.date
) -> Stay | None:
    """A person's stay as far as it was observed; None when it ended before anything was recorded."""
    if hired_on > today:
        return None
    gone = left_on is not None and left_on < today
    last = left_on if gone and left_on is not None else today
    entry = max(0, (observed_from - hired_on).days)
    end = (last - hired_on).days + 1
    return Stay(entry, end, gone) if end > entry else None


def kaplan_meier(
    stays: Sequence[Stay], confidence: Decimal, *, minimum_at_risk: int = 1
) -> tuple[SurvivalPoint, ...]:
    """The curve of staying at each day somebody left; ends where fewer than `minimum_at_risk` are observed.

    Interval: log(−log) of Greenwood's variance, which stays inside 0…1 (Kalbfleisch and Prentice 1980).
    """
    z = NormalDist().inv_cdf(0.5 + float(confidence) / 2)
    points = []
    share, variance = 1.0, 0.0
    for day in sorted({one.end for one in stays if one.left}):
        at_risk = sum(one.entry < day <= one.end for one in stays)
        if at_risk < minimum_at_risk:
            break
        left = sum(one.left and one.end == day for one in stays)
        share *= 1 - left / at_risk
        variance += left / (at_risk * (at_risk - left)) if at_risk > left else math.inf
        points.append(SurvivalPoint(day, at_risk, left, share, *_interval(share, variance, z)))
    return tuple(points)


def _interval(share: float, variance: float, z: float) -> tuple[float, float]:
    if share <= 0 or share >= 1 or not math.isfinite(variance):
        return max(0.0, min(share, 1.0)), max(0.0, min(share, 1.0))
    spread = z * math.sqrt(variance) / abs(math.log(share))
    return share ** math.exp(spread), share ** math.exp(-spread)


def survival(cohort: str, stays: Sequence[Stay], confidence: Decimal, *, minimum_at_risk: int) -> Survival:
    """Curve and shares of a cohort; a share is None for days that too few people have come to."""
    points = kaplan_meier(stays, confidence, minimum_at_risk=minimum_at_risk)
    return Survival(
        cohort=cohort,
        people=len(stays),
        left=sum(one.left for one in stays),
        late=sum(one.entry > 0 for one in stays),
        points=points,
        at=tuple(_at(days, stays, points, minimum_at_risk) for days in SHOWN_DAYS),
    )


def _at(
    days: int, stays: Sequence[Stay], points: Sequence[SurvivalPoint], minimum_at_risk: int
) -> SurvivalAt:
    naive = 1 - sum(one.left and one.end <= days for one in stays) / len(stays) if stays else None
    if sum(one.entry < days <= one.end for one in stays) < minimum_at_risk:
        return SurvivalAt(days, None, None, None, naive)
    last = max((point for point in points if point.day <= days), key=lambda one: one.day, default=None)
    if last is None:
        return SurvivalAt(days, 1.0, None, None, naive)
    return SurvivalAt(days, last.share, last.low, last.high, naive)
