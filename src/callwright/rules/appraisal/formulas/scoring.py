"""From actual and target to points, from points to the score of a month (product §9.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from callwright.kernel.text import Text
from callwright.rules.appraisal.errors import GoalsMissing, MissingActual, WeightsNotHundred, ZeroTarget
from callwright.rules.appraisal.indicators import Indicator, indicator
from callwright.rules.engine.explained import Explained
from callwright.rules.engine.parameters import parameter
from callwright.rules.engine.rounding import exact_division, settle

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Measured:
    """One indicator of a person in a period: `weight` in percent, `actual` None when nobody measured it.

    `source` says where the actual value came from; it stands in the explanation.
    """

    indicator: str
    weight: Decimal
    target: Decimal
    actual: Decimal | None
    source: str | None = None


@dataclass(frozen=True)
class Scored:
    """Points of one indicator, unrounded."""

    indicator: str
    weight: Decimal
    target: Decimal
    actual: Decimal
    score: Decimal
    explanation: Explained


@dataclass(frozen=True)
class Score:
    """The weighted score of a period, not rounded for show, with its parts."""

    score: Decimal
    parts: tuple[Scored, ...]
    explanation: Explained


def completion(actual: Decimal | None, target: Decimal, *, of: Indicator) -> Decimal:
    """Actual ÷ target as a fraction of 1, unrounded. MissingActual, ZeroTarget."""
    if actual is None:
        raise MissingActual(indicator=of.title)
    if target <= 0:
        raise ZeroTarget(indicator=of.title, target=target)
    return actual / target


def indicator_score(measured: Measured, *, on: date) -> Scored:
    """Points of one indicator: completion × 100, between floor and cap.

    Where less is better (expense) it is (2 − completion) × 100: spending the target gives 100 points, one
    percent less gives one point more, twice the target gives 0.
    """
    of = indicator(measured.indicator)
    with exact_division():
        share = completion(measured.actual, measured.target, of=of)
        raw = ((2 - share) if of.lower_is_better else share) * HUNDRED
    cap, floor = parameter("appraisal.indicator_cap", on=on), parameter("appraisal.indicator_floor", on=on)
    score = max(floor.number, min(cap.number, raw))
    actual = Decimal(measured.actual or 0)
    nodes = [
        Explained(Text("实际值", "actual"), actual, of.unit, measured.source),
        Explained(Text("目标值", "target"), measured.target, of.unit),
        Explained(Text("完成率", "completion"), share, "share"),
    ]
    if raw != score:
        nodes.append((cap if raw > score else floor).explained())
    title = Text(f"{of.title.zh}得分", f"score of {of.title.en}")
    tree = Explained(title, score, "points", "product §9.3", tuple(nodes))
    return Scored(measured.indicator, measured.weight, measured.target, actual, score, tree)


def weighted_score(measures: Sequence[Measured], *, on: date) -> Score:
    """Σ weight × points ÷ 100. GoalsMissing, WeightsNotHundred, MissingActual, ZeroTarget."""
    if not measures:
        raise GoalsMissing
    wanted = parameter("appraisal.weights_total", on=on).number
    total = sum((measure.weight for measure in measures), Decimal(0))
    if total != wanted:
        raise WeightsNotHundred(total=total, wanted=wanted)
    parts = tuple(indicator_score(measure, on=on) for measure in measures)
    with exact_division():
        score = settle(sum((part.weight * part.score for part in parts), Decimal(0)) / wanted)
    nodes = tuple(_weighted(part) for part in parts)
    tree = Explained(Text("考核得分", "appraisal score"), score, "points", "product §9.3", nodes)
    return Score(score, parts, tree)


def _weighted(part: Scored) -> Explained:
    """`weight × points` as a node."""
    of = indicator(part.indicator)
    weight = Explained(Text("权重", "weight"), part.weight, "percent")
    return Explained(of.title, part.weight * part.score / HUNDRED, "points", None, (weight, part.explanation))


def mean_score(scores: Sequence[Decimal]) -> Decimal:
    """The score of a longer period: the plain mean of its months. GoalsMissing without months."""
    if not scores:
        raise GoalsMissing
    with exact_division():
        return settle(sum(scores, Decimal(0)) / len(scores), places=30)
