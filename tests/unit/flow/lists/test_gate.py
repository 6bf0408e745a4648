"""What the gate says about a batch (product §2.6, §2.7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.flow.lists.decide.ageing import has_fallen, own_decay
from callwright.flow.lists.decide.blind import is_blind, sequential_share
from callwright.flow.lists.decide.gate import Evidence, judge, plan, planned_sample, with_measure
from callwright.rules.quality.formulas import least_good, observed_decay, passes
from callwright.rules.quality.values import quality_parameters

DAY = date(2026, 11, 20)
NUMBERS = quality_parameters(DAY)
GOOD = Evidence(
    accepted=1000,
    sample_size=200,
    verified=200,
    good=180,
    measured_on=DAY,
    sequential_share=0.0,
    nameless_share=0.0,
    campaign="autumn",
)


def test_180_of_200_may_be_released() -> None:
    judged = judge(GOOD, NUMBERS, on=DAY)
    assert (judged.state, judged.refusals, judged.needed) == ("passed", (), 200)
    assert judged.lower == pytest.approx(0.8506, abs=1e-4)


@pytest.mark.parametrize(
    ("change", "refusals"),
    [
        ({"good": 179}, ("lists.below_gate",)),
        ({"sample_size": 100, "verified": 100, "good": 90}, ("lists.below_gate",)),
        ({"sample_size": 0, "verified": 0, "good": 0}, ("lists.not_measured",)),
        ({"verified": 0, "good": 0}, ("lists.not_measured",)),
        ({"verified": 180}, ("lists.sample_incomplete",)),
        ({"accepted": 0}, ("lists.nothing_accepted",)),
        ({"sequential_share": 0.31}, ("lists.blind_dialing",)),
        ({"nameless_share": 0.51}, ("lists.blind_dialing",)),
        ({"sequential_share": 0.30, "nameless_share": 0.50}, ()),
        ({"sequential_share": 1.0, "accepted": 19}, ()),
        ({"campaign_has_target": False}, ("lists.campaign_without_target",)),
        ({"campaign": None, "campaign_has_target": False}, ()),
        ({"measured_on": DAY - timedelta(days=120)}, ("lists.measurement_too_old",)),
        ({"good": 100, "sequential_share": 1.0}, ("lists.below_gate", "lists.blind_dialing")),
    ],
)
def test_each_reason_stands_against_a_release(change: dict[str, object], refusals: tuple[str, ...]) -> None:
    assert judge(replace(GOOD, **change), NUMBERS, on=DAY).refusals == refusals  # type: ignore[arg-type]  # test table


def test_only_good_rows_verified_is_no_measurement() -> None:
    picked = replace(GOOD, verified=150, good=150)
    assert judge(picked, NUMBERS, on=DAY).state == "not_measured"


def test_the_point_setting_looks_at_the_share_itself() -> None:
    numbers = with_measure(NUMBERS, "point")
    ninety = replace(GOOD, sample_size=100, verified=100, good=90)
    assert judge(ninety, numbers, on=DAY).state == "passed"
    assert judge(replace(ninety, good=84), numbers, on=DAY).state == "failed"
    assert with_measure(NUMBERS, None) == NUMBERS
    assert planned_sample(numbers) == 7


def test_a_released_batch_falls_by_what_calls_find() -> None:
    assert not has_fallen(0, 29, NUMBERS)
    assert not has_fallen(85, 100, NUMBERS)
    assert has_fallen(84, 100, NUMBERS)


@given(st.lists(st.integers(10**10, 2 * 10**10), max_size=60), st.randoms())
def test_the_order_of_numbers_does_not_matter(numbers: list[int], chance: object) -> None:
    share = sequential_share(numbers, run_length=4, gap=10)
    mixed = list(numbers)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis hands in a Random
    assert sequential_share(mixed + numbers, run_length=4, gap=10) == share
    assert 0 <= share <= 1


@given(st.integers(10**10, 10**11), st.integers(4, 50), st.integers(1, 10))
def test_counted_numbers_are_wholly_sequential(start: int, many: int, step: int) -> None:
    assert sequential_share(range(start, start + many * step, step), run_length=4, gap=10) == 1.0


def test_short_runs_and_wide_steps_are_not_sequential() -> None:
    assert sequential_share([1, 2, 3], run_length=4, gap=10) == 0.0
    assert sequential_share(range(0, 1000, 11), run_length=4, gap=10) == 0.0
    assert sequential_share([], run_length=4, gap=10) == 0.0
    assert sequential_share([1, 2, 3, 4, 1000], run_length=4, gap=10) == 0.8


def test_a_handful_of_rows_is_not_judged_as_blind() -> None:
    limits = {
        "sequential_limit": NUMBERS.sequential_share_limit,
        "nameless_limit": NUMBERS.nameless_share_limit,
    }
    assert not is_blind(rows=5, sequential=1, nameless=1, minimum_rows=20, **limits)
    assert is_blind(rows=20, sequential=1, nameless=0, minimum_rows=20, **limits)


def test_a_tiny_batch_needs_no_more_rows_than_it_has() -> None:
    assert planned_sample(NUMBERS, 60) == 60
    assert planned_sample(NUMBERS, 5000) == 200
    assert planned_sample(NUMBERS, 0) == 200
    assert judge(replace(GOOD, accepted=60), NUMBERS, on=DAY).needed == 60


def test_the_plan_says_what_each_expectation_costs_and_when_a_batch_is_too_small() -> None:
    lines = {line.expected: line for line in plan(NUMBERS, 5000)}
    assert (lines[Decimal("0.90")].size, lines[Decimal("0.90")].least_good) == (200, 180)
    assert (lines[Decimal(1)].size, lines[Decimal(1)].least_good) == (22, 22)
    assert [line.size for line in lines.values()] == sorted(
        (line.size for line in lines.values()), reverse=True
    )
    small = {line.expected: line for line in plan(NUMBERS, 60)}
    assert (small[Decimal("0.90")].size, small[Decimal("0.90")].enough) == (60, False)
    assert small[Decimal("0.98")].enough
    assert [line.least_good for line in plan(NUMBERS, 10)] == [None] * len(lines)


@given(st.integers(1, 400), st.sampled_from(["lower_bound", "point"]))
def test_least_good_is_the_edge_of_passing(sampled: int, measure: str) -> None:
    rules = {"threshold": NUMBERS.accuracy_threshold, "confidence": NUMBERS.confidence, "measure": measure}
    least = least_good(sampled, **rules)  # type: ignore[arg-type]  # the same three words as `passes`
    edge = sampled + 1 if least is None else least
    assert all(passes(good, sampled, **rules) == (good >= edge) for good in range(sampled + 1))  # type: ignore[arg-type]  # as above


def test_own_data_gives_the_decay_once_there_are_enough_calls_over_enough_time() -> None:
    enough = NUMBERS.decay_minimum_days
    assert own_decay(0.9, 25, 29, 60, NUMBERS) is None
    assert own_decay(0.9, 25, 30, enough - 1, NUMBERS) is None
    assert own_decay(None, 25, 30, 60, NUMBERS) is None
    assert own_decay(0.9, 27, 30, 60, NUMBERS) == 0
    found = observed_decay(0.9, 810, 1000, mean_days=365.2425 / 12)
    assert found == Decimal("0.1")
    assert own_decay(0.9, 0, 40, 60, NUMBERS) == Decimal("0.5")
