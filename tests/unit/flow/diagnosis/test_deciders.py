"""Deciders of the diagnosis on numbers made and worked out by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.flow.diagnosis.contracts import Actor
from callwright.flow.diagnosis.decide.blind import (
    COMPLAINTS,
    LOW_FIT,
    SEQUENTIAL,
    UNRELEASED,
    blind_batch,
    signs_of,
    unlisted,
)
from callwright.flow.diagnosis.decide.blocking import blocked_department
from callwright.flow.diagnosis.decide.decay import decay
from callwright.flow.diagnosis.decide.dependence import dependence, gini, top_fifth_share
from callwright.flow.diagnosis.decide.facts import (
    BatchCalls,
    DepartmentQueue,
    DepartmentTime,
    Earner,
    GoalGaps,
    Member,
    UnlistedCalls,
    WaitingOrder,
)
from callwright.flow.diagnosis.decide.goals import goal_gaps
from callwright.flow.diagnosis.decide.ranking import rank
from callwright.flow.diagnosis.decide.utilisation import wasted_time
from callwright.rules.diagnosis.values import diagnosis_parameters

DAY = dt.date(2026, 10, 31)
RULES = diagnosis_parameters(DAY)
WHO = (Actor("manager"),)


def team(talk: int, days: int = 20, **lost: int) -> DepartmentTime:
    return DepartmentTime(
        department="销售一部",
        people=frozenset({UUID(int=1)}),
        days=days,
        work=Decimal(480 * days),
        talk=Decimal(talk),
        lost={cause: Decimal(minutes) for cause, minutes in lost.items()},
        previous_utilisation=Decimal("0.5"),
        who=WHO,
    )


def test_missing_talk_is_weighed_by_the_minute_and_the_largest_cause_leads():
    # 20 person-days × 480 = 9,600 minutes; 60 % would be 5,760; 4,200 talked = 1,560 missing × 0.80 = 1,248.
    found = wasted_time(team(4200, wrong_data=3000, meeting=3500, unexplained=100), RULES)
    assert found is not None
    assert (found.weight.cost, found.weight.unit) == (Decimal("1248.00"), "CNY")
    assert "错误数据" in found.cause.zh
    assert "43.8 %" in found.title.zh
    assert found.trend is not None
    assert found.trend.direction == "down"


def test_good_utilisation_is_no_finding_and_exactly_good_is_good():
    assert wasted_time(team(5760), RULES) is None
    assert wasted_time(team(5759), RULES) is not None
    assert wasted_time(team(0, days=0), RULES) is None


def test_few_person_days_give_no_verdict():
    found = wasted_time(team(100, days=3), RULES)
    assert found is not None
    assert (found.judged, found.weight.cost) == (False, 0)
    assert "样本不足" in found.explanation.zh


def test_top_fifth_and_gini_of_known_distributions():
    alike = [Decimal(100)] * 10
    assert (top_fifth_share(alike), gini(alike)) == (Decimal("0.2"), 0)
    one_has_all = [Decimal(0)] * 9 + [Decimal(100)]
    assert (top_fifth_share(one_has_all), gini(one_has_all)) == (1, Decimal("0.9"))
    # 1, 2, 3, 4: Σ(2i−5)·x = −3−2+3+12 = 10; 10 ÷ (4 × 10) = 0.25; the top fifth is one person with 4 of 10.
    steps = [Decimal(number) for number in (4, 1, 3, 2)]
    assert (top_fifth_share(steps), gini(steps)) == (Decimal("0.4"), Decimal("0.25"))
    assert (top_fifth_share([]), gini([Decimal(-5)])) == (0, 0)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=30))
def test_gini_lies_between_nothing_and_one_and_order_does_not_matter(numbers: list[int]):
    revenues = [Decimal(number) for number in numbers]
    assert 0 <= gini(revenues) < 1
    assert gini(revenues) == gini(list(reversed(revenues)))


def earners(*revenues: int) -> list[Earner]:
    return [Earner(UUID(int=n), f"P{n}", Decimal(revenue)) for n, revenue in enumerate(revenues, 1)]


def test_what_leaves_when_the_first_leaves_is_weighed_against_the_median():
    found = dependence(earners(9000, 1000, 1000, 500, 500), previous=None, who=WHO, rules=RULES)
    assert found is not None
    assert found.weight.cost == Decimal("8000.00")  # 9,000 − median 1,000
    assert "75.0 %" in found.explanation.zh  # 9,000 of 12,000
    assert found.trend is not None
    assert found.trend.direction == "unknown"


def test_an_even_team_is_no_finding_and_a_tiny_one_gets_no_verdict():
    assert dependence(earners(100, 110, 90, 100, 105), previous=None, who=WHO, rules=RULES) is None
    assert dependence(earners(0, 0, 0, 0, 0), previous=None, who=WHO, rules=RULES) is None
    small = dependence(earners(100, 0), previous=None, who=WHO, rules=RULES)
    assert small is not None
    assert small.judged is False


BATCH = BatchCalls(
    batch_id=UUID(int=5),
    name="十月名单",
    source="甲供应商",
    released=True,
    override_reason=None,
    sequential_share=Decimal("0.05"),
    sequential_limit=Decimal("0.30"),
    fit=Decimal("0.8"),
    dials=200,
    previous_dials=100,
    complaints=1,
    judged=100,
    good=90,
    bad_dials=10,
    price=Decimal(1000),
    threshold=Decimal("0.85"),
    minimum_outcomes=30,
    measured=Decimal("0.92"),
    aged=Decimal("0.90"),
    reclean_on=dt.date(2027, 3, 1),
)


def test_a_good_released_list_is_not_blind():
    assert blind_batch(BATCH, who=WHO, rules=RULES) is None
    assert blind_batch(replace(BATCH, released=False, dials=0), who=WHO, rules=RULES) is None


@pytest.mark.parametrize(
    ("change", "sign"),
    [
        ({"released": False}, UNRELEASED),
        ({"sequential_share": Decimal("0.31")}, SEQUENTIAL),
        ({"fit": Decimal("0.49")}, LOW_FIT),
        ({"complaints": 5}, COMPLAINTS),
    ],
)
def test_each_sign_of_blind_dialing_is_seen(change: dict[str, object], sign: object):
    assert signs_of(replace(BATCH, **change), RULES) == [sign]  # type: ignore[arg-type]


def test_exactly_at_the_limits_is_not_blind():
    edge = replace(BATCH, sequential_share=Decimal("0.30"), fit=Decimal("0.50"), complaints=4)
    assert signs_of(edge, RULES) == []


def test_blind_dials_cost_each_dial():
    found = blind_batch(replace(BATCH, released=False), who=WHO, rules=RULES)
    assert found is not None
    assert found.weight.cost == Decimal("120.00")  # 200 × 0.60
    few = blind_batch(replace(BATCH, complaints=3, dials=10), who=WHO, rules=RULES)
    assert few is not None
    assert few.judged is False


def test_dials_outside_every_list_are_a_finding():
    found = unlisted(UnlistedCalls(dials=50, all_dials=200, previous_dials=60), who=WHO, rules=RULES)
    assert found is not None
    assert (found.weight.cost, "25.0 %" in found.title.zh) == (Decimal("30.00"), True)
    assert unlisted(UnlistedCalls(0, 200, 0), who=WHO, rules=RULES) is None


def test_calls_that_find_less_than_the_gate_are_decay_and_exactly_the_gate_is_not():
    assert decay(replace(BATCH, good=85), today=DAY, who=WHO, rules=RULES) is None
    found = decay(replace(BATCH, good=80), today=DAY, who=WHO, rules=RULES)
    assert found is not None
    assert found.weight.cost == Decimal("206.00")  # 10 × 0.60 + 1,000 × 20 %


def test_few_calls_leave_the_verdict_to_age_and_age_forecasts_the_day():
    young = replace(BATCH, judged=10, good=5)
    unsure = decay(young, today=DAY, who=WHO, rules=RULES)
    assert unsure is not None
    assert unsure.judged is False
    soon = decay(replace(young, reclean_on=dt.date(2026, 11, 20)), today=DAY, who=WHO, rules=RULES)
    assert soon is not None
    assert soon.judged
    assert "2026-11-20" in soon.explanation.zh
    assert decay(replace(BATCH, judged=0, good=0), today=DAY, who=WHO, rules=RULES) is None


def gaps(**more: object) -> GoalGaps:
    empty = GoalGaps("2026-10", 10, (), (), (), Decimal(0), None)
    return replace(empty, **more)  # type: ignore[arg-type]


def test_goal_gaps_count_each_person_once():
    one, two = Member(UUID(int=1), "甲"), Member(UUID(int=2), "乙")
    assert goal_gaps(gaps(), who=WHO, rules=RULES) is None
    facts = gaps(unacknowledged=(one,), without_role=(one, two), paid_minutes=Decimal(20000), previous_gaps=2)
    found = goal_gaps(facts, who=WHO, rules=RULES)
    assert found is not None
    assert "2 人" in found.title.zh
    assert found.weight.cost == Decimal("800.00")  # 20,000 × 5 % × 0.80
    assert found.trend is not None
    assert found.trend.direction == "same"


def test_a_blocking_department_is_named_with_hours_and_amount():
    orders = (
        WaitingOrder("D1", "仓库", "缺货", Decimal("26.0"), Decimal(2000)),
        WaitingOrder("D2", "仓库", None, Decimal("4.0"), Decimal(500)),
    )
    found = blocked_department(DepartmentQueue("仓库", orders, 1, 5, WHO), RULES)
    assert found is not None
    assert found.weight.cost == Decimal("75.00")  # (2,000 × 26/72 + 500 × 4/72) × 10 %
    assert "D1" in found.explanation.zh
    assert "缺货" in found.cause.zh
    assert found.evidence[2].value == Decimal("15.0")
    assert found.title.zh == "仓库卡住 2 个订单，共 2,500.00 元"
    assert found.title.en == "Warehouse holds up 2 orders worth 2,500.00"
    assert blocked_department(DepartmentQueue("仓库", (), 1, 5), RULES) is None


def test_findings_come_dearest_first_and_the_main_ones_explain_eighty_percent():
    blind = blind_batch(replace(BATCH, released=False), who=WHO, rules=RULES)
    assert blind is not None
    costs = [Decimal(100), Decimal(700), Decimal(150), Decimal(50)]
    several = [replace(blind, subject=str(cost), weight=replace(blind.weight, cost=cost)) for cost in costs]
    unsure = replace(several[1], judged=False, weight=replace(blind.weight, cost=Decimal(0)))
    ranked = rank([*several, unsure], pareto_share=RULES.pareto_share)
    assert [one.weight.cost for one, _ in ranked] == [700, 150, 100, 50, 0]
    assert [main for _, main in ranked] == [True, True, False, False, False]
