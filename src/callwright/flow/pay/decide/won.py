"""Prizes of closed months whose orders changed since (product §9.8, §9.10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from callwright.flow.orders.contracts import RevenueFact
from callwright.flow.pay.contracts import WonPrize
from callwright.flow.pay.decide.awards import measures
from callwright.kernel.period import Month
from callwright.rules.engine.rounding import exact_division
from callwright.rules.pay.facts import PastPrize
from callwright.rules.pay.plan import PayPlan


def past_prizes(
    month: Month,
    plan: PayPlan,
    won: Iterable[WonPrize],
    facts: Iterable[RevenueFact],
    measured: Mapping[str, Decimal],
) -> tuple[PastPrize, ...]:
    """What one person won in a month, and what that month's own orders come to today.

    `facts` are whole orders sold in the month: what came back of them counts for the month whenever it happened.
    `measured` is what the closing looked at; it gives the month before, for growth, and the score, which stands.
    """
    own = [replace(fact, on=month.start) for fact in facts]
    now = measures(month, own, before=_before(measured), score=measured.get("score"))
    known = {prize.code: prize for prize in plan.prizes}
    return tuple(
        PastPrize(known[each.code], each.won, each.paid, now.get(known[each.code].trigger.measure))
        for each in won
        if each.code in known
    )


def _before(measured: Mapping[str, Decimal]) -> Decimal:
    """The revenue of the month before, out of the growth over it."""
    growth, revenue = measured.get("revenue_growth"), measured.get("revenue")
    if growth is None or revenue is None or growth == -1:
        return Decimal(0)
    with exact_division():
        return (revenue / (1 + growth)).quantize(Decimal("0.0001"))
