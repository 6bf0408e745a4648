"""What the pacer never does, whatever the situation: too many calls, dialing without a switch, forgetting."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callwright.flow.calls.decide.pacing.budget import Budget, checked_budget
from callwright.flow.calls.decide.pacing.decision import PacingMode
from callwright.flow.calls.decide.pacing.pacer import Pacer
from callwright.flow.calls.decide.pacing.situation import AgentNow, AgentState, Situation
from callwright.rules.calling.values import pacing_parameters

NOW = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
TODAY = NOW.date()
GIVEN = pacing_parameters(TODAY)
THREE_PERCENT = Budget(campaign=0.03, window_days=30, day=None, seconds=2.0)
BUSY = settings(max_examples=25)


def experienced(ledger: tuple[int, int] = (2000, 20), mode: PacingMode = PacingMode.PREDICTIVE) -> Pacer:
    """A pacer that has learned enough to launch ahead, with (answered, abandoned) today."""
    pacer = Pacer.fresh(mode=mode, budget=THREE_PERCENT, parameters=GIVEN)
    for seconds in range(60):
        pacer.learn_unanswered(3.0 + seconds % 25)
    pacer.set_ledger({TODAY: ledger})
    return pacer


def ages(most: int, oldest: float) -> st.SearchStrategy[np.ndarray]:
    return st.lists(st.floats(0, oldest), max_size=most).map(np.array)


@st.composite
def situations(draw) -> Situation:
    busy = {
        name: draw(ages(12, 400.0))
        for name in ("talking", "talking_deferrable", "wrapping", "wrapping_deferrable")
    }
    ready = draw(st.integers(0, 30))
    return Situation(
        at=NOW,
        day=TODAY,
        team=ready + sum(map(len, busy.values())),
        ready=ready,
        waiting=draw(st.integers(0, 3)),
        lines_free=draw(st.integers(0, 60)),
        calls_per_second=draw(st.sampled_from([0.0, 1.0, 5.0])),
        dialing=draw(ages(60, 40.0)),
        **busy,
    )


def one_per_agent(now: Situation) -> int:
    """What may be launched without any risk of abandoning."""
    return max(now.ready - now.waiting - len(now.dialing), 0)


@BUSY
@given(situations())
def test_never_more_calls_than_lines_or_their_speed_take(now):
    launch = experienced().decide(now).launch
    assert 0 <= launch <= now.lines_free
    assert not now.calls_per_second or launch <= now.calls_per_second


@BUSY
@given(situations(), st.integers(0, 3000))
def test_a_spent_budget_leaves_one_call_per_free_agent(now, answered):
    pacer = experienced((answered, int(0.03 * answered)))
    decision = pacer.decide(now)
    assert decision.launch <= one_per_agent(now)
    assert decision.mode is not PacingMode.PREDICTIVE


@BUSY
@given(situations())
def test_without_the_switch_nothing_is_dialed(now):
    lost = Situation(**{name: getattr(now, name) for name in now.__slots__} | {"switch_up": False})
    assert experienced().decide(lost).launch == 0


@BUSY
@given(situations(), st.integers(1, 10), st.sampled_from([(2000, 20), (2000, 57), (100, 0)]))
def test_agents_who_come_back_never_mean_fewer_calls(now, more, ledger):
    """The same team and calls, no limit of lines; also across the change of counting at 22 agents."""
    facts = {name: getattr(now, name) for name in now.__slots__}
    facts |= {"lines_free": 5000, "calls_per_second": 0.0, "team": now.team + more}
    away = experienced(ledger).decide(Situation(**facts)).launch
    back = experienced(ledger).decide(Situation(**facts | {"ready": now.ready + more})).launch
    assert back >= away


@BUSY
@given(situations())
def test_progressive_campaigns_launch_exactly_one_per_free_agent(now):
    decision = experienced(mode=PacingMode.PROGRESSIVE).decide(now)
    if not now.calls_per_second:
        assert decision.launch == min(one_per_agent(now), now.lines_free)


@settings(max_examples=8)
@given(st.lists(situations(), min_size=2, max_size=5), st.integers(0, 4))
def test_a_restored_pacer_decides_like_the_one_that_was_kept(moments, answers):
    pacer = experienced()
    pacer.decide(moments[0])
    for number in range(answers):
        pacer.learn_dialed(NOW)
        pacer.learn_answered(TODAY, 5.0 + number)
        pacer.learn_talk(30.0 * number)
        pacer.learn_wrap_up(7.0)
    restored = Pacer.from_json(
        pacer.to_json(), mode=PacingMode.PREDICTIVE, budget=THREE_PERCENT, parameters=GIVEN
    )
    for number, moment in enumerate(moments):
        facts = {name: getattr(moment, name) for name in moment.__slots__}
        later = Situation(**facts | {"at": NOW + timedelta(seconds=number / 2)})
        assert restored.decide(later) == pacer.decide(later)


@pytest.mark.parametrize(
    ("team", "budget", "code"),
    [
        (3, THREE_PERCENT, "tiny_team"),
        (30, checked_budget("uk", None, on=TODAY), "one_per_agent"),
        (0, THREE_PERCENT, "nobody_signed_in"),
    ],
)
def test_reasons_to_be_careful_are_named(team, budget, code):
    pacer = Pacer.fresh(mode=PacingMode.PREDICTIVE, budget=budget, parameters=GIVEN)
    now = Situation(at=NOW, day=TODAY, team=team, ready=team, waiting=0, lines_free=100)
    decision = pacer.decide(now)
    assert (decision.code, decision.launch) == (code, team)
    assert decision.because.zh != decision.because.en


def test_before_anything_is_known_one_call_per_free_agent():
    pacer = Pacer.fresh(mode=PacingMode.PREDICTIVE, budget=THREE_PERCENT, parameters=GIVEN)
    decision = pacer.decide(Situation(at=NOW, day=TODAY, team=9, ready=9, waiting=1, lines_free=100))
    assert (decision.code, decision.launch) == ("little_known", 8)


def test_the_stricter_of_month_and_day_wins():
    strict = checked_budget("us", Decimal("0.03"), on=TODAY, strict_day=True)
    facts = {"at": NOW, "day": TODAY, "team": 9, "ready": 2, "waiting": 0, "lines_free": 100}
    pacers = {}
    for budget in (THREE_PERCENT, strict):
        pacers[budget] = Pacer.fresh(mode=PacingMode.PREDICTIVE, budget=budget, parameters=GIVEN)
        for seconds in range(60):
            pacers[budget].learn_unanswered(3.0 + seconds % 25)
        pacers[budget].set_ledger({TODAY - timedelta(days=1): (5000, 0), TODAY: (100, 3)})
    assert pacers[THREE_PERCENT].decide(Situation(**facts)).mode is PacingMode.PREDICTIVE
    assert pacers[strict].decide(Situation(**facts)).code == "budget_spent"


def test_days_older_than_the_window_are_forgotten():
    pacer = experienced()
    pacer.set_ledger({TODAY - timedelta(days=30): (1000, 1000), TODAY: (1000, 0)})
    now = Situation(at=NOW, day=TODAY, team=9, ready=9, waiting=0, lines_free=100)
    assert pacer.decide(now).predicted.windows[0].abandoned == 0


def test_a_situation_from_single_agents_leaves_out_those_who_are_leaving():
    found = Situation.of(
        [
            AgentNow(AgentState.READY, 3.0),
            AgentNow(AgentState.READY, 3.0, leaving=True),
            AgentNow(AgentState.TALKING, 60.0, deferrable=True),
            AgentNow(AgentState.WRAP_UP, 4.0),
            AgentNow(AgentState.AWAY, 600.0),
        ],
        [1.0, 2.0],
        at=NOW,
        day=TODAY,
        waiting=0,
        lines_free=10,
    )
    assert (found.team, found.ready, len(found.dialing)) == (5, 1, 2)
    assert found.talking_deferrable.tolist() == [60.0]
    assert found.wrapping.tolist() == [4.0]
