"""Proof of change, signs of burning out, what is expected of newcomers, and parts of a call to hear."""

from __future__ import annotations

import datetime as dt
import io
import random
import wave
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from callwright.flow.coaching.contracts.growing import ProofVerdict
from callwright.flow.coaching.decide.excerpt import excerpt
from callwright.flow.coaching.decide.guard import longest_run, signs
from callwright.flow.coaching.decide.proof import proof, sample_of, t_quantile
from callwright.flow.coaching.decide.weeks import expected_of, weeks, weeks_from
from callwright.rules.coaching.growing import growing_parameters

TODAY = dt.date(2026, 11, 20)
RULES = growing_parameters(TODAY)
CONFIDENCE = Decimal("0.95")


def prove(before: list[float], after: list[float], wanted: str = "lower", minimum: int = 10):
    return proof(
        sample_of(before, TODAY, TODAY),
        sample_of(after, TODAY, TODAY),
        wanted=wanted,
        confidence=CONFIDENCE,
        minimum_calls=minimum,
    )


@pytest.mark.parametrize(("freedom", "value"), [(5, 2.5706), (10, 2.2281), (30, 2.0423), (1000, 1.9623)])
def test_the_quantile_of_t_is_that_of_the_tables(freedom: float, value: float):
    assert t_quantile(0.975, freedom) == pytest.approx(value, abs=0.01)


def test_the_interval_of_a_change_is_welchs():
    first = [27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4]
    second = [27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 30.5, 24.3]
    found = prove(first, second, wanted="higher")
    # scipy.stats.ttest_ind(second, first, equal_var=False).confidence_interval(0.95), scipy 1.16
    assert found.low == pytest.approx(0.7927, abs=0.002)
    assert found.high == pytest.approx(4.8607, abs=0.002)
    assert found.verdict is ProofVerdict.CHANGED


def test_a_change_is_only_what_chance_does_not_explain():
    assert prove([3.0] * 9, [1.0] * 20).verdict is ProofVerdict.TOO_FEW
    assert prove([3.0] * 10, [1.0] * 10).verdict is ProofVerdict.CHANGED
    assert prove([1.0] * 10, [3.0] * 10).verdict is ProofVerdict.WORSE
    assert prove([1.0] * 10, [3.0] * 10, wanted="higher").verdict is ProofVerdict.CHANGED
    assert prove([0.0, 4.0] * 8, [0.0, 3.8] * 8).verdict is ProofVerdict.NOT_SHOWN
    assert prove([2.0] * 10, [2.0] * 10).verdict is ProofVerdict.NOT_SHOWN


def test_nothing_that_did_not_change_is_called_a_change_more_than_one_time_in_twenty():
    chance = random.Random(20261120)
    wrong = 0
    for _ in range(600):
        calls = [[chance.gauss(0.6, 0.1) for _ in range(12)] for _ in range(2)]
        wrong += prove(calls[0], calls[1]).verdict in {ProofVerdict.CHANGED, ProofVerdict.WORSE}
    assert wrong / 600 < 0.08  # 5 % and three standard deviations


def workdays(values: list[float]) -> dict[dt.date, float]:
    """The newest first, on the days before today."""
    return {TODAY - dt.timedelta(days=place + 1): value for place, value in enumerate(values)}


def seen(**facts: Any) -> set[str]:
    calm: dict[str, Any] = {"refused_today": [], "abused_on": [], "utilisation": {}, "moods": {}}
    return {one.code for one in signs(**(calm | facts), today=TODAY, rules=RULES)}


def test_each_sign_is_seen_at_its_limit_and_not_before():
    assert longest_run([True] * 3 + [False] + [True] * 2) == 3
    assert seen() == set()
    assert seen(refused_today=[True] * 14 + [False] + [True] * 14) == set()
    assert seen(refused_today=[False] + [True] * 15) == {"refusal_run"}
    assert seen(abused_on=[TODAY - dt.timedelta(days=2)]) == {"abuse"}
    assert seen(abused_on=[TODAY - dt.timedelta(days=3)]) == set()
    assert seen(utilisation=workdays([0.30] * 5 + [0.40] * 15)) == {"talk_fall"}
    assert seen(utilisation=workdays([0.31] * 5 + [0.40] * 15)) == set()
    assert seen(utilisation=workdays([0.10] * 5 + [0.40] * 4)) == set()  # too few days to compare with
    assert seen(moods={TODAY: 2, TODAY - dt.timedelta(days=1): 2}) == {"low_mood"}
    assert seen(moods={TODAY: 1, TODAY - dt.timedelta(days=1): 4}) == set()


def test_a_newcomer_is_first_expected_to_work_and_only_later_to_succeed():
    goals = {"dials": Decimal(80), "effective": Decimal(30), "utilisation": Decimal("0.6")}
    ramp = RULES.ramp
    assert expected_of("dials", 1, goals, ramp) == Decimal(32)
    assert expected_of("dials", 6, goals, ramp) == Decimal(80)
    assert [expected_of("effective", week, goals, ramp) for week in (1, 2, 3)] == [None, None, None]
    assert expected_of("effective", 4, goals, ramp) == Decimal(9)
    assert expected_of("effective", 12, goals, ramp) == Decimal(30)
    rising = [expected_of("effective", week, goals, ramp) for week in range(4, 13)]
    assert rising == sorted(rising)
    assert expected_of("interested", 6, goals, ramp) is None  # the company named no goal


def test_a_week_is_compared_with_the_week_before():
    hired = TODAY - dt.timedelta(days=8)
    spans = list(weeks_from(hired, TODAY, 12))
    assert [(number, first) for number, first, _ in spans] == [(1, hired), (2, hired + dt.timedelta(days=7))]
    found = weeks(spans, {1: {"dials": 40.0}, 2: {"dials": 50.0}}, {1: 5, 2: 2}, goals={}, ramp=RULES.ramp)
    dials = [figure for week in found for figure in week.figures if figure.name == "dials"]
    assert [(one.value, one.change) for one in dials] == [(40.0, None), (50.0, 0.25)]
    assert [week.days for week in found] == [5, 2]


def test_a_part_of_a_call_has_the_right_length_and_covers_what_may_not_be_heard():
    rate = 8000
    voice = np.full(rate * 10, 0.5, np.float32)
    part = excerpt([voice, -voice], rate, start=2.0, end=5.0, covered=[(3.0, 4.0), (9.0, 9.5)])
    with wave.open(io.BytesIO(part)) as file:
        assert (file.getnchannels(), file.getframerate(), file.getnframes()) == (2, rate, 3 * rate)
        heard = np.frombuffer(file.readframes(3 * rate), "<i2").reshape(-1, 2)
    assert set(heard[:rate, 0]) == {16_383}
    covered = heard[rate : 2 * rate]
    assert abs(covered).max() < 0.2 * 32_767  # the voice is not in it
    assert (covered[:, 0] == covered[:, 1]).all()
    assert (heard[2 * rate :, 0] > 16_000).all()
