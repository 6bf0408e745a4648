"""Where a month will stand at its end, from the days so far."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from callwright.flow.pay.contracts import Forecast
from callwright.rules.engine.rounding import half_up_cents


def forecast(daily: Sequence[Decimal], *, days_left: int, width: Decimal, least_days: int) -> Forecast | None:
    """The sum of the days so far + days left × their mean; None with fewer days than `least_days`.

    The interval is `width` standard deviations of what is still to come: the spread of the days themselves and the
    uncertainty of their mean, s × √(r + r² ÷ n).
    """
    count = len(daily)
    if count < least_days:
        return None
    so_far = sum(daily, Decimal(0))
    mean = so_far / count
    variance = sum(((day - mean) ** 2 for day in daily), Decimal(0)) / (count - 1)
    left = Decimal(days_left)
    spread = width * (variance * (left + left * left / count)).sqrt()
    middle = so_far + mean * left
    low, high = middle - spread, middle + spread
    return Forecast(half_up_cents(low), half_up_cents(middle), half_up_cents(high), count, days_left)
