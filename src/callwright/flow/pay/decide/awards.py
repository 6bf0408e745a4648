"""Who reached the special prizes of a month (product §9.8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from callwright.flow.orders.contracts import RevenueFact
from callwright.kernel.period import Month
from callwright.rules.engine.rounding import exact_division, settle
from callwright.rules.pay.facts import Award
from callwright.rules.pay.formulas.prizes import allocate
from callwright.rules.pay.plan import Kind, Measure, PayPlan

Measures = Mapping[str, Decimal]
NOTHING = Decimal(0)


def measures(
    month: Month, facts: Sequence[RevenueFact], *, before: Decimal, score: Decimal | None
) -> dict[str, Decimal]:
    """What triggers may look at, of one person: `before` is the revenue of the month before, for growth.

    A measure that cannot be taken (no margin known, nothing to grow from) is absent, never 0.
    """
    first, end = month.start, month.end
    now = [fact for fact in facts if first <= fact.on < end]
    revenue, pushed, margin, known = NOTHING, NOTHING, NOTHING, bool(now)
    orders: dict[UUID, Decimal] = {}
    for fact in now:
        revenue += fact.amount
        orders[fact.order_id] = orders.get(fact.order_id, NOTHING) + fact.amount
        if fact.main_push:
            pushed += fact.amount
        if fact.margin is None:
            known = False
        else:
            margin += fact.margin
    values: dict[Measure, Decimal | None] = {
        "revenue": revenue,
        "main_push_revenue": pushed,
        "margin": margin if known else None,
        "largest_order": max(orders.values(), default=None),
        "revenue_growth": _growth(revenue, before),
        "score": score,
    }
    return {str(name): value for name, value in values.items() if value is not None}


def awards(
    plan: PayPlan, *, kinds: Mapping[UUID, Kind], measured: Mapping[UUID, Measures]
) -> dict[UUID, tuple[Award, ...]]:
    """Awards by person: who reached a trigger, the best first while the budget lasts."""
    found: dict[UUID, tuple[Award, ...]] = {}
    for prize in plan.prizes:
        values = {
            str(person_id): measured[person_id][prize.trigger.measure]
            for person_id, kind in kinds.items()
            if kind in prize.applies_to and prize.trigger.measure in measured.get(person_id, {})
        }
        for key, award in allocate(prize, values).items():
            found[UUID(key)] = (*found.get(UUID(key), ()), award)
    return found


def _growth(now: Decimal, before: Decimal) -> Decimal | None:
    """Growth as a fraction of the month before; None when there was nothing to grow from."""
    if before <= 0:
        return None
    with exact_division():
        return settle(now / before - 1)
