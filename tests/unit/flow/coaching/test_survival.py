"""How long people stay: the curve against a published example, and against the usual mistake."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.flow.coaching.decide.survival import Stay, kaplan_meier, stay_of, survival

TODAY = dt.date(2026, 11, 20)
CONFIDENCE = Decimal("0.95")

# Freireich et al. 1963, 6-mercaptopurine: weeks of remission, "+" still going on; in every textbook.
REMISSION = [
    Stay(0, weeks, left)
    for weeks, left in (
        [(6, True)] * 3
        + [(6, False), (7, True), (9, False), (10, True), (10, False), (11, False), (13, True), (16, True)]
        + [(17, False), (19, False), (20, False), (22, True), (23, True), (25, False), (32, False)]
        + [(32, False), (34, False), (35, False)]
    )
]


def test_the_curve_is_that_of_the_textbook():
    points = kaplan_meier(REMISSION, CONFIDENCE)
    assert [(one.day, one.at_risk, round(one.share, 3)) for one in points] == [
        (6, 21, 0.857),
        (7, 17, 0.807),
        (10, 15, 0.753),
        (13, 12, 0.690),
        (16, 11, 0.627),
        (22, 7, 0.538),
        (23, 6, 0.448),
    ]
    # log(−log) interval of R's survfit(conf.type = "log-log") at 6 weeks
    assert (round(points[0].low, 3), round(points[0].high, 3)) == (0.620, 0.952)


def test_who_was_hired_before_leavers_were_recorded_is_at_risk_from_then_on_only():
    stays = [Stay(0, 5, True), Stay(0, 50, False), Stay(40, 60, True), Stay(40, 70, False)]
    points = {one.day: one for one in kaplan_meier(stays, CONFIDENCE)}
    assert points[5].at_risk == 2  # not 4: two of them could not have been seen leaving on day 5
    assert points[60].at_risk == 2
    assert points[60].share == pytest.approx(0.5 * 0.5)


def test_the_usual_division_makes_staying_look_better_than_it_is():
    """As in the Danish firm of the field survey: 45.4 % shown as gone within 60 days, 49.6 % when counted rightly."""
    full = [Stay(0, 30, True)] * 57 + [Stay(0, 200, False)] * 43
    fresh = [Stay(0, 20, False)] * 40  # hired twenty days ago: nobody knows yet
    found = survival("all", full + fresh, CONFIDENCE, minimum_at_risk=5)
    at_60 = next(one for one in found.at if one.days == 60)
    assert at_60.share == pytest.approx(0.43)
    assert at_60.naive == pytest.approx(1 - 57 / 140)
    assert at_60.low is not None
    assert at_60.high is not None
    assert at_60.low < 0.43 < at_60.high


def test_days_that_too_few_people_have_come_to_say_nothing():
    stays = [Stay(0, 10, True)] * 3 + [Stay(0, 40, False)] * 6 + [Stay(0, 100, False)] * 2
    found = survival("2026-Q3", stays, CONFIDENCE, minimum_at_risk=5)
    shares = {one.days: one.share for one in found.at}
    assert shares[30] == pytest.approx(8 / 11)
    assert shares[60] is None
    assert found.people == 11


@pytest.mark.parametrize(
    ("hired", "left", "observed", "stay"),
    [
        (dt.date(2026, 11, 1), None, dt.date(2026, 1, 1), Stay(0, 20, False)),
        (dt.date(2026, 11, 1), dt.date(2026, 11, 7), dt.date(2026, 1, 1), Stay(0, 7, True)),
        (dt.date(2025, 12, 22), None, dt.date(2026, 1, 1), Stay(10, 334, False)),
        (dt.date(2025, 11, 1), dt.date(2025, 12, 1), dt.date(2026, 1, 1), None),  # ended unseen
        (
            dt.date(2026, 11, 1),
            dt.date(2026, 12, 31),
            dt.date(2026, 1, 1),
            Stay(0, 20, False),
        ),  # leaves later
        (dt.date(2026, 12, 1), None, dt.date(2026, 1, 1), None),  # not here yet
    ],
)
def test_a_stay_counts_as_far_as_it_was_observed(hired, left, observed, stay):
    assert stay_of(hired, left, observed_from=observed, today=TODAY) == stay


@given(
    st.lists(
        st.tuples(st.integers(0, 50), st.integers(1, 100), st.booleans()).map(
            lambda one: Stay(one[0], one[0] + one[1], one[2])
        ),
        max_size=40,
    )
)
def test_the_curve_never_rises_and_stays_inside_its_interval(stays: list[Stay]):
    points = kaplan_meier(stays, CONFIDENCE)
    shares = [1.0, *(one.share for one in points)]
    assert all(before >= after for before, after in pairwise(shares))
    assert all(0 <= one.low <= one.share + 1e-12 and one.share - 1e-12 <= one.high <= 1 for one in points)
