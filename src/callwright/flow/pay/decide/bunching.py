"""Orders that crowd together just before the end of a month (product §9.9)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import comb
from uuid import UUID

from callwright.flow.orders.contracts import RevenueFact
from callwright.flow.pay.contracts import Bunching
from callwright.kernel.period import Month

LEAST_ORDERS = 5


def bunching(
    person_id: UUID | None, month: Month, facts: Sequence[RevenueFact], *, days: int, limit: Decimal
) -> Bunching | None:
    """Whether a month's orders crowd on its last `days`; None when there are too few orders to say anything.

    `facts` are whole orders of the month and what became of them in the first days of the next one.
    """
    whole = (month.end - month.start).days
    sold = {fact.order_id: fact.on for fact in facts if fact.kind == "sale" and Month.of(fact.on) == month}
    if len(sold) < LEAST_ORDERS:
        return None
    late = {order for order, day in sold.items() if (month.end - day).days <= days}
    back = {
        fact.order_id
        for fact in facts
        if fact.kind != "sale" and fact.order_id in late and 0 <= (fact.on - month.end).days < days
    }
    chance = _at_least(len(late), len(sold), Decimal(days) / whole)
    expected = Decimal(len(sold) * days) / whole
    return Bunching(
        person_id,
        month,
        len(sold),
        len(late),
        expected.quantize(Decimal("0.1")),
        chance.quantize(Decimal("0.0001")),
        len(back),
        flagged=chance < limit,
    )


def _at_least(hits: int, trials: int, share: Decimal) -> Decimal:
    """The chance of so many hits or more when each trial hits with `share`."""
    below = sum(
        (comb(trials, count) * share**count * (1 - share) ** (trials - count) for count in range(hits)),
        Decimal(0),
    )
    return max(Decimal(0), 1 - below)
