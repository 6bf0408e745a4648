"""Special prizes by what was measured, and whose statements may be seen."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

from callwright.flow.orders.contracts import RevenueFact
from callwright.flow.pay.decide.awards import awards, measures
from callwright.flow.pay.decide.scope import statement_scope
from callwright.kernel.period import Month
from callwright.platform.principal import LOCAL_OPERATOR, Principal
from callwright.rules.pay.plan_files import example_plan

ANNA, BERT, ORDER = uuid4(), uuid4(), uuid4()
OCTOBER = Month(2026, 10)
DAY, BEFORE = dt.date(2026, 10, 5), dt.date(2026, 9, 5)


def sale(amount: int, day: dt.date = DAY, *, pushed: bool = False) -> RevenueFact:
    return RevenueFact(
        uuid4(), uuid4(), "A", ANNA, None, pushed, "sale", Decimal(amount), None, day, False, Decimal(1)
    )


def codes(*facts: RevenueFact) -> set[str]:
    now = [fact for fact in facts if fact.on >= OCTOBER.start]
    before = sum((fact.amount for fact in facts if fact.on < OCTOBER.start), Decimal(0))
    measured = {ANNA: measures(OCTOBER, now, before=before, score=None)}
    found = awards(example_plan(), kinds={ANNA: "rep", BERT: "manager"}, measured=measured)
    assert BERT not in found
    return {award.prize.code for award in found.get(ANNA, ()) if award.granted}


def test_main_push_revenue_of_exactly_the_trigger_wins():
    assert codes(sale(30000, pushed=True)) == {"main_push"}
    assert codes(sale(29999, pushed=True), sale(1)) == set()


def test_one_big_order_wins_but_not_its_rest_after_a_return():
    big = sale(50000)
    assert codes(big) == {"big_customer"}
    back = replace(big, id=uuid4(), kind="return", amount=Decimal(-1))
    assert codes(big, back) == set()
    assert codes(sale(25000), sale(25000)) == set()


def test_growth_needs_something_to_grow_from():
    assert codes(sale(1300), sale(1000, BEFORE)) == {"growth"}
    assert codes(sale(1299), sale(1000, BEFORE)) == set()
    assert codes(sale(1300)) == set()


def test_a_statement_is_seen_by_its_owner_and_by_roles_that_may():
    lead = Principal(
        None, "lead", frozenset({"team_lead"}), frozenset({"pay.read"}), ANNA, frozenset({ANNA, BERT})
    )
    assert statement_scope(lead) == {ANNA}
    assert statement_scope(replace(lead, person_id=None)) == frozenset()
    hr = replace(lead, permissions=frozenset({"pay.read", "pay.read_others"}), visible_people=None)
    assert statement_scope(hr) is None
    assert statement_scope(LOCAL_OPERATOR) is None
