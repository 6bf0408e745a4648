"""Forecasts, bunching and fairness: small arithmetic that people will rely on."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID, uuid4

from callwright.flow.orders.contracts import RevenueFact
from callwright.flow.pay.decide.bunching import bunching
from callwright.flow.pay.decide.fairness import fairness
from callwright.flow.pay.decide.forecast import forecast
from callwright.kernel.period import Month

OCTOBER, ANNA, BERT, CARL = Month(2026, 10), UUID(int=1), UUID(int=2), UUID(int=3)
WIDTH, LIMIT = Decimal("1.2816"), Decimal("0.01")


def days(*amounts: int) -> list[Decimal]:
    return [Decimal(amount) for amount in amounts]


def test_even_days_are_foreseen_without_any_doubt():
    found = forecast(days(*[1000] * 10), days_left=20, width=WIDTH, least_days=5)
    assert found is not None
    assert (found.low, found.middle, found.high) == (30_000, 30_000, 30_000)


def test_uneven_days_widen_the_interval():
    # mean 1,000, s = √(8 × 1,000² ÷ 7) = 1,069.04; √(22 + 22² ÷ 8) = 9.0829 × 1.2816 × 1,069.04 = 12,444
    found = forecast(days(0, 2000, 0, 2000, 0, 2000, 0, 2000), days_left=22, width=WIDTH, least_days=5)
    assert found is not None
    assert found.middle == 30_000
    assert abs((found.high - found.low) / 2 - 12_444) < 1


def test_too_few_days_are_no_forecast():
    assert forecast(days(1, 2, 3, 4), days_left=26, width=WIDTH, least_days=5) is None


def sold(day: int, kind: str = "sale", order: UUID | None = None, month: int = 10) -> RevenueFact:
    return RevenueFact(
        uuid4(),
        order or uuid4(),
        "A",
        ANNA,
        None,
        False,
        kind,  # type: ignore[arg-type]  # a literal in the contract
        Decimal(1),
        None,
        dt.date(2026, month, day),
        False,
        Decimal(1),
    )


def test_orders_spread_over_the_month_are_not_bunched():
    found = bunching(ANNA, OCTOBER, [sold(day) for day in range(1, 32)], days=3, limit=LIMIT)
    assert found is not None
    assert (found.orders, found.late_orders, found.flagged) == (31, 3, False)


def test_half_of_the_orders_on_the_last_three_days_is_flagged_and_returns_are_counted():
    late = [sold(day) for day in (29, 30, 30, 31, 31)]
    back = [sold(2, "return", late[0].order_id, 11), sold(4, "return", late[1].order_id, 11)]
    found = bunching(ANNA, OCTOBER, [*late, *back, *[sold(day) for day in range(1, 6)]], days=3, limit=LIMIT)
    assert found is not None
    assert (found.late_orders, found.expected, found.returned) == (5, Decimal("1.0"), 1)
    # 5 or more of 10 at 3/31: 252 × 0.0968⁵ × 0.9032⁵ = 0.00129, six 0.00011, more next to nothing
    assert found.chance == Decimal("0.0014")
    assert found.flagged


def test_four_orders_say_nothing():
    assert bunching(ANNA, OCTOBER, [sold(31)] * 4, days=3, limit=LIMIT) is None


def test_contribution_is_held_against_what_the_list_let_one_reach():
    """100 reached people bring 1,000 each; Bert reached 10 and sold 20,000: twice what could be expected."""
    paid = {ANNA: Decimal(9000), BERT: Decimal(5000), CARL: Decimal(4000)}
    revenue = {ANNA: Decimal(50_000), BERT: Decimal(20_000), CARL: Decimal(30_000)}
    rows = fairness(paid, revenue, {ANNA: 60, BERT: 10, CARL: 30}, gap=Decimal("0.5"))
    found = {row.person_id: row for row in rows}
    assert [row.person_id for row in rows] == [ANNA, BERT, CARL]
    assert found[BERT].expected == Decimal(10_000)
    assert found[BERT].added == Decimal(2)
    assert [found[each].added_rank for each in (ANNA, BERT, CARL)] == [3, 1, 2]
    assert [row.flagged for row in rows] == [True, False, False]  # first in pay, last in what was added


def test_who_reached_nobody_is_not_ranked():
    rows = fairness({ANNA: Decimal(1), BERT: Decimal(2)}, {ANNA: Decimal(5)}, {ANNA: 5}, gap=Decimal("0.33"))
    assert [(row.person_id, row.added, row.added_rank) for row in rows] == [(BERT, None, None), (ANNA, 1, 1)]
