"""What is learned replaces what was assumed: durations, the answer rate, who will soon be free."""

from datetime import date

import numpy as np
import pytest

from callwright.flow.calls.decide.pacing.answer_rate import AnswerRate
from callwright.flow.calls.decide.pacing.forecast import agent_chances
from callwright.flow.calls.decide.pacing.tables import FLIGHT_TICKS, TICK_SECONDS, Tables
from callwright.rules.calling.values import pacing_parameters

GIVEN = pacing_parameters(date(2026, 11, 2))


def reached(tables: Tables) -> np.ndarray:
    return np.diff(tables.answer.reached(np.arange(FLIGHT_TICKS + 1) * TICK_SECONDS))


def followed(rates: list[float], *, dials_per_tick: int, seed: int) -> list[float]:
    """The believed rate after each tick in which so many dials were answered at once with the true rate."""
    random = np.random.default_rng(seed)
    coming = np.zeros(FLIGHT_TICKS)
    coming[0] = 1.0  # answered within the first half second
    belief, found = AnswerRate.around(0.2), []
    belief.advance(0.0, coming)
    for tick, rate in enumerate(rates):
        for _ in range(dials_per_tick):
            belief.learn_dialed(tick * TICK_SECONDS)
        for _ in range(random.binomial(dials_per_tick, rate)):
            belief.learn_answered()
        belief.advance((tick + 1) * TICK_SECONDS, coming)
        found.append(belief.mean)
    return found


@pytest.mark.parametrize("rate", [0.05, 0.2, 0.5])
def test_the_answer_rate_is_found_from_a_default_that_was_wrong(rate):
    found = followed([rate] * 400, dials_per_tick=4, seed=1)
    assert np.mean(found[200:]) == pytest.approx(rate, rel=0.1)


def test_a_doubled_answer_rate_is_believed_within_a_minute_of_a_busy_campaign():
    found = followed([0.2] * 600 + [0.4] * 120, dials_per_tick=3, seed=2)
    assert found[599] < 0.26
    assert found[-1] > 0.34


def test_calls_still_ringing_do_not_pull_the_answer_rate_down():
    belief = AnswerRate.around(0.2)
    chance = reached(Tables.default(GIVEN))
    belief.advance(0.0, chance)
    for _ in range(500):
        belief.learn_dialed(0.0)
    belief.advance(2.0, chance)
    assert belief.mean > 0.2  # nobody answers within two seconds, so nothing is known yet


def test_dials_before_a_long_silence_are_not_held_against_the_rate():
    belief = AnswerRate.around(0.2)
    chance = reached(Tables.default(GIVEN))
    belief.advance(0.0, chance)
    for _ in range(500):
        belief.learn_dialed(0.0)
    before = belief.mean
    belief.advance(8 * 3600.0, chance)
    assert belief.mean == pytest.approx(before, rel=0.1)


def test_scenarios_of_the_answer_rate_keep_its_mean():
    weights, multiples = AnswerRate.around(0.2).scenarios()
    assert weights.sum() == pytest.approx(1.0)
    assert weights @ multiples == pytest.approx(1.0)
    assert np.all(np.diff(multiples) > 0)


def test_learned_talks_replace_the_default():
    tables = Tables.default(GIVEN)
    for _ in range(2000):
        tables.talk.learn(30.0)
    middle = tables.talk.reached(np.array([25.0, 36.0]))
    assert middle[0] < 0.05
    assert middle[1] > 0.9


def test_an_agent_is_more_likely_free_the_longer_one_waits_and_sooner_when_interruptible():
    tables = Tables.default(GIVEN)
    chances = agent_chances(tables.talk, tables.wrap_up, np.array([4.0, 8.0, 16.0]), interrupt_after=5.0)
    for table in (chances.talking, chances.wrapping, chances.talking_deferrable, chances.wrapping_deferrable):
        assert np.all((table >= 0) & (table <= 1))
        assert np.all(np.diff(table, axis=1) >= -1e-9)
    assert np.all(chances.wrapping_deferrable >= chances.wrapping - 1e-9)
    assert np.all(chances.talking_deferrable >= chances.talking - 1e-9)
    assert chances.wrapping_deferrable[1, 0] == pytest.approx(1.0)


def test_the_chance_to_be_free_is_that_of_drawn_talks_and_wrap_ups():
    tables = Tables.default(GIVEN)
    random = np.random.default_rng(4)
    talks = GIVEN.talk_median * np.exp(GIVEN.talk_spread * random.normal(size=400_000))
    wrap_ups = GIVEN.wrap_up_median * np.exp(GIVEN.wrap_up_spread * random.normal(size=400_000))
    age, within = 62.0, 20.0
    still = talks > age
    drawn = np.mean((talks + wrap_ups)[still] <= age + within)
    chances = agent_chances(tables.talk, tables.wrap_up, np.array([within]), interrupt_after=5.0)
    assert chances.talking[15, 0] == pytest.approx(drawn, abs=0.01)
