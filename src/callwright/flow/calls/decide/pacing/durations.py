"""How long something lasts: a distribution that begins with a default and is replaced by what really happened."""

from __future__ import annotations

import math
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Curve = NDArray[np.float64]

_FORGET_AFTER = 3000.0  # durations remembered; older ones fade as new ones come
_DEFAULT_WEIGHT = 40.0  # durations the default counts for


class Durations:
    """Counts of durations between rising `edges` (seconds, the first 0); between two edges the density is flat."""

    def __init__(self, edges: Curve, counts: Curve) -> None:
        self._edges = edges
        self._counts = counts
        self._total = float(counts.sum())
        self.learned = 0

    @classmethod
    def log_normal(
        cls, edges: Curve, *, median: float, spread: float, shift: float = 0.0, most: float = math.inf
    ) -> Self:
        """The default: `shift` seconds and then a log-normal duration, none longer than `most` in total."""
        reached = np.array([_log_normal_cdf(min(edge, most) - shift, median, spread) for edge in edges])
        share = np.diff(reached)
        return cls(edges, _DEFAULT_WEIGHT * share / share.sum())

    @classmethod
    def even(cls, edges: Curve, parts: tuple[tuple[float, float, float], ...]) -> Self:
        """The default as (weight, from, to) parts, each spread evenly over its seconds."""
        share = sum(
            (
                weight * np.diff(np.clip((edges - low) / (high - low), 0.0, 1.0))
                for weight, low, high in parts
            ),
            start=np.zeros(len(edges) - 1),
        )
        return cls(edges, _DEFAULT_WEIGHT * share / share.sum())

    def learn(self, seconds: float) -> None:
        """Count one more; what is longer than the last edge counts as the longest."""
        place = int(np.searchsorted(self._edges, max(seconds, 0.0), side="right")) - 1
        self._counts[min(place, len(self._counts) - 1)] += 1.0
        self._total += 1.0
        self.learned += 1
        if self._total > _FORGET_AFTER:
            self._counts *= _FORGET_AFTER / self._total
            self._total = _FORGET_AFTER

    def reached(self, seconds: Curve) -> Curve:
        """The share that is over after so many seconds, for each of `seconds`."""
        share = np.concatenate(([0.0], np.cumsum(self._counts))) / self._total
        return np.interp(seconds, self._edges, share)

    def to_json(self) -> dict[str, Any]:
        """The counts, to be kept."""
        return {"counts": self._counts.tolist(), "total": self._total, "learned": self.learned}

    @classmethod
    def from_json(cls, edges: Curve, kept: dict[str, Any]) -> Self:
        """What `to_json` gave, for the same edges."""
        found = cls(edges, np.array(kept["counts"], dtype=float))
        found._total = float(kept["total"])
        found.learned = int(kept["learned"])
        return found


def _log_normal_cdf(seconds: float, median: float, spread: float) -> float:
    if seconds <= 0:
        return 0.0
    if math.isinf(seconds):
        return 1.0
    return 0.5 * math.erfc(-math.log(seconds / median) / (spread * math.sqrt(2)))
