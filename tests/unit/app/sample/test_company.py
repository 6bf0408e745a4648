"""The invented company: the same every time, plausible, and telling the story it is meant to tell."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal
from itertools import pairwise

import phonenumbers
import pytest

from callwright.app.sample.calling import ANSWERED
from callwright.app.sample.chance import dice
from callwright.app.sample.company import invent
from callwright.app.sample.lists import BAD, GOOD, supplier_lists
from callwright.app.sample.people import SOUTH, reps
from callwright.app.sample.plan import Plan
from callwright.app.sample.prospects import Numbers
from callwright.app.sample.sales import revenue_when_closed

TODAY = dt.date(2026, 11, 24)
GOOD_OUTCOMES = {"effective", "callback", "interested", "ordered"}


def test_the_same_seed_and_date_give_the_same_company():
    assert invent(Plan(TODAY, most_attempts=6_000)) == invent(Plan(TODAY, most_attempts=6_000))


def test_another_seed_gives_other_lists(company):
    plan = Plan(TODAY, seed=7)
    other = supplier_lists(plan, Numbers(dice(plan.seed, "numbers")))
    assert other[0].rows[0] != company.lists[0].rows[0]


@pytest.mark.parametrize("today", ["2026-01-02", "2027-03-01"])
def test_any_reference_date_gives_two_closed_months_and_the_running_one(today):
    made = invent(Plan(dt.date.fromisoformat(today), most_attempts=12_000))
    assert len(made.attempts) <= 13_000
    days = {attempt.start.date() for attempt in made.attempts}
    assert max(days) < made.plan.today
    assert {(day.year, day.month) for day in days} >= {
        (month.year, month.month) for month in made.plan.closed
    }


def test_the_roster_has_three_sales_departments_grades_and_market_types(company):
    callers = reps(list(company.staff))
    assert len(callers) >= 24
    assert {one.grade for one in callers} == {"初级", "中级", "高级"}
    assert {one.market_type for one in callers} == {"成熟", "竞争性", "空白"}
    assert len({one.department for one in callers}) == 3
    known = {one.number for one in company.staff}
    assert all(one.leader in known | {""} for one in company.staff)
    assert len({one.name for one in company.staff}) == len(company.staff)


def test_calls_stay_inside_lawful_hours_and_nobody_talks_twice_at_once(company):
    busy_until: dict[str, dt.datetime] = {}
    for attempt in company.attempts:
        assert 9 <= attempt.start.hour < 12 or 14 <= attempt.start.hour < 20
        assert attempt.start <= (attempt.answer or attempt.start) <= attempt.end
        assert attempt.start >= busy_until.get(attempt.agent, attempt.start)
        busy_until[attempt.agent] = attempt.end
        assert (attempt.answer is not None) == (attempt.outcome in ANSWERED)


def test_after_a_refusal_nobody_calls_again(company):
    final: set[str] = set()
    for attempt in company.attempts:
        assert attempt.to.mobile not in final
        if attempt.outcome in {"refused", "do_not_call", "complaint"}:
            final.add(attempt.to.mobile)


def test_states_of_one_layer_do_not_overlap_each_other_or_the_calls(company):
    taken: dict[str, list[tuple[dt.datetime, dt.datetime]]] = {}
    for state in company.states:
        if state.state not in {"logged_in", "ready"}:
            taken.setdefault(state.agent, []).append((state.start, state.end))
    for attempt in company.attempts:
        taken.setdefault(attempt.agent, []).append((attempt.start, attempt.end))
    for spans in taken.values():
        spans.sort()
        assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_the_funnel_is_plausible(company):
    assert 36 <= len(company.takes) <= 44
    assert 40_000 < len(company.attempts) <= 60_000
    outcomes = Counter(attempt.outcome for attempt in company.attempts)
    answered = sum(outcomes[name] for name in ANSWERED)
    effective = sum(outcomes[name] for name in GOOD_OUTCOMES)
    assert 0.35 < answered / len(company.attempts) < 0.55
    assert 0.35 < effective / answered < 0.60
    assert 300 < outcomes["ordered"] < 900
    assert outcomes["interested"] > outcomes["ordered"]


def test_people_differ_as_they_are_meant_to(company):
    dials = Counter(attempt.agent for attempt in company.attempts)
    ordered = Counter(attempt.agent for attempt in company.attempts if attempt.outcome == "ordered")
    assert ordered["E102"] > 4 * ordered["E204"]
    giving_up = [one for one in company.attempts if one.agent == "E204"]
    first, _, last = (
        sum(month.start <= one.start.date() < month.end for one in giving_up)
        / len(company.plan.workdays(month))
        for month in company.plan.months
    )
    assert last < first * 0.6
    assert dials["E102"] > dials["E204"]


def test_the_lists_are_of_different_quality(company):
    by_source = {each.source: each for each in company.lists}
    share = {
        name: sum(not row.fault for row in each.rows) / len(each.rows) for name, each in by_source.items()
    }
    assert share[GOOD] >= 0.94
    assert share[BAD] <= 0.60
    assert 1_500 <= sum(len(each.rows) for each in company.lists) <= 3_000
    dialed = {attempt.to.mobile for attempt in company.attempts if attempt.campaign == "attendance-south"}
    assert len(dialed & {one.mobile for one in by_source[BAD].reachable}) > 200


def test_numbers_are_valid_in_form_and_marked_as_made_up(company):
    for prospect in company.lists[0].reachable[:200]:
        for number in filter(None, (prospect.mobile, prospect.landline)):
            assert phonenumbers.is_valid_number(phonenumbers.parse(number, "CN"))
            assert "555" in number


def test_one_department_misses_the_gate_in_one_closed_month_only(company):
    missed = []
    for month in company.plan.closed:
        revenue = revenue_when_closed(company.plan, list(company.orders), month)
        for department in {one.department for one in reps(list(company.staff))}:
            sold = sum(
                revenue.get(one.number, Decimal(0)) for one in company.staff if one.department == department
            )
            if sold / company.goals.departments[month, department] < Decimal("0.70"):
                missed.append((month, department))
    assert missed == [(company.plan.closed[1], SOUTH)]


def test_weights_add_up_and_targets_differ_by_market_type_only(company):
    month = company.plan.closed[0]
    goals = [goal for goal in company.goals.goals if goal.month == month]
    weights = Counter[str]()
    for goal in goals:
        weights[goal.person.number] += goal.weight
    assert set(weights.values()) == {100}
    agents = [goal for goal in goals if goal.post == "电销代表"]
    assert len({frozenset(g.indicator for g in agents if g.person == one.person) for one in agents}) == 1
    assert len({goal.target for goal in agents if goal.indicator == "销售额"}) == 3


def test_orders_come_out_of_calls_and_some_are_blocked_and_some_come_back_later(company):
    assert len(company.orders) == sum(attempt.outcome == "ordered" for attempt in company.attempts)
    now = dt.datetime.combine(TODAY, dt.time())
    blocked = [order for order in company.orders if order.blocked_since]
    assert len(blocked) >= 5
    assert any(now - order.blocked_since > dt.timedelta(days=3) for order in blocked if order.blocked_since)
    assert any(order.returned and order.returned.month != order.ordered.month for order in company.orders)
    assert all(max(order.steps.values(), default=order.ordered) < now for order in company.orders)
