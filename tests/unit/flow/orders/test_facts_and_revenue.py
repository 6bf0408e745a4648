"""Facts of an order, revenue on its days, steps and limits; amounts worked out by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from callwright.flow.orders.contracts import Step
from callwright.flow.orders.decide.facts import (
    AMOUNT,
    CANCELLED,
    RETURNED,
    Fact,
    OrderState,
    due_at,
    news,
    open_step,
)
from callwright.flow.orders.decide.order_line import OrderLine
from callwright.flow.orders.decide.revenue import OrderIdentity, revenue_of
from callwright.kernel.calendar import CompanyCalendar
from callwright.rules.orders.values import order_parameters

DAY = CompanyCalendar("Asia/Shanghai").day_of
RULES = order_parameters(dt.date(2026, 10, 5))
AGENT, CLOSER = UUID(int=1), UUID(int=2)


def at(day: int, hour: int = 2, month: int = 10) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, tzinfo=dt.UTC)


def line(**changes: object) -> OrderLine:
    base = OrderLine(
        line=2,
        order_number="D-1",
        agent="E001",
        closer=None,
        agent_share=None,
        company="沪东",
        number=None,
        product="云呼",
        quantity=Decimal(1),
        amount=Decimal(1000),
        margin=Decimal(300),
        ordered_at=at(5),
        steps={},
        blocked_by=None,
        block_reason=None,
        blocked_since=None,
        returned_at=None,
        cancelled_at=None,
        refund_amount=None,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def order(closer: UUID | None = None) -> OrderIdentity:
    return OrderIdentity(UUID(int=9), "D-1", AGENT, closer, "P1", True, at(5), True)


def told(*facts: Fact) -> OrderState:
    return OrderState.of([Fact(AMOUNT, at(5), Decimal(1000), Decimal(300)), *facts])


VERIFIED = Fact(Step.VERIFIED, at(6))


def test_only_what_differs_is_news():
    first = news(line(), OrderState(), now=at(7))
    assert [fact.kind for fact in first] == ["amount"]
    assert news(line(), OrderState.of(first), now=at(7)) == []
    later = line(steps={Step.VERIFIED: at(6)}, amount=Decimal(1200))
    assert {fact.kind for fact in news(later, OrderState.of(first), now=at(7))} == {"amount", "verified"}


def test_a_block_ends_when_a_later_file_no_longer_shows_it():
    blocked = line(blocked_by="仓库", block_reason="缺货", blocked_since=at(6))
    state = OrderState.of(news(blocked, OrderState(), now=at(7)))
    assert state.block is not None
    ended = [*news(blocked, OrderState(), now=at(7)), *news(line(), state, now=at(8))]
    assert OrderState.of(ended).block is None


def test_an_unverified_order_is_no_revenue():
    assert revenue_of(order(), told(), day_of=DAY, rules=RULES) == []


def test_a_sale_stands_on_the_ordered_day_in_the_company_zone():
    late = replace(order(), ordered_at=dt.datetime(2026, 10, 31, 16, 30, tzinfo=dt.UTC))
    (fact,) = revenue_of(late, told(VERIFIED), day_of=DAY, rules=RULES)
    assert (fact.on, fact.amount, fact.margin) == (dt.date(2026, 11, 1), Decimal(1000), Decimal(300))


def test_agent_and_closer_share_half_and_half_unless_the_file_says_otherwise():
    halves = revenue_of(order(CLOSER), told(VERIFIED), day_of=DAY, rules=RULES)
    assert [(fact.person_id, fact.amount) for fact in halves] == [
        (AGENT, Decimal(500)),
        (CLOSER, Decimal(500)),
    ]
    amount = Fact(AMOUNT, at(5), Decimal(1000), None, {"agent_share": "0.3"})
    given_ = revenue_of(order(CLOSER), OrderState.of([amount, VERIFIED]), day_of=DAY, rules=RULES)
    assert [fact.amount for fact in given_] == [Decimal(300), Decimal(700)]


def test_a_return_takes_the_refund_back_on_its_own_day():
    state = told(VERIFIED, Fact(RETURNED, at(3, month=11), Decimal(400)))
    sale, back = revenue_of(order(), state, day_of=DAY, rules=RULES)
    assert (sale.amount, sale.on) == (Decimal(1000), dt.date(2026, 10, 5))
    assert (back.amount, back.margin, back.on) == (Decimal(-400), Decimal(-120), dt.date(2026, 11, 3))


def test_a_cancellation_takes_everything_and_a_refund_never_more_than_was_sold():
    cancelled = revenue_of(order(), told(VERIFIED, Fact(CANCELLED, at(8))), day_of=DAY, rules=RULES)
    assert sum(fact.amount for fact in cancelled) == 0
    returned = told(VERIFIED, Fact(RETURNED, at(8), Decimal(5000)))
    assert sum(f.amount for f in revenue_of(order(), returned, day_of=DAY, rules=RULES)) == 0


@given(
    amount=st.decimals(1, 10**7, places=2),
    share=st.decimals(0, 1, places=2),
    refund=st.none() | st.decimals(0, 10**7, places=2),
)
def test_shares_add_up_to_the_order(amount: Decimal, share: Decimal, refund: Decimal | None):
    facts = [
        Fact(AMOUNT, at(5), amount, None, {"agent_share": str(share)}),
        VERIFIED,
        Fact(RETURNED, at(9), refund),
    ]
    found = revenue_of(order(CLOSER), OrderState.of(facts), day_of=DAY, rules=RULES)
    assert sum(fact.amount for fact in found if fact.kind == "sale") == amount
    taken = -sum(fact.amount for fact in found if fact.kind == "return")
    assert abs(taken - min(amount, amount if refund is None else refund)) <= Decimal("0.0002")


def test_the_open_step_follows_the_last_one_done_and_its_limit_counts_from_there():
    used = frozenset(Step)
    assert open_step(OrderState(), used) is Step.VERIFIED
    state = told(VERIFIED, Fact(Step.ACCOUNTING, at(9)))
    assert open_step(state, used) is Step.SHIPPING
    assert open_step(state, used - {Step.SHIPPING}) is Step.AFTER_SALES
    assert due_at(state, Step.SHIPPING, at(5), RULES.limits) == at(11)
    assert open_step(told(Fact(Step.AFTER_SALES, at(9))), used) is None
