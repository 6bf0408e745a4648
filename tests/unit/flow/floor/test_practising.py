"""While somebody practises, what they choose waits; READY too, because the rule afterwards is to stay in training."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from callwright.flow.floor.contracts import PRACTICE, CurrentState, State, reason_name
from callwright.flow.floor.decide.live import Wanted, change, wish

NINE = datetime(2026, 11, 20, 1, tzinfo=UTC)
READY = CurrentState(uuid.UUID(int=1), State.READY, NINE, campaign="C1", version=1)


def practising() -> CurrentState:
    wanted = Wanted(State.TRAINING, NINE + timedelta(minutes=1), PRACTICE, "dialer", "call")
    return change(READY, wanted)[0]


def test_training_that_belongs_to_a_call_is_practising():
    now = practising()
    assert (now.practising, now.on_call, now.campaign) == (True, True, "C1")
    assert not replace(now, source_id="").practising
    assert not replace(READY, source_id="call").practising
    assert reason_name(PRACTICE).zh == "练习通话"


def test_ready_is_a_wish_while_one_practises_and_the_rule_after_a_call():
    assert wish(practising(), State.READY, "").next_state is State.READY
    assert wish(practising(), State.BREAK, "rest").next_state is State.BREAK
    talking = replace(READY, state=State.TALKING)
    assert wish(talking, State.READY, "").next_state is None


def test_what_was_before_becomes_past_and_the_training_after_it_is_another_piece():
    now = practising()
    after, past = change(now, Wanted(State.TRAINING, now.since + timedelta(minutes=2), PRACTICE))
    assert (after.practising, after.since) == (False, now.since + timedelta(minutes=2))
    assert past is not None
    assert (past.state, past.reason, past.source_id) == (State.TRAINING, PRACTICE, "call")
