"""What is measured, what is missing, and what a grade review proposes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal, localcontext
from uuid import UUID, uuid4

import pytest

from callwright.flow.calls.contracts import PersonActivity, PersonDayActivity
from callwright.flow.orders.contracts import RevenueFact
from callwright.flow.scores.contracts import PersonScore
from callwright.flow.scores.decide.measuring import MonthData
from callwright.flow.scores.decide.members import Presence, attendance, goal_lacks, kind_of, members
from callwright.flow.scores.decide.reviewing import period_of, propose
from callwright.flow.scores.decide.scoring import department_target, score_month
from callwright.flow.scores.errors import GoalsMissing
from callwright.kernel.period import Month
from callwright.registers.goals.contracts import GoalCycle, PersonGoals, Target
from callwright.registers.staff.contracts import Grade, Person, Role, Stay
from callwright.rules.appraisal.indicators import PostKind

OCTOBER, DECEMBER = Month(2026, 10), Month(2026, 12)
QUARTER = OCTOBER.quarter.months()
DEPARTMENT = uuid4()


def person(name: str, role: Role = Role.AGENT, grade: Grade = Grade.SENIOR, **changed: object) -> Person:
    found = Person(
        id=uuid4(),
        employee_number=name,
        name=name,
        department_id=DEPARTMENT,
        department="一部",
        team_id=None,
        team=None,
        role=role,
        grade=grade,
        market_type=None,
        market=None,
        hired_on=dt.date(2026, 1, 5),
        left_on=None,
        leader_id=None,
        shift_start=dt.time(9),
        shift_end=dt.time(18),
        rest_minutes=60,
        account_id=None,
    )
    return replace(found, **changed)


ANNA, BOSS = person("A"), person("M", Role.MANAGER)


def sale(who: UUID, amount: int, *, pushed: bool = False, new: bool = False, share: str = "1") -> RevenueFact:
    day = dt.date(2026, 10, 5)
    return RevenueFact(
        uuid4(), uuid4(), "A", who, None, pushed, "sale", Decimal(amount), None, day, new, Decimal(share)
    )


def data(*facts: RevenueFact, activity: tuple[PersonActivity, ...] = (), **entered: int) -> MonthData:
    by_person: dict[UUID, list[RevenueFact]] = {}
    for fact in facts:
        by_person.setdefault(fact.person_id, []).append(fact)
    return MonthData(
        by_person,
        {each.person_id: each for each in activity},
        {(ANNA.id, name): Decimal(value) for name, value in entered.items()},
    )


def whole_month(*people: Person) -> list[Presence]:
    return [Presence(each, OCTOBER.start, dt.date(2026, 10, 31)) for each in people]


def measured(month: MonthData, indicator: str) -> Decimal | None:
    found = month.actual(indicator, person_id=ANNA.id, over=whole_month(ANNA))
    return None if found is None else found.value


def test_who_sold_nothing_sold_zero_but_a_company_without_orders_has_no_figure():
    assert measured(data(sale(BOSS.id, 5)), "revenue") == 0
    assert measured(data(), "revenue") is None


def test_new_customers_count_by_share_of_credit():
    month = data(sale(ANNA.id, 5, new=True), sale(ANNA.id, 5, new=True, share="0.5"), sale(ANNA.id, 5))
    assert measured(month, "new_customers") == Decimal("1.5")


def test_main_push_share_is_percent_of_sales_and_zero_without_sales():
    assert measured(data(sale(ANNA.id, 30, pushed=True), sale(ANNA.id, 70)), "main_push_share") == 30
    assert measured(data(sale(BOSS.id, 5)), "main_push_share") == 0


def test_calls_nobody_recorded_are_missing_and_an_entered_value_fills_the_gap():
    assert measured(data(), "talk_minutes") is None
    assert measured(data(talk_minutes=900), "talk_minutes") == 900
    row = PersonActivity(ANNA.id, 90, 40, 30, 2, 1, 5430)
    assert measured(data(activity=(row,), talk_minutes=900), "talk_minutes") == Decimal("90.5")
    assert measured(data(activity=(row,)), "effective_contacts") == 30
    silent = PersonActivity(ANNA.id, 0, 0, 0, 0, 0, 0)
    assert measured(data(activity=(silent,)), "effective_contacts") is None


def test_an_indicator_nobody_can_measure_needs_an_entered_value_and_zero_is_one():
    assert measured(data(sale(ANNA.id, 5)), "key_work_completion") is None
    assert measured(data(key_work_completion=0), "key_work_completion") == 0


def test_members_are_reps_and_managers_employed_on_a_day_of_the_month():
    late = person("L", hired_on=dt.date(2026, 10, 31))
    gone = person("G", left_on=dt.date(2026, 9, 30))
    last = person("S", left_on=dt.date(2026, 10, 1))
    future = person("F", hired_on=dt.date(2026, 11, 1))
    hr = person("H", Role.HR)
    assert members([ANNA, BOSS, late, gone, last, future, hr], OCTOBER) == [ANNA, BOSS, late, last]
    assert kind_of(person("T", Role.TEAM_LEAD)) is PostKind.REP


def goals(
    who: Person, *targets: Target, acknowledged: bool = True, description: str | None = "…"
) -> PersonGoals:
    at = dt.datetime(2026, 10, 1, tzinfo=dt.UTC) if acknowledged else None
    return PersonGoals(who.id, "电销代表", description, at, targets)


REVENUE = Target("revenue", Decimal(100), Decimal(1000))


@pytest.mark.parametrize(
    ("found", "what"),
    [
        (None, "no_goals"),
        (goals(ANNA), "no_goals"),
        (goals(ANNA, REVENUE, description=None), "no_role_description"),
        (goals(ANNA, REVENUE, acknowledged=False), "not_acknowledged"),
    ],
)
def test_what_is_missing_is_named(found: PersonGoals | None, what: str):
    cycle = GoalCycle(OCTOBER, (found,) if found else (), {}, None)
    assert [lack.what for lack in goal_lacks([ANNA], cycle)] == [what]


def test_a_long_list_of_names_is_cut_and_counted():
    everybody = [person(f"P{number}") for number in range(30)]
    lacks = goal_lacks(everybody, GoalCycle(OCTOBER, (), {}, None))
    refused = GoalsMissing(month=OCTOBER, missing=[lack.to_json() for lack in lacks])
    assert "P11（P11）没有目标 …(30)" in refused.message("zh")
    assert "P11 (P11): no goals …(30)" in refused.message("en")


def test_the_department_target_falls_back_to_the_sum_of_its_reps():
    cycle = GoalCycle(OCTOBER, (goals(ANNA, REVENUE), goals(BOSS, REVENUE)), {}, None)
    assert department_target(DEPARTMENT, whole_month(ANNA, BOSS), cycle)[0] == 1000
    given = replace(cycle, department_targets={DEPARTMENT: Decimal(70)})
    assert department_target(DEPARTMENT, whole_month(ANNA, BOSS), given)[0] == 70
    assert department_target(DEPARTMENT, whole_month(ANNA), GoalCycle(OCTOBER, (), {}, None))[0] is None


def test_a_manager_is_measured_by_the_department():
    cycle = GoalCycle(OCTOBER, (goals(BOSS, REVENUE),), {DEPARTMENT: Decimal(1000)}, None)
    scored = score_month([ANNA, BOSS], cycle, data(sale(ANNA.id, 800), sale(BOSS.id, 100)))
    assert [(each.person_id, each.score) for each in scored.scores] == [(BOSS.id, 90)]
    assert [each.completion for each in scored.departments] == [Decimal("0.9")]


def score(month: Month, points: str, revenue: int = 100) -> PersonScore:
    return PersonScore(
        ANNA.id, month, "rep", DEPARTMENT, Decimal(points), Decimal(revenue), Decimal(100), (), {}
    )


def review(scores: list[PersonScore], who: Person = ANNA):
    period = period_of(PostKind.REP, DECEMBER)
    assert period is not None
    return propose(who, period, list(QUARTER), {each.month: each for each in scores})


def test_the_quarter_counts_the_mean_score_and_the_sum_of_revenue():
    stays = review([score(month, points) for month, points in zip(QUARTER, ("50", "60", "70"), strict=True)])
    assert (stays.outcome, stays.to_grade) == ("stay", "senior")
    falls = review(
        [score(month, points) for month, points in zip(QUARTER, ("50", "60", "69.9"), strict=True)]
    )
    assert (falls.outcome, falls.to_grade) == ("down", "intermediate")
    sales = zip(QUARTER, (100, 50, 60), strict=True)
    assert review([score(month, "80", revenue) for month, revenue in sales]).outcome == "stay"  # exactly 70 %
    sales = zip(QUARTER, (100, 50, 59), strict=True)
    assert review([score(month, "80", revenue) for month, revenue in sales]).outcome == "down"


def test_nobody_is_reviewed_on_a_guess():
    assert review([score(QUARTER[0], "10"), score(QUARTER[1], "10")]).outcome == "not_reviewed"
    newcomer = replace(ANNA, hired_on=dt.date(2026, 12, 1))
    assert review([score(DECEMBER, "80")], newcomer).outcome == "stay"


def test_reps_are_reviewed_by_quarter_and_managers_by_year():
    assert period_of(PostKind.REP, Month(2026, 11)) is None
    assert period_of(PostKind.MANAGER, Month(2026, 9)) is None
    year = period_of(PostKind.MANAGER, DECEMBER)
    assert year is not None
    assert (year.name, len(year.months)) == ("2026", 12)


OTHER = uuid4()
MOVED = (
    Stay(OTHER, OCTOBER.start, dt.date(2026, 10, 10)),
    Stay(DEPARTMENT, dt.date(2026, 10, 11), dt.date(2026, 10, 31)),
)


def test_the_target_of_who_moved_is_shared_out_by_days():
    cycle = GoalCycle(OCTOBER, (goals(ANNA, REVENUE),), {}, None)
    there = attendance([ANNA], {ANNA.id: MOVED}, OCTOBER).departments
    whole = Decimal(1000)
    targets = {key: department_target(key, present, cycle)[0] for key, present in there.items()}
    assert set(targets) == {OTHER, DEPARTMENT}
    assert sum(targets.values()) == whole  # type: ignore[arg-type]  # both departments have one
    with localcontext(prec=60):
        assert abs(targets[OTHER] - whole * 10 / 31) < Decimal("1e-30")  # type: ignore[operator]  # as above


def test_calls_of_a_day_count_for_the_department_of_that_day_and_a_managers_for_the_days_there():
    days = [
        PersonDayActivity(ANNA.id, 10, 5, effective, 0, 0, 60, day=dt.date(2026, 10, day))
        for day, effective in ((9, 3), (10, 4), (11, 5))
    ]
    month = replace(data(activity=(PersonActivity(ANNA.id, 30, 15, 12, 0, 0, 180),)), moved={ANNA.id: days})
    there = attendance([ANNA, BOSS], {ANNA.id: MOVED}, OCTOBER)

    def contacts(over: list[Presence]) -> Decimal | None:
        found = month.actual("effective_contacts", person_id=BOSS.id, over=over)
        return None if found is None else found.value

    assert contacts(there.measured_over(ANNA)) == 12
    assert contacts(list(there.departments[OTHER])) == 7
    assert contacts(there.measured_over(BOSS)) == 5
    assert (there.last_department(ANNA), there.last_department(BOSS)) == (DEPARTMENT, DEPARTMENT)


def test_what_comes_back_after_the_last_day_of_work_counts_where_that_was():
    gone = replace(ANNA, left_on=dt.date(2026, 10, 5))
    (there,) = attendance([gone], {gone.id: MOVED}, OCTOBER).people[gone.id]
    assert (there[0], there[1].first, there[1].last, there[1].share) == (
        OTHER,
        OCTOBER.start,
        dt.date(2026, 10, 31),
        1,
    )
