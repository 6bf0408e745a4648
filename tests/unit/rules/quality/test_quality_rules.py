"""The cases of list quality hold, and the formulas behave for every sample."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.rules.engine.cases import Case, cases, run
from callwright.rules.quality.formulas import (
    aged_accuracy,
    needed_sample,
    passes,
    reclean_date,
    wilson_bounds,
)
from callwright.rules.quality.values import quality_parameters

DAY = date(2026, 11, 20)
SAMPLES = st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def gate(given: Mapping[str, Any], on: date) -> Mapping[str, Any]:
    numbers = quality_parameters(on)
    good, sampled = int(given["good"]), int(given["sampled"])
    lower = wilson_bounds(good, sampled, numbers.confidence)[0]
    passed = passes(
        good,
        sampled,
        threshold=numbers.accuracy_threshold,
        confidence=numbers.confidence,
        measure=given.get("measure", numbers.gate_measure),
    )
    return {"lower": Decimal(f"{lower:.3f}"), "passes": passed}


@pytest.mark.parametrize("case", list(cases("quality")), ids=lambda case: case.says)
def test_the_sentence_holds(case: Case) -> None:
    assert run(case, {"gate": gate}) is None


@given(SAMPLES)
def test_the_bounds_enclose_the_point(sample: tuple[int, int]) -> None:
    good, sampled = sample
    lower, upper = wilson_bounds(good, sampled)
    assert 0 <= lower <= good / sampled <= upper <= 1


@given(SAMPLES)
def test_one_more_good_row_never_lowers_the_bound(sample: tuple[int, int]) -> None:
    good, sampled = sample
    assert wilson_bounds(good + 1, sampled + 1)[0] >= wilson_bounds(good, sampled)[0]


def test_two_hundred_rows_are_planned_for_ninety_per_cent() -> None:
    plan = {"threshold": Decimal("0.85"), "confidence": Decimal("0.95")}
    assert needed_sample(**plan, expected=Decimal("0.90")) == 200
    assert needed_sample(**plan, expected=Decimal(1)) == 22
    assert needed_sample(**plan, expected=Decimal("0.85")) is None
    assert needed_sample(**plan, expected=Decimal("0.80")) is None
    assert needed_sample(**plan, expected=Decimal("0.85"), measure="point") is not None


@given(st.decimals("0.87", "0.99", places=2))
def test_the_planned_sample_passes_and_is_the_smallest_that_does(expected: Decimal) -> None:
    numbers = quality_parameters(DAY)
    gate_numbers = {"threshold": numbers.accuracy_threshold, "confidence": numbers.confidence}
    size = needed_sample(**gate_numbers, expected=expected)
    assert size is not None
    assert passes(int(expected * size), size, **gate_numbers)
    assert not passes(int(expected * (size - 1)), size - 1, **gate_numbers)


def test_an_impossible_sample_is_an_error() -> None:
    for good, sampled in ((5, 4), (-1, 3), (0, -1)):
        with pytest.raises(ValueError, match="is not a sample"):
            wilson_bounds(good, sampled)


@given(st.floats(0.85, 1.0), st.integers(0, 400))
def test_the_forecast_day_is_the_first_below_the_threshold(accuracy: float, days: int) -> None:
    numbers = quality_parameters(DAY)
    forecast = reclean_date(
        accuracy, measured_on=DAY, threshold=numbers.accuracy_threshold, monthly_decay=numbers.monthly_decay
    )
    assert forecast is not None
    aged = aged_accuracy(accuracy, days=days, monthly_decay=numbers.monthly_decay)
    if DAY + timedelta(days=days) < forecast:
        assert aged >= 0.85 - 1e-9
    else:
        assert aged < 0.85 + 1e-9


def test_without_decay_nothing_is_forecast() -> None:
    assert reclean_date(0.9, measured_on=DAY, threshold=Decimal("0.85"), monthly_decay=Decimal(0)) is None


def test_the_parameters_are_the_ones_of_the_product() -> None:
    numbers = quality_parameters(DAY)
    assert (numbers.accuracy_threshold, numbers.confidence) == (Decimal("0.85"), Decimal("0.95"))
    assert (numbers.gate_measure, numbers.monthly_decay) == ("lower_bound", Decimal("0.02"))
