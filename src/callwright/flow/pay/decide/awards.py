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
from callwright.rules.pay.plan import Kind, PayPlan


def awards(
    plan: PayPlan,
    *,
    month: Month,
    kinds: Mapping[UUID, Kind],
    facts: Mapping[UUID, Sequence[RevenueFact]],
    scores: Mapping[UUID, Decimal],
) -> dict[UUID, tuple[Award, ...]]:
    """Awards by person; `facts` reach back to the month before, for growth."""
    found: dict[UUID, tuple[Award, ...]] = {}
    for prize in plan.prizes:
        measured: dict[str, Decimal] = {}
        for person_id, kind in kinds.items():
            if kind in prize.applies_to:
                value = _measure(
                    prize.trigger.measure, month, facts.get(person_id, ()), scores.get(person_id)
                )
                measured |= {} if value is None else {str(person_id): value}
        for key, award in allocate(prize, measured).items():
            found[UUID(key)] = (*found.get(UUID(key), ()), award)
    return found


def _measure(name: str, month: Month, facts: Sequence[RevenueFact], score: Decimal | None) -> Decimal | None:
    """The value a trigger looks at; None when there is nothing to look at."""
    now = [fact for fact in facts if Month.of(fact.on) == month]
    if name == "score":
        return score
    if name == "revenue":
        return _sum(now)
    if name == "main_push_revenue":
        return _sum([fact for fact in now if fact.main_push])
    if name == "largest_order":
        return max((_sum(orders) for orders in _by_order(now).values()), default=None)
    if name == "margin":
        margins = [fact.margin for fact in now]
        known = [margin for margin in margins if margin is not None]
        return sum(known, Decimal(0)) if known and len(known) == len(margins) else None
    return _growth(_sum(now), _sum([fact for fact in facts if Month.of(fact.on) == month.previous()]))


def _sum(facts: Sequence[RevenueFact]) -> Decimal:
    return sum((fact.amount for fact in facts), Decimal(0))


def _by_order(facts: Sequence[RevenueFact]) -> dict[UUID, list[RevenueFact]]:
    """The person's own part of each order, its returns of the month included."""
    found: dict[UUID, list[RevenueFact]] = {}
    for fact in facts:
        found.setdefault(fact.order_id, []).append(fact)
    return found


def _growth(now: Decimal, before: Decimal) -> Decimal | None:
    """Growth as a fraction of the month before; None when there was nothing to grow from."""
    if before <= 0:
        return None
    with exact_division():
        return settle(now / before - 1)
