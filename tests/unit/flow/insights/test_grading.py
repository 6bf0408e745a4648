"""What marks come to, which scorecards can be graded with, and drawing calls."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.flow.insights.contracts.grading import Candidate, CardItem, DrawMethod, Mark, Scorecard
from callwright.flow.insights.contracts.measures import Measures
from callwright.flow.insights.decide.grading import check_card, judged
from callwright.flow.insights.decide.sampling import drawn, risks_of, weight_of
from callwright.flow.insights.errors import MarksWrong, ScorecardWrong
from callwright.kernel.text import Text
from callwright.rules.insights.grading import default_scorecard, grading_parameters

TEXT = Text("项", "item")
RULES = grading_parameters(dt.date(2026, 11, 20))


def item(key: str, weight: int, points: int = 4, *, instant_fail: bool = False) -> CardItem:
    return CardItem(key, TEXT, TEXT, Decimal(weight), points, instant_fail)


CARD = Scorecard(
    id=uuid.UUID(int=1),
    code="standard",
    version=1,
    title=TEXT,
    pass_mark=Decimal(80),
    items=(item("a", 60), item("b", 40), item("notice", 0, 1, instant_fail=True)),
    effective_on=dt.date(2026, 1, 1),
    published_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    published_by="QA",
)


def marks(a: int | None, b: int | None, notice: int | None = 1) -> list[Mark]:
    return [Mark("a", a), Mark("b", b), Mark("notice", notice)]


@pytest.mark.parametrize(
    ("given_marks", "score", "passed"),
    [
        (marks(4, 4), "100", True),
        (marks(4, 2), "80", True),  # exactly the pass mark
        (marks(3, 3), "75", False),
        (marks(None, 3), "75", False),  # an item that does not apply is in neither sum
        (marks(4, None), "100", True),
        (marks(4, 4, None), "100", True),
        (marks(4, 4, 0), "0", False),  # the instant fail takes everything
    ],
)
def test_the_score_is_the_weighted_share_of_the_items_that_apply(given_marks, score: str, passed: bool):
    found = judged(CARD, given_marks)
    assert (found.score, found.passed) == (Decimal(score), passed)
    assert found.failed_items == (("notice",) if score == "0" else ())


def test_a_score_just_below_the_mark_does_not_pass_by_rounding():
    card = replace(CARD, items=(item("a", 100, 3),), pass_mark=Decimal("66.67"))
    found = judged(card, [Mark("a", 2)])
    assert (found.score, found.passed) == (Decimal("66.666667"), False)


@pytest.mark.parametrize(
    "wrong",
    [
        marks(4, 4)[:2],  # missing data is never 0
        [*marks(4, 4), Mark("a", 1)],
        [*marks(4, 4), Mark("stranger", 1)],
        marks(5, 4),
        marks(-1, 4),
        marks(None, None),
    ],
)
def test_marks_that_are_missing_twice_or_impossible_are_refused(wrong):
    with pytest.raises(MarksWrong):
        judged(CARD, wrong)


@pytest.mark.parametrize(
    ("items", "pass_mark"),
    [
        ((item("a", 99),), 80),
        ((item("a", 50), item("a", 50)), 80),
        ((item("a", 120), item("b", -20)), 80),
        ((item("a", 100), item("b", 0)), 80),  # weighs nothing and fails nothing: says nothing
        ((item("a", 100, 0),), 80),
        ((item("a", 100),), 101),
        ((), 80),
    ],
)
def test_a_scorecard_that_says_nothing_or_not_100_is_refused(items, pass_mark: int):
    with pytest.raises(ScorecardWrong) as refused:
        check_card(items, Decimal(pass_mark))
    assert refused.value.message("zh") != refused.value.message("en")


def test_the_scorecard_of_the_product_can_be_graded_with():
    raw = default_scorecard()
    assert sum(one["weight"] for one in raw["items"]) == 100
    assert {one.get("family") for one in raw["items"]} >= {"purposeful", "no_ultimatum", "polite"}
    assert next(one["key"] for one in raw["items"] if one.get("instant_fail")) == "recording_notice"


def candidates(people: int, calls: int, heavy: int = 0) -> list[Candidate]:
    return [
        Candidate(
            uuid.UUID(int=person * 10_000 + call),
            uuid.UUID(int=person),
            Decimal(5) if call < heavy else Decimal(1),
        )
        for person in range(1, people + 1)
        for call in range(calls)
    ]


@given(seed=st.text(min_size=1, max_size=8), order=st.randoms(use_true_random=False))
def test_the_same_seed_gives_the_same_calls_whatever_order_they_come_in(seed: str, order):
    population = candidates(4, 12)
    shuffled = list(population)
    order.shuffle(shuffled)
    for method in DrawMethod:
        first = drawn(population, seed=seed, method=method, per_person=3)
        assert drawn(shuffled, seed=seed, method=method, per_person=3) == first
        assert Counter(one.person_id for one in first) == {uuid.UUID(int=person): 3 for person in range(1, 5)}


def test_every_call_is_as_likely_as_the_others_by_chance_and_five_times_likelier_by_risk():
    population = candidates(1, 50, heavy=25)
    taken = dict.fromkeys(DrawMethod, 0)
    for seed in range(800):
        for method in DrawMethod:
            (one,) = drawn(population, seed=str(seed), method=method, per_person=1)
            taken[method] += one.weight > 1
    # a half by chance; 25 × 5 of 25 × 5 + 25 × 1 = 83.3 % by risk; four standard deviations
    assert taken[DrawMethod.RANDOM] / 800 == pytest.approx(0.5, abs=0.071)
    assert taken[DrawMethod.RISK] / 800 == pytest.approx(5 / 6, abs=0.053)


def test_what_makes_a_call_a_risk_is_reached_by_equality():
    calm = Measures(60, 0.5, 4, 4, 20, 1, 0, 0, 0.1, 2, 3, 0.5, False)
    wild = replace(calm, talk_share_agent=0.75, interruptions_by_agent=2, longest_monologue_seconds=90)
    assert risks_of(calm, complaint=False, days_employed=90, fault_hits=0, rules=RULES) == ()
    found = risks_of(wild, complaint=True, days_employed=89, fault_hits=1, rules=RULES)
    assert set(found) == {"interruptions", "talk_share", "monologue", "complaint", "newcomer", "fault_hits"}
    assert weight_of(found, RULES) == 1 + sum(RULES.risk_weights.values())
    assert risks_of(None, complaint=False, days_employed=None, fault_hits=0, rules=RULES) == ()
