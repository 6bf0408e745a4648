"""When real calls say that a released batch has fallen below the gate (product §2.7)."""

from __future__ import annotations

from decimal import Decimal

from callwright.rules.quality.formulas import observed_decay, passes
from callwright.rules.quality.values import QualityParameters


def has_fallen(good: int, judged: int, parameters: QualityParameters) -> bool:
    """Whether the outcomes of real calls put a batch below the gate: their share of good misses the threshold.

    Fewer outcomes than the minimum say nothing. The bound is not used here: many calls make it needless, and a
    flag that waits for certainty lets agents dial a dead list.
    """
    if judged < parameters.minimum_outcomes:
        return False
    return not passes(
        good,
        judged,
        threshold=parameters.accuracy_threshold,
        confidence=parameters.confidence,
        measure="point",
    )


def own_decay(
    measured: float | None, good: int, judged: int, mean_days: float, parameters: QualityParameters
) -> Decimal | None:
    """The decay that calls of a batch (or of its source) show, once there are enough of them over enough time."""
    if measured is None or judged < parameters.minimum_outcomes or mean_days < parameters.decay_minimum_days:
        return None
    return observed_decay(measured, good, judged, mean_days=mean_days)
