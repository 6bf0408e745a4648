"""The honest probability panel."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.flow.coaching.decide.probability import at_least_one, calls_for, panel


@pytest.mark.parametrize(("probability", "calls"), [(0.5, 69), (0.9, 230), (0.95, 299), (0.99, 459)])
def test_at_one_percent_the_calls_are_those_of_the_product(probability: float, calls: int):
    assert calls_for(0.01, probability) == calls


def test_ninety_nine_calls_at_one_percent_give_sixty_three_percent():
    assert round(at_least_one(0.01, 99), 3) == 0.630


@given(p=st.floats(1e-6, 1), probability=st.floats(0.01, 0.999))
def test_the_calls_are_the_fewest_that_suffice(p: float, probability: float):
    calls = calls_for(p, probability)
    assert calls is not None
    assert at_least_one(p, calls) >= probability - 1e-9
    assert calls == 1 or at_least_one(p, calls - 1) <= probability + 1e-9


def test_the_panel_estimates_from_the_own_calls_with_an_interval():
    shown = panel(
        "ordered", dials=500, successes=5, today_calls=99, confidence=Decimal("0.95"), window_days=30
    )
    assert shown.rate == 0.01
    assert [row.calls for row in shown.rows] == [69, 230, 299, 459]
    # Wilson for 5 of 500 at 95 %: 0.43 % … 2.32 %
    assert (round(shown.low, 4), round(shown.high, 4)) == (0.0043, 0.0232)
    assert shown.today_probability == pytest.approx(0.630, abs=0.0005)
    row = shown.rows[0]
    assert row.calls_at_high is not None
    assert row.calls_at_low is not None
    assert row.calls_at_high < 69 < row.calls_at_low


def test_no_success_yet_promises_nothing_but_the_upper_end():
    shown = panel(
        "ordered", dials=50, successes=0, today_calls=10, confidence=Decimal("0.95"), window_days=30
    )
    assert (shown.rate, shown.today_probability) == (0.0, 0.0)
    assert shown.rows[0].calls is None
    assert shown.rows[0].calls_at_high is not None


def test_no_calls_no_rate():
    shown = panel("ordered", dials=0, successes=0, today_calls=0, confidence=Decimal("0.95"), window_days=30)
    assert shown.rate is None
    assert shown.today_probability is None
    assert all(row.calls_at_low is None for row in shown.rows)


def test_impossible_probabilities_are_refused():
    with pytest.raises(ValueError, match="no probability"):
        at_least_one(1.2, 3)
    with pytest.raises(ValueError, match="no probability"):
        calls_for(0.1, 1.0)
