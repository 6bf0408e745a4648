"""How much risk is accepted: less with less room, no surprise without any, and large teams are counted in clumps."""

from decimal import Decimal

import numpy as np
import pytest
from bench.pacing.floor import Floor
from bench.pacing.ours import Ours
from bench.pacing.world import World
from hypothesis import given, settings
from hypothesis import strategies as st

from callwright.flow.calls.decide.pacing.answer_rate import AnswerRate
from callwright.flow.calls.decide.pacing.risk import Odds, surprise
from callwright.flow.calls.decide.pacing.tables import FLIGHT_TICKS
from callwright.flow.calls.decide.pacing.threshold import Threshold, clump, trust

TEAMS = st.integers(1, 1000)
ROOMS = st.floats(0, 500)


@given(TEAMS, ROOMS, st.floats(0, 50))
def test_more_room_never_means_less_risk(team, room, more):
    threshold = Threshold.careful(0.03)
    less, greater = threshold.limits(room, team), threshold.limits(room + more, team)
    assert 0 < less.risk <= greater.risk < 1
    assert 0 <= less.surprise <= greater.surprise
    assert 0 < trust(room, team) <= trust(room + more, team) <= 1


@given(TEAMS)
def test_without_room_no_surprise_is_allowed_and_nothing_is_learned(team):
    threshold = Threshold.careful(0.03)
    begun = threshold.level
    assert threshold.limits(0.0, team).surprise == 0
    threshold.learn(0.5, team)
    assert threshold.level == begun


def test_a_call_of_room_counts_less_in_a_large_team():
    def steps(team: int) -> float:
        threshold = Threshold.careful(0.03)
        room = 1.0 + 5.0 * clump(team)
        return threshold.limits(room + 1.0, team).risk / threshold.limits(room, team).risk

    assert clump(300) == pytest.approx(5.0)
    assert steps(5) > steps(100) > steps(300) > 1


def test_the_level_settles_down_when_too_much_is_abandoned_and_up_when_too_little():
    threshold = Threshold.careful(0.03)
    begun = threshold.level
    for _ in range(500):
        threshold.learn(1.0, 20)
    assert threshold.level < begun
    for _ in range(2000):
        threshold.learn(100.0, 20)
    assert threshold.level > begun


@settings(max_examples=40)
@given(st.integers(-3, 6), st.lists(st.floats(0, 1), max_size=5), st.floats(1, 4))
def test_a_surprise_grows_with_every_call_and_with_how_high_the_rate_may_be(ready, agents, highest):
    chances = np.array(agents, dtype=float).reshape(-1, 1)

    def found(highest: float, calls: int) -> float:
        answers, one = np.full((4, 1), 0.2), np.ones(1)
        return surprise(Odds(ready, chances, answers, np.array([0.3]), one, one, highest))(calls)

    assert np.all(np.diff([found(highest, calls) for calls in range(6)]) >= -1e-9)
    assert found(highest, 2) >= found(1.0, 2) - 1e-9
    assert found(highest, 2) >= (0.8 + 0.6) * highest - ready - chances.sum() - 1e-9


@given(st.floats(0.05, 0.6))
def test_after_a_night_the_rate_may_be_much_higher_and_after_some_minutes_hardly(rate):
    belief, coming = AnswerRate.around(rate), np.zeros(FLIGHT_TICKS)
    coming[0] = 1.0
    for tick in range(400):
        for _ in range(5):
            belief.learn_dialed(tick / 2)
        for _ in range(round(5 * rate * (tick + 1)) - round(5 * rate * tick)):
            belief.learn_answered()
        belief.advance((tick + 1) / 2, coming)
    evening = belief.highest
    belief.advance(16 * 3600.0, coming)
    assert 1.0 < evening < 1.6 < belief.highest or rate > 0.4


def test_the_first_minutes_of_a_large_team_never_break_the_budget():
    """All of 300 agents free at once, nothing known: calls on their way must not spend what is not there yet."""

    class Watched(Ours):
        least = 0.0

        def launch(self, moment: float, floor: Floor) -> int:
            found = floor.figures
            self.least = min(self.least, 0.03 * found.answered - found.abandoned)
            return super().launch(moment, floor)

    ours = Watched(Decimal("0.03"))
    found = Floor(World(300, seconds=360.0), 123).run(ours)
    assert ours.least >= 0
    assert found.ratio > 0.8
