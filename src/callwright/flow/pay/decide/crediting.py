"""Which revenue facts belong to this month's commission, and which correct a closed month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from callwright.flow.orders.contracts import RevenueFact
from callwright.flow.pay.contracts import Credit
from callwright.kernel.period import Month


@dataclass(frozen=True)
class Credits:
    """What a month's statement counts anew: `current` for the month itself, `late` for closed months."""

    current: tuple[Credit, ...]
    late: tuple[Credit, ...]

    @property
    def all(self) -> tuple[Credit, ...]:
        """Everything to be written down as counted."""
        return (*self.current, *self.late)


def new_credits(
    month: Month, facts: Iterable[RevenueFact], counted: Sequence[Credit], closed: frozenset[Month]
) -> Credits:
    """The difference between what is true now and what earlier statements of one person have counted.

    A sale counts for the month of its day; a return or cancellation counts for the month of its sale, so it takes
    back what that sale earned. When that month was never closed here, it counts now. A fact that changed or
    vanished since it was counted gives the difference, so running this again gives nothing.
    """
    start, end = month.start, month.end
    known = {fact.id: fact for fact in facts}
    before = _sums(counted)
    sales = {credit.order_id: credit.origin for credit in before.values() if credit.kind == "sale"}
    for fact in known.values():
        if fact.kind == "sale":
            sales[fact.order_id] = month if start <= fact.on < end else Month.of(fact.on)
    found = [
        _anew(fact, sales, month, closed) if key not in before else _difference(fact, before[key])
        for key, fact in known.items()
    ]
    found += [_taken_back(credit) for key, credit in before.items() if key not in known]
    changed = sorted((each for each in found if each.amount), key=_place)
    late = tuple(each for each in changed if each.origin is not month and each.origin != month)
    if not late:
        return Credits(tuple(changed), ())
    return Credits(tuple(each for each in changed if each.origin == month), late)


def _place(credit: Credit) -> tuple[date, int]:
    """Day, then id: ids as numbers stand in the same order as their texts."""
    return credit.day, credit.fact_id.int


def credited(counted: Iterable[Credit], origin: Month) -> Decimal:
    """Net revenue counted so far for a month's commission."""
    return sum((each.amount for each in counted if each.origin == origin), Decimal(0))


def _sums(counted: Iterable[Credit]) -> dict[UUID, Credit]:
    """One credit per fact with the sum of what was counted."""
    found: dict[UUID, Credit] = {}
    for each in counted:
        earlier = found.get(each.fact_id)
        total = each.amount + (earlier.amount if earlier else Decimal(0))
        found[each.fact_id] = replace(earlier or each, amount=total)
    return found


def _difference(fact: RevenueFact, before: Credit) -> Credit:
    """What changed since the fact was counted."""
    return replace(before, amount=fact.amount - before.amount, share=fact.share)


def _anew(fact: RevenueFact, sales: Mapping[UUID, Month], month: Month, closed: frozenset[Month]) -> Credit:
    """A fact that no statement has counted."""
    origin = sales.get(fact.order_id)
    if origin is None:
        origin = month if month.start <= fact.on < month.end else Month.of(fact.on)
    return Credit(
        fact_id=fact.id,
        person_id=fact.person_id,
        order_id=fact.order_id,
        order_number=fact.order_number,
        kind=fact.kind,
        day=fact.on,
        origin=origin if origin is month or origin in closed else month,
        amount=fact.amount,
        share=fact.share,
    )


def _taken_back(credit: Credit) -> Credit:
    """A counted fact that is no longer true."""
    return replace(credit, amount=-credit.amount)
