"""Scales: amounts that grow in steps. Thresholds follow each other, so there is no gap and no overlap."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from callwright.kernel.text import Text
from callwright.rules.engine.explained import Explained


@dataclass(frozen=True)
class Bracket:
    """From `above` (exclusive lower end of the slice) on, `rate` (a fraction of 1) applies."""

    above: Decimal
    rate: Decimal


@dataclass(frozen=True)
class Scale:
    """Brackets in rising order, the first at 0.

    method "marginal": each slice is paid at its own rate, no cliff. method "whole": the rate of the bracket
    that is reached pays the whole base, which makes a cliff at every threshold.
    A negative base is paid back at the first rate. ValueError when the brackets do not rise from 0.
    """

    brackets: tuple[Bracket, ...]
    method: Literal["marginal", "whole"] = "marginal"

    def __post_init__(self) -> None:
        levels = [bracket.above for bracket in self.brackets]
        if not levels or levels[0] != 0 or any(low >= high for low, high in pairwise(levels)):
            raise ValueError("brackets begin at 0 and rise")

    def explain(self, base: Decimal, *, label: Text, unit: str, source: str | None = None) -> Explained:
        """The unrounded amount for a base, one child per slice that took part."""
        slices = self._slices(base)
        children = tuple(_slice_node(place, part, rate, unit) for place, (part, rate) in enumerate(slices, 1))
        return Explained(label, self.amount(base), unit, source, children)

    def amount(self, base: Decimal) -> Decimal:
        """The unrounded amount alone."""
        return sum((part * rate for part, rate in self._slices(base)), Decimal(0))

    def _slices(self, base: Decimal) -> list[tuple[Decimal, Decimal]]:
        if base <= 0:
            return [(base, self.brackets[0].rate)]
        if self.method == "whole":
            reached = [bracket for bracket in self.brackets if base > bracket.above]
            return [(base, reached[-1].rate)]
        ends = [bracket.above for bracket in self.brackets[1:]] + [base]
        pairs = zip(self.brackets, ends, strict=True)
        return [(min(base, end) - low.above, low.rate) for low, end in pairs if base > low.above]


def _slice_node(place: int, part: Decimal, rate: Decimal, unit: str) -> Explained:
    """`part × rate` as a node; `place` counts the slices from 1."""
    percent = f"{(rate * 100).normalize():f} %"
    return Explained(
        Text(f"第 {place} 段：按 {percent}", f"slice {place}: at {percent}"),
        part * rate,
        unit,
        None,
        (
            Explained(Text("本段金额", "amount in slice"), part, unit),
            Explained(Text("比例", "rate"), rate, "share"),
        ),
    )


@dataclass(frozen=True)
class Point:
    """One point of a curve."""

    at: Decimal
    factor: Decimal


@dataclass(frozen=True)
class Curve:
    """A curve through points in rising order; flat before the first and after the last.

    method "linear" joins the points by straight lines; "step" keeps the factor of the last point reached
    (a point is reached when the value equals it). ValueError when the points do not rise.
    """

    points: tuple[Point, ...]
    method: Literal["linear", "step"] = "linear"

    def __post_init__(self) -> None:
        places = [point.at for point in self.points]
        if len(places) < 2 or any(low >= high for low, high in pairwise(places)):
            raise ValueError("a curve has at least two points that rise")

    def factor(self, at: Decimal) -> Decimal:
        """The unrounded factor at a value."""
        if at <= self.points[0].at:
            return self.points[0].factor
        if at >= self.points[-1].at:
            return self.points[-1].factor
        index = max(number for number, point in enumerate(self.points) if point.at <= at)
        low, high = self.points[index], self.points[index + 1]
        if self.method == "step":
            return low.factor
        return low.factor + (high.factor - low.factor) * (at - low.at) / (high.at - low.at)
