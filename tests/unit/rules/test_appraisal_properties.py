"""What holds for every score, review, plan and cycle, whatever the numbers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from callwright.flow.scores.decide.supplying import Unit, fingerprint
from callwright.kernel.period import Month
from callwright.rules.appraisal.formulas.cascade import level
from callwright.rules.appraisal.formulas.cycles import (
    ORDER,
    CycleState,
    PeriodLength,
    may_advance,
    next_state,
    span_of,
)
from callwright.rules.appraisal.formulas.grades import GRADES, Outcome, review_grade
from callwright.rules.appraisal.formulas.key_work import KeyWork, key_work_completion
from callwright.rules.appraisal.formulas.publication import (
    Duty,
    EventKind,
    Incentive,
    PlannedEvent,
    publication_lacks,
)
from callwright.rules.appraisal.formulas.scoring import Measured, weighted_score
from callwright.rules.appraisal.indicators import Area

DAY = date(2026, 10, 1)
amounts = st.decimals(min_value=-200_000, max_value=400_000, places=2)
targets = st.decimals(min_value=Decimal("0.01"), max_value=400_000, places=2)
NAMES = ("revenue", "new_customers", "main_push_share", "talk_minutes")


@st.composite
def measures(draw: st.DrawFn) -> list[Measured]:
    """One to four indicators whose weights sum to 100."""
    count = draw(st.integers(1, 4))
    cuts = sorted(draw(st.lists(st.integers(1, 99), min_size=count - 1, max_size=count - 1, unique=True)))
    weights = [high - low for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]
    return [
        Measured(name, Decimal(weight), draw(targets), draw(amounts))
        for name, weight in zip(NAMES, weights, strict=False)
    ]


@given(measures(), st.randoms(use_true_random=False))
def test_the_order_of_indicators_does_not_matter(found: list[Measured], chance: object) -> None:
    mixed = list(found)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis types randoms() loosely
    assert weighted_score(mixed, on=DAY).score == weighted_score(found, on=DAY).score


@given(measures(), st.decimals(min_value=0, max_value=100_000, places=2))
def test_more_of_an_indicator_never_lowers_the_score_and_points_stay_between_0_and_120(
    found: list[Measured], more: Decimal
) -> None:
    first, *rest = found
    assert first.actual is not None
    raised = Measured(first.indicator, first.weight, first.target, first.actual + more)
    before, after = weighted_score(found, on=DAY).score, weighted_score([raised, *rest], on=DAY).score
    assert 0 <= before <= after <= 120


@given(
    st.sampled_from(GRADES),
    st.decimals(0, 120, places=6),
    amounts,
    st.decimals(min_value=1, max_value=400_000, places=2),
)
def test_a_review_takes_one_step_at_most_and_exactly_below_the_lines(
    grade: str, score: Decimal, revenue: Decimal, target: Decimal
) -> None:
    review = review_grade(grade=grade, score=score, revenue=revenue, revenue_target=target, on=DAY)
    below = score < 60 or revenue < Decimal("0.7") * target
    assert GRADES.index(grade) - GRADES.index(review.to_grade) == (1 if below and grade != "junior" else 0)
    wanted = (Outcome.COACHING_PLAN if grade == "junior" else Outcome.DOWN) if below else Outcome.STAY
    assert review.outcome is wanted
    assert bool(review.reasons) is below


days = st.dates(date(2026, 10, 1), date(2026, 10, 31))
works = st.builds(
    KeyWork, title=st.text(max_size=5), due_on=days, proof_on=days, confirmed=st.booleans()
) | st.builds(KeyWork, title=st.text(max_size=5), due_on=days, proof_on=st.none(), confirmed=st.none())


@given(st.lists(works, min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_key_work_is_a_share_whatever_its_order_and_a_late_proof_never_helps(
    plan: list[KeyWork], chance: object
) -> None:
    share = key_work_completion(plan).value_as_number
    assert 0 <= share <= 100
    mixed = list(plan)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # as above
    assert key_work_completion(mixed).value_as_number == share
    late = [KeyWork(one.title, one.due_on, one.due_on + timedelta(days=1), True) for one in plan]
    assert key_work_completion(late).value_as_number == 0


@given(st.lists(targets, max_size=8), st.none() | targets)
def test_the_departments_sum_to_the_company(parts: list[Decimal], target: Decimal | None) -> None:
    found = level(target, parts)
    assert found.parts == (sum(parts) if parts else None)
    assert found.carried == (None if target is None or not parts else sum(parts) >= target)


@given(
    st.lists(
        st.sets(st.sampled_from(["owner", "hr", "manager", "finance", "agent"])), min_size=6, max_size=40
    )
)
def test_no_cycle_is_approved_without_the_owner(crowd: list[set[str]]) -> None:
    state = CycleState.OPEN
    for roles in crowd:
        following = next_state(state)
        if following is not None and may_advance(state, roles):
            assert ORDER.index(following) == ORDER.index(state) + 1
            assert following is not CycleState.APPROVED or "owner" in roles
            state = following


@given(st.integers(2020, 2030), st.integers(1, 12), st.sampled_from(PeriodLength))
def test_every_month_lies_in_its_own_period(year: int, number: int, length: PeriodLength) -> None:
    month = Month(year, number)
    span = span_of(length, month)
    assert month in span.months
    assert all(span_of(length, each) == span for each in span.months)


FULL = {
    Duty.LEADER: ["o"],
    Duty.EXECUTIVE: ["h"],
    Duty.SALES_MANAGER: ["s"],
    Duty.FINANCE_MANAGER: ["f"],
    Duty.REP: ["r"],
}
proofs = st.frozensets(st.sampled_from(["visit", "interview", "minutes", "document"]))
events = st.builds(
    PlannedEvent,
    kind=st.sampled_from(EventKind),
    owner=st.none() | st.sampled_from(["o", "h", "s", "f", "r"]),
    due=st.none() | st.just(DAY),
    done=st.booleans(),
    evidence=proofs,
)


@given(st.lists(events, max_size=9), st.frozensets(st.sampled_from(Incentive)))
def test_a_plan_is_published_only_with_all_six_kinds_done_and_proven(
    plan: list[PlannedEvent], incentives: frozenset[Incentive]
) -> None:
    lacks = publication_lacks(FULL, plan, incentives, on=DAY)
    good = {each.kind for each in plan if each.owner and each.due and each.done and each.evidence}
    if not lacks:
        assert good == set(EventKind)
        assert incentives - {Incentive.COMMISSION}
    assert len({lack.what for lack in lacks}) == len(lacks)


@given(st.dictionaries(st.sampled_from(NAMES), amounts, min_size=1), st.data())
def test_a_signature_names_exactly_these_values(values: dict[str, Decimal], data: st.DataObject) -> None:
    person, month = uuid4(), Month(2026, 10)
    unit = Unit(Area.ORDERS, None, "", tuple((month, person, name) for name in values))
    actual: dict[tuple[Month, object, str], Decimal | None] = {
        (month, person, name): value for name, value in values.items()
    }
    turned = Unit(Area.ORDERS, None, "", tuple(reversed(unit.values)))
    assert fingerprint(turned, actual) == fingerprint(unit, actual)  # type: ignore[arg-type]
    name = data.draw(st.sampled_from(sorted(values)))
    changed = {**actual, (month, person, name): values[name] + Decimal("0.01")}
    gone = {**actual, (month, person, name): None}
    names = {fingerprint(unit, each) for each in (actual, changed, gone)}  # type: ignore[arg-type]
    assert len(names) == 3
