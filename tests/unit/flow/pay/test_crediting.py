"""Which month a fact counts for, and what is left to count when facts change, come late or vanish."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.flow.orders.contracts import RevenueFact
from callwright.flow.pay.decide.crediting import credited, new_credits
from callwright.kernel.period import Month

ME, SEPTEMBER, OCTOBER, NOVEMBER = uuid4(), Month(2026, 9), Month(2026, 10), Month(2026, 11)


def fact(amount: int | Decimal, day: dt.date, kind: str = "sale", order: UUID | None = None) -> RevenueFact:
    return RevenueFact(
        id=uuid4(),
        order_id=order or uuid4(),
        order_number="A1",
        person_id=ME,
        product_code=None,
        main_push=False,
        kind=kind,  # type: ignore[arg-type]  # a literal in the contract
        amount=Decimal(amount),
        margin=None,
        on=day,
        new_customer=False,
        share=Decimal(1),
    )


def changed(known: RevenueFact, amount: int) -> RevenueFact:
    return replace(known, amount=Decimal(amount))


SALE = fact(1000, dt.date(2026, 10, 5))


def test_a_sale_counts_for_the_month_of_its_day():
    found = new_credits(OCTOBER, [SALE], [], frozenset())
    assert [(each.amount, each.origin) for each in found.current] == [(1000, OCTOBER)]
    assert found.late == ()


def test_what_was_counted_is_not_counted_again():
    october = new_credits(OCTOBER, [SALE], [], frozenset())
    assert new_credits(NOVEMBER, [SALE], october.all, frozenset({OCTOBER})).all == ()


def test_a_return_counts_for_the_month_of_its_sale_when_that_is_closed():
    october = new_credits(OCTOBER, [SALE], [], frozenset())
    back = fact(-400, dt.date(2026, 11, 3), "return", SALE.order_id)
    november = new_credits(NOVEMBER, [SALE, back], october.all, frozenset({OCTOBER}))
    assert [(each.amount, each.origin) for each in november.late] == [(-400, OCTOBER)]
    assert credited((*october.all, *november.all), OCTOBER) == 600


def test_a_return_of_a_sale_from_before_the_first_closed_month_counts_now():
    back = fact(-400, dt.date(2026, 10, 3), "return")
    found = new_credits(OCTOBER, [back], [], frozenset())
    assert [(each.amount, each.origin) for each in found.current] == [(-400, OCTOBER)]


@pytest.mark.parametrize(("now", "difference"), [(1500, 500), (700, -300)])
def test_a_changed_amount_counts_the_difference(now: int, difference: int):
    october = new_credits(OCTOBER, [SALE], [], frozenset())
    november = new_credits(NOVEMBER, [changed(SALE, now)], october.all, frozenset({OCTOBER}))
    assert [each.amount for each in november.late] == [difference]


def test_a_vanished_fact_is_taken_back_once():
    october = new_credits(OCTOBER, [SALE], [], frozenset())
    november = new_credits(NOVEMBER, [], october.all, frozenset({OCTOBER}))
    assert [(each.amount, each.origin) for each in november.late] == [(-1000, OCTOBER)]
    december = new_credits(NOVEMBER.next(), [], (*october.all, *november.all), frozenset({OCTOBER, NOVEMBER}))
    assert december.all == ()


facts = st.lists(
    st.builds(
        fact,
        st.decimals(-1000, 1000, places=2),
        st.dates(dt.date(2026, 9, 1), dt.date(2026, 11, 30)),
        st.sampled_from(["sale", "return"]),
    ),
    max_size=8,
)


@given(facts, st.lists(st.booleans(), min_size=8, max_size=8))
def test_over_the_months_every_fact_is_counted_exactly_once(known: list[RevenueFact], late: list[bool]):
    """Facts that were unknown at first (late) end up in the same sums."""
    counted = ()
    closed: frozenset[Month] = frozenset()
    for month in (SEPTEMBER, OCTOBER, NOVEMBER):
        seen = [
            each
            for each, is_late in zip(known, late, strict=False)
            if Month.of(each.on) < month
            or (Month.of(each.on) == month and (not is_late or month == NOVEMBER))
        ]
        counted = (*counted, *new_credits(month, seen, counted, closed).all)
        closed |= {month}
    assert sum(each.amount for each in counted) == sum(each.amount for each in known)
