"""What holds for every statement, whatever the facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.rules.engine.explained import Explained
from callwright.rules.pay.facts import GateResult, PastMonth, PersonMonth, RevenueItem
from callwright.rules.pay.formulas.rounding import rounded
from callwright.rules.pay.formulas.statements import earned_total, statement_lines, total
from callwright.rules.pay.plan import default_plan

MONTH = Month(2026, 10)
PLAN = default_plan()
amounts = st.decimals(min_value=-200_000, max_value=200_000, places=2)
items = st.lists(
    st.builds(
        RevenueItem,
        id=st.uuids().map(str),
        order_number=st.just("O1"),
        kind=st.sampled_from(["sale", "return", "cancellation"]),
        amount=amounts,
        day=st.dates(date(2026, 10, 1), date(2026, 10, 31)),
    ),
    max_size=12,
    unique_by=lambda item: item.id,
).map(tuple)


@st.composite
def months(draw: st.DrawFn) -> PersonMonth:
    """A rep's month with any revenue, score, gate and late facts."""
    shut = draw(st.booleans())
    return PersonMonth(
        month=MONTH,
        kind="rep",
        grade=draw(st.sampled_from(["junior", "intermediate", "senior"])),
        hired_on=draw(st.dates(date(2026, 9, 1), date(2026, 11, 30))),
        left_on=None,
        revenue=draw(items),
        score=draw(st.none() | st.decimals(0, 120, places=5)),
        gate=GateResult(not shut, Explained(Text("门", "gate"), not shut)),
        past=(PastMonth(MONTH.previous(), draw(amounts), PLAN, commission_paid=True, changes=draw(items)),),
    )


@given(months())
def test_the_lines_sum_to_the_total_in_whole_cents(facts: PersonMonth) -> None:
    lines = statement_lines(facts, PLAN)
    assert total(lines) == sum(line.amount for line in lines)
    assert all(line.amount == line.amount.quantize(Decimal("0.01")) for line in lines)
    assert total(lines) <= earned_total(lines)


@given(months(), st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(facts: PersonMonth, chance: object) -> None:
    mixed = list(facts.revenue)
    late = list(facts.past[0].changes)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis types randoms() loosely
    chance.shuffle(late)  # type: ignore[attr-defined]  # as above
    shuffled = replace(facts, revenue=tuple(mixed), past=(replace(facts.past[0], changes=tuple(late)),))
    assert statement_lines(shuffled, PLAN) == statement_lines(facts, PLAN)


@given(months())
def test_late_facts_lead_exactly_to_the_commission_of_the_corrected_revenue(facts: PersonMonth) -> None:
    past, scale = facts.past[0], PLAN.commission.scale
    corrected = past.credited + sum((item.amount for item in past.changes), Decimal(0))
    lines = statement_lines(facts, PLAN)
    corrections = sum((line.amount for line in lines if line.code == "correction.commission"), Decimal(0))
    before, after = (rounded(scale.amount(value), on=MONTH.start) for value in (past.credited, corrected))
    assert before + corrections == after


@given(st.lists(amounts.filter(lambda value: value > 0), min_size=2, max_size=2))
def test_more_revenue_never_pays_less_on_a_marginal_scale(pair: list[Decimal]) -> None:
    low, high = sorted(pair)
    assert PLAN.commission.scale.amount(low) <= PLAN.commission.scale.amount(high)
