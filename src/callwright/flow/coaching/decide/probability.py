"""The honest probability panel: hope without lying (product §7.2)."""

from __future__ import annotations

import math
from decimal import Decimal

from callwright.flow.coaching.contracts import PanelRow, ProbabilityPanel
from callwright.rules.quality.formulas import wilson_bounds

SHOWN = (0.50, 0.90, 0.95, 0.99)


def at_least_one(p: float, calls: int) -> float:
    """P(at least one success in `calls`) = 1 − (1 − p)^calls, calls being independent."""
    if not 0 <= p <= 1 or calls < 0:
        raise ValueError(f"no probability: p={p}, calls={calls}")
    return float(1 - (1 - p) ** calls)


def calls_for(p: float, probability: float) -> int | None:
    """Fewest calls that give at least one success with this probability; None when p is 0."""
    if not 0 <= p <= 1 or not 0 < probability < 1:
        raise ValueError(f"no probability: p={p}, probability={probability}")
    if p == 0:
        return None
    if p == 1:
        return 1
    return max(1, math.ceil(math.log1p(-probability) / math.log1p(-p) - 1e-12))


def panel(
    success: str, *, dials: int, successes: int, today_calls: int, confidence: Decimal, window_days: int
) -> ProbabilityPanel:
    """The panel of a person who had `successes` in `dials` own calls of the last `window_days`.

    Without dials there is no rate and no promise. `calls_at_low` counts with the lower end of the interval
    (more calls), `calls_at_high` with the upper one.
    """
    successes = min(successes, dials)
    low, high = wilson_bounds(successes, dials, confidence)
    rate = successes / dials if dials else None
    rows = tuple(
        PanelRow(
            probability=probability,
            calls=None if rate is None else calls_for(rate, probability),
            calls_at_low=calls_for(low, probability) if dials else None,
            calls_at_high=calls_for(high, probability) if dials else None,
        )
        for probability in SHOWN
    )
    return ProbabilityPanel(
        success=success,
        dials=dials,
        successes=successes,
        rate=rate,
        low=low,
        high=high,
        confidence=float(confidence),
        window_days=window_days,
        rows=rows,
        today_calls=today_calls,
        today_probability=None if rate is None else at_least_one(rate, today_calls),
    )
