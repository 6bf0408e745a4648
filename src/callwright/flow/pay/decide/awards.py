"""Who reached the special prizes of a month (product §9.8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import get_args
from uuid import UUID

from callwright.flow.orders.contracts import RevenueFact
from callwright.kernel.period import Month
from callwright.rules.engine.rounding import exact_division, settle
from callwright.rules.pay.facts import Award
from callwright.rules.pay.formulas.prizes import allocate
from callwright.rules.pay.plan import Kind, Measure, PayPlan

Measures = Mapping[str, Decimal]


def measures(
    month: Month, facts: Sequence[RevenueFact], *, before: Decimal, score: Decimal | None
) -> dict[str, Decimal]:
    """What triggers may look at, of one person: `before` is the revenue of the month before, for growth.

    A measure that cannot be taken (no margin known, nothing to grow from) is absent, never 0.
    """
    first, end = month.start, month.end
    now = [fact for fact in facts if first <= fact.on < end]
    values = {name: _measure(name, now, before, score) for name in get_args(Measure)}
    return {name: value for name, value in values.items() if value is not None}


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


def _measure(name: str, now: Sequence[RevenueFact], before: Decimal, score: Decimal | None) -> Decimal | None:
    """The value a trigger looks at; None when there is nothing to look at."""
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
    return _growth(_sum(now), before)


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
