"""Pay against contribution, adjusted for the list a person was given (product §5, §9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from callwright.flow.pay.contracts import Fairness


def fairness(
    paid: Mapping[UUID, Decimal],
    revenue: Mapping[UUID, Decimal],
    reached: Mapping[UUID, int],
    *,
    gap: Decimal,
) -> list[Fairness]:
    """One row per paid person, the best paid first.

    A list decides whom one reaches at all. So what a list lets a person reach (answered calls) × the company's revenue
    per answered call is the revenue to be expected, and revenue ÷ expected is what the person added. A row is flagged
    when its rank of pay and its rank of what was added differ by more than `gap` of all ranked people, and by more than
    one place.
    """
    calls = sum(reached.get(person, 0) for person in paid)
    total = sum((revenue.get(person, Decimal(0)) for person in paid), Decimal(0))
    rows = [_row(person, amount, revenue, reached, calls, total) for person, amount in paid.items()]
    by_pay = sorted(rows, key=lambda row: (-row.paid, str(row.person_id)))
    ranked = sorted(
        (row for row in rows if row.added is not None),
        key=lambda row: (-(row.added or Decimal(0)), str(row.person_id)),
    )
    of_added = {row.person_id: place for place, row in enumerate(ranked, 1)}
    paid_order = [row.person_id for row in by_pay if row.person_id in of_added]
    of_pay = {person: place for place, person in enumerate(paid_order, 1)}
    return [
        replace(
            row,
            pay_rank=place,
            added_rank=of_added.get(row.person_id),
            flagged=row.person_id in of_added
            and abs(of_pay[row.person_id] - of_added[row.person_id]) > max(Decimal(1), gap * len(ranked)),
        )
        for place, row in enumerate(by_pay, 1)
    ]


def _row(
    person: UUID,
    amount: Decimal,
    revenue: Mapping[UUID, Decimal],
    reached: Mapping[UUID, int],
    calls: int,
    total: Decimal,
) -> Fairness:
    own, mine = revenue.get(person, Decimal(0)), reached.get(person, 0)
    expected = total * mine / calls if calls and mine and total > 0 else None
    added = None if expected is None else (own / expected).quantize(Decimal("0.001"))
    shown = None if expected is None else expected.quantize(Decimal("0.01"))
    return Fairness(person, amount, own, mine, shown, added, 0, None, flagged=False)
