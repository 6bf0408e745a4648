"""The call machine keeps its promises whatever comes, in whatever order, however often."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.flow.calls.contracts import AttemptState, Direction, EndedReason, LiveAttempt, Transfer
from callwright.flow.calls.decide.call_machine import (
    AgentFound,
    AgentPhoneBack,
    AgentPhoneGone,
    Answered,
    CallEvent,
    CustomerLeft,
    CustomerMissing,
    Effect,
    HandedOver,
    HangUp,
    HoldAsked,
    MachineHeard,
    MuteAsked,
    OrderRefused,
    OrderTaken,
    PatienceOver,
    Rang,
    ResumeOver,
    SoundBeforeAnswer,
    TransferChanged,
    step,
)
from callwright.registers.campaigns.contracts import DialingMode

START = datetime(2026, 11, 23, 2, tzinfo=UTC)
AGENT, COLLEAGUE = uuid.UUID(int=1), uuid.UUID(int=2)


def planned(person_id: uuid.UUID | None = AGENT) -> LiveAttempt:
    return LiveAttempt(
        id=uuid.UUID(int=9),
        node="n",
        state=AttemptState.PLANNED,
        mode=DialingMode.PREVIEW if person_id else DialingMode.PREDICTIVE,
        direction=Direction.OUTBOUND,
        campaign_code="C1",
        e164="+8613800000000",
        trunk="t",
        caller_number="",
        planned_at=START,
        person_id=person_id,
    )


def after(attempt: LiveAttempt, *events: CallEvent) -> LiveAttempt:
    for event in events:
        attempt = step(attempt, event).attempt
    return attempt


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def answered(seconds: float, *, there: bool = True) -> Answered:
    return Answered(at(seconds), agent_there=there, resume_until=at(seconds + 40))


def test_a_call_goes_from_plan_to_talk_to_end():
    talking = after(planned(), OrderTaken(at(0)), Rang(at(1)), answered(5))
    assert talking.state is AttemptState.TALKING
    assert talking.joined_at == at(5)
    ended = step(talking, CustomerLeft(at(60), 16, 0))
    assert ended.attempt.ended_reason == EndedReason.CUSTOMER_LEFT
    assert ended.attempt.agent_left_at == at(60)
    assert Effect.END_CUSTOMER not in ended.effects, "who is gone needs no hanging up"
    assert ended.effects[-1] is Effect.SETTLE


def test_a_phone_that_goes_away_never_ends_the_customers_call():
    lost = step(after(planned(), answered(5)), AgentPhoneGone(at(20), resume_until=at(60)))
    assert lost.attempt.state is AttemptState.AGENT_LOST
    assert Effect.END_CUSTOMER not in lost.effects
    back = step(lost.attempt, AgentPhoneBack(at(24)))
    assert back.attempt.state is AttemptState.TALKING
    assert back.attempt.joined_at == at(5)
    assert Effect.JOIN_AGENT in back.effects
    assert Effect.RECORD_ON in back.effects, "another leg is joined: the recording must go on"


def test_who_does_not_come_back_loses_the_customer_after_the_wait():
    lost = after(planned(), answered(5), AgentPhoneGone(at(20), resume_until=at(60)))
    over = step(lost, ResumeOver(at(60)))
    assert over.attempt.ended_reason == EndedReason.AGENT_GONE
    assert Effect.END_CUSTOMER in over.effects


def test_a_customer_nobody_came_to_was_abandoned_whoever_hung_up():
    waiting = after(planned(None), OrderTaken(at(0)), answered(5, there=False))
    assert waiting.state is AttemptState.WAITING
    for event in (PatienceOver(at(7)), CustomerLeft(at(6), 16, 0)):
        ended = step(waiting, event).attempt
        assert ended.abandoned
        assert ended.ended_reason == EndedReason.ABANDONED


def test_a_machine_is_not_abandoned():
    ended = after(planned(None), answered(5, there=False), MachineHeard(at(7), "machine"))
    assert ended.ended_reason == EndedReason.MACHINE
    assert not ended.abandoned


@pytest.mark.parametrize(
    ("cause", "sip", "reason"),
    [
        (17, 486, EndedReason.BUSY),
        (1, 404, EndedReason.INVALID_NUMBER),
        (1, 604, EndedReason.INVALID_NUMBER),
        (34, 503, EndedReason.NETWORK),
        (19, 480, EndedReason.NO_ANSWER),
        (20, 480, EndedReason.SWITCHED_OFF),
        (21, 603, EndedReason.DECLINED),
        (0, 0, EndedReason.NO_ANSWER),
        (38, 0, EndedReason.NETWORK),
    ],
)
def test_what_the_network_says_becomes_a_reason(cause: int, sip: int, reason: EndedReason):
    ended = after(planned(), OrderTaken(at(0)), Rang(at(2)), CustomerLeft(at(9), cause, sip))
    assert ended.ended_reason == reason


@pytest.mark.parametrize(("cause", "sip"), [(19, 480), (0, 0), (18, 408), (16, 487)])
def test_where_nothing_came_from_the_far_end_no_phone_rang_in_vain(cause: int, sip: int):
    gone = CustomerLeft(at(30), cause, sip)
    assert after(planned(), OrderTaken(at(0)), gone).ended_reason == EndedReason.NETWORK
    sound = SoundBeforeAnswer(at(1))
    assert after(planned(), OrderTaken(at(0)), sound, gone).ended_reason == EndedReason.NO_ANSWER


def test_hanging_up_before_the_answer_is_a_cancelled_dial():
    assert after(planned(), Rang(at(1)), HangUp(at(2))).ended_reason == EndedReason.CANCELLED


def test_a_refusal_ends_a_ring_and_no_talk():
    barred = HangUp(at(3), EndedReason.BARRED)
    ended = step(after(planned(), Rang(at(1))), barred)
    assert ended.attempt.ended_reason == EndedReason.BARRED
    assert Effect.END_CUSTOMER in ended.effects
    talking = after(planned(), answered(2))
    assert step(talking, barred).attempt == talking


def test_after_a_hand_over_the_colleague_talks_and_the_first_agent_is_done():
    moving = after(planned(), answered(5), TransferChanged(at(9), Transfer("blind", COLLEAGUE, "")))
    done = step(moving, HandedOver(at(10), COLLEAGUE))
    assert done.attempt.agent_id == COLLEAGUE
    assert done.attempt.person_id == AGENT
    assert Effect.AGENT_IS_DONE in done.effects
    assert after(done.attempt, CustomerLeft(at(50), 16, 0)).agent_left_at == at(10)


moments = st.floats(min_value=0, max_value=100).map(at)
events = st.one_of(
    st.builds(OrderTaken, moments),
    st.builds(OrderRefused, moments),
    st.builds(Rang, moments),
    st.builds(SoundBeforeAnswer, moments),
    st.builds(Answered, moments, agent_there=st.booleans(), resume_until=moments),
    st.builds(MachineHeard, moments, st.sampled_from(["human", "machine", "unsure"])),
    st.builds(AgentFound, moments, st.sampled_from([AGENT, COLLEAGUE]), st.booleans()),
    st.builds(PatienceOver, moments),
    st.builds(
        CustomerLeft, moments, st.sampled_from([0, 1, 16, 17, 19, 34]), st.sampled_from([0, 404, 486, 503])
    ),
    st.builds(CustomerMissing, moments),
    st.builds(AgentPhoneGone, moments, resume_until=moments),
    st.builds(AgentPhoneBack, moments),
    st.builds(ResumeOver, moments),
    st.builds(HangUp, moments),
    st.builds(HoldAsked, moments, on=st.booleans()),
    st.builds(MuteAsked, moments, on=st.booleans()),
    st.builds(TransferChanged, moments, st.sampled_from([None, Transfer("warm", COLLEAGUE, "")])),
    st.builds(HandedOver, moments, st.just(COLLEAGUE)),
)


@given(st.sampled_from([None, AGENT]), st.lists(events, max_size=30))
def test_whatever_comes_the_attempt_stays_whole(person_id: uuid.UUID | None, happened: list[CallEvent]):
    attempt = planned(person_id)
    for event in happened:
        before, done = attempt, step(attempt, event)
        attempt = done.attempt
        if before.ended:
            assert attempt == before, "what has ended never changes"
            assert done.effects == ()
        assert attempt.ended == (attempt.ended_at is not None)
        assert before.answered_at in {None, attempt.answered_at}, "an answer is never rewritten"
        assert not attempt.abandoned or attempt.answered_at is not None
        if attempt.state in {AttemptState.TALKING, AttemptState.HELD}:
            assert attempt.agent_id is not None
        if attempt.ended and not before.ended:
            assert done.effects.count(Effect.SETTLE) == 1
            assert attempt.ended_at is not None
            assert attempt.ended_at >= max(one for one in (attempt.planned_at, attempt.joined_at) if one)
            gone = isinstance(event, CustomerLeft | CustomerMissing)
            assert (Effect.END_CUSTOMER in done.effects) is not gone, (
                "a customer is never left alone on the line"
            )


@given(st.lists(events, max_size=20), events)
def test_the_same_event_twice_is_the_event_once(happened: list[CallEvent], event: CallEvent):
    attempt = after(planned(None), *happened)
    once = after(attempt, event)
    assert replace(after(once, event), transfer=None) == replace(once, transfer=None)
