"""The call machine: what an event does to an attempt, and what has to be done about it.

Pure. An event that comes twice, too late, or out of order changes nothing, because switches repeat themselves and
processes die between an event and its consequence. Effects are safe to repeat for the same reason.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from callwright.flow.calls.contracts.live import (
    WITH_CUSTOMER,
    AttemptState,
    EndedReason,
    LiveAttempt,
    Transfer,
)
from callwright.flow.calls.decide.hangup_causes import reason_unanswered

BEFORE_ANSWER = frozenset({AttemptState.PLANNED, AttemptState.DIALING, AttemptState.RINGING})


class Effect(StrEnum):
    """What has to be done on the switch or for the agent."""

    END_CUSTOMER = "end_customer"
    JOIN_AGENT = "join_agent"
    RECORD_ON = "record_on"
    WAIT_FOR_AGENT = "wait_for_agent"
    HOLD = "hold"
    RETRIEVE = "retrieve"
    MUTE = "mute"
    UNMUTE = "unmute"
    SAY_SORRY = "say_sorry"
    RING_PHONE = "ring_phone"
    AGENT_TALKS = "agent_talks"
    AGENT_HOLDS = "agent_holds"
    AGENT_RINGS = "agent_rings"
    AGENT_IS_DONE = "agent_is_done"
    SETTLE = "settle"


@dataclass(frozen=True, slots=True)
class CallEvent:
    """Something that happened to an attempt, aware UTC."""

    at: datetime


@dataclass(frozen=True, slots=True)
class OrderTaken(CallEvent):
    """The switch has taken the order to dial."""


@dataclass(frozen=True, slots=True)
class OrderRefused(CallEvent):
    """The switch did not take it: nothing was dialed."""


@dataclass(frozen=True, slots=True)
class Rang(CallEvent):
    """The customer's phone rings."""


@dataclass(frozen=True, slots=True)
class SoundBeforeAnswer(CallEvent):
    """The network sends sound before the answer: a ring-back, or an announcement such as 空号."""


@dataclass(frozen=True, slots=True)
class Answered(CallEvent):
    """The customer answered. `agent_there`: the agent of the attempt has a phone that is up."""

    agent_there: bool
    resume_until: datetime


@dataclass(frozen=True, slots=True)
class MachineHeard(CallEvent):
    """The detector's verdict: human, machine or unsure."""

    verdict: str


@dataclass(frozen=True, slots=True)
class AgentFound(CallEvent):
    """A free agent takes the waiting customer; `interrupts`: the agent was writing up the call before."""

    person_id: uuid.UUID
    interrupts: bool = False


@dataclass(frozen=True, slots=True)
class PatienceOver(CallEvent):
    """The customer has waited as long as the law allows and no agent is free."""


@dataclass(frozen=True, slots=True)
class CustomerLeft(CallEvent):
    """The customer's channel is gone."""

    cause: int
    sip_code: int


@dataclass(frozen=True, slots=True)
class CustomerMissing(CallEvent):
    """After an interruption the switch does not know the customer's channel any more."""


@dataclass(frozen=True, slots=True)
class AgentPhoneGone(CallEvent):
    """The agent's phone went away; the customer is kept until `resume_until`."""

    resume_until: datetime


@dataclass(frozen=True, slots=True)
class AgentPhoneBack(CallEvent):
    """The agent's phone is up again."""


@dataclass(frozen=True, slots=True)
class ResumeOver(CallEvent):
    """The agent did not come back in time."""


@dataclass(frozen=True, slots=True)
class HangUp(CallEvent):
    """Somebody of ours ends the attempt."""

    reason: EndedReason = EndedReason.AGENT_HUNG_UP


@dataclass(frozen=True, slots=True)
class HoldAsked(CallEvent):
    """The agent lets the customer wait, or takes the customer back."""

    on: bool


@dataclass(frozen=True, slots=True)
class MuteAsked(CallEvent):
    """The agent does not want to be heard, or wants to be again."""

    on: bool


@dataclass(frozen=True, slots=True)
class TransferChanged(CallEvent):
    """A hand-over begins, gets its channel, reaches somebody, or (None) is given up."""

    transfer: Transfer | None


@dataclass(frozen=True, slots=True)
class HandedOver(CallEvent):
    """The customer now talks to somebody else: a person of ours, or (None) an outside number."""

    person_id: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class Step:
    """The attempt after an event, and what has to be done; unchanged and nothing when the event says nothing new."""

    attempt: LiveAttempt
    effects: tuple[Effect, ...] = ()


def step(attempt: LiveAttempt, event: CallEvent) -> Step:
    """What the event does. Nothing changes an attempt that has ended."""
    handler = _HANDLERS.get(type(event))
    if handler is None or attempt.ended:
        return Step(attempt)
    return handler(attempt, event)


def _order_taken(attempt: LiveAttempt, event: CallEvent) -> Step:
    if attempt.state is not AttemptState.PLANNED:
        return Step(attempt)
    return Step(replace(attempt, state=AttemptState.DIALING, dialed_at=event.at))


def _order_refused(attempt: LiveAttempt, event: CallEvent) -> Step:
    if attempt.state not in BEFORE_ANSWER:
        return Step(attempt)
    return _end(attempt, event.at, EndedReason.NOT_DIALED)


def _rang(attempt: LiveAttempt, event: CallEvent) -> Step:
    if attempt.state not in BEFORE_ANSWER or attempt.state is AttemptState.RINGING:
        return Step(attempt)
    rung = replace(
        attempt,
        state=AttemptState.RINGING,
        dialed_at=attempt.dialed_at or event.at,
        ringing_at=event.at,
    )
    return Step(rung, (Effect.AGENT_RINGS,) if attempt.person_id else ())


def _sound_before_answer(attempt: LiveAttempt, event: CallEvent) -> Step:
    if attempt.state not in BEFORE_ANSWER:
        return Step(attempt)
    return Step(replace(attempt, early_media=True, dialed_at=attempt.dialed_at or event.at))


def _answered(attempt: LiveAttempt, event: CallEvent) -> Step:
    assert isinstance(event, Answered)
    if attempt.state not in BEFORE_ANSWER:
        return Step(attempt)
    reached = replace(
        attempt, dialed_at=attempt.dialed_at or event.at, answered_at=event.at, state=AttemptState.WAITING
    )
    if attempt.person_id is None:
        return Step(reached, (Effect.WAIT_FOR_AGENT,))
    if event.agent_there:
        return _talk(reached, event.at, attempt.person_id)
    lost = replace(reached, state=AttemptState.AGENT_LOST, resume_until=event.resume_until)
    return Step(lost, (Effect.WAIT_FOR_AGENT, Effect.RING_PHONE))


def _machine_heard(attempt: LiveAttempt, event: CallEvent) -> Step:
    assert isinstance(event, MachineHeard)
    judged = replace(attempt, machine=event.verdict)
    if event.verdict != "machine" or attempt.state is not AttemptState.WAITING:
        return Step(judged if judged != attempt else attempt)
    return _end(judged, event.at, EndedReason.MACHINE)


def _agent_found(attempt: LiveAttempt, event: CallEvent) -> Step:
    assert isinstance(event, AgentFound)
    if attempt.state is not AttemptState.WAITING:
        return Step(attempt)
    return _talk(replace(attempt, interrupts=event.interrupts), event.at, event.person_id)


def _patience_over(attempt: LiveAttempt, event: CallEvent) -> Step:
    if attempt.state is not AttemptState.WAITING:
        return Step(attempt)
    ended = _end(replace(attempt, abandoned=True), event.at, EndedReason.ABANDONED)
    return Step(ended.attempt, (Effect.SAY_SORRY, *ended.effects))


def _customer_left(attempt: LiveAttempt, event: CallEvent) -> Step:
    assert isinstance(event, CustomerLeft)
    known = replace(attempt, cause=event.cause, sip_code=event.sip_code)
    if attempt.answered_at is None:
        heard = attempt.ringing_at is not None or attempt.early_media
        reason = reason_unanswered(event.cause, event.sip_code, heard=heard)
        return _end(known, event.at, reason, gone=True)
    # Who is let go while waiting was abandoned, whether we hung up or the customer lost patience first.
    left_waiting = attempt.joined_at is None and attempt.person_id is None
    return _end(
        replace(known, abandoned=left_waiting),
        event.at,
        EndedReason.ABANDONED if left_waiting else EndedReason.CUSTOMER_LEFT,
        gone=True,
    )


def _customer_missing(attempt: LiveAttempt, event: CallEvent) -> Step:
    return _end(attempt, event.at, EndedReason.SIGHT_LOST, gone=True)


def _agent_phone_gone(attempt: LiveAttempt, event: CallEvent) -> Step:
    assert isinstance(event, AgentPhoneGone)
    if attempt.state not in {AttemptState.TALKING, AttemptState.HELD}:
        return Step(attempt)
    lost = replace(attempt, state=AttemptState.AGENT_LOST, resume_until=event.resume_until)
    return Step(lost, (Effect.WAIT_FOR_AGENT, Effect.RING_PHONE))


def _agent_phone_back(attempt: LiveAttempt, event: CallEvent) -> Step:
    if attempt.state is not AttemptState.AGENT_LOST or attempt.person_id is None:
        return Step(attempt)
    return _talk(attempt, event.at, attempt.person_id)


def _resume_over(attempt: LiveAttempt, event: CallEvent) -> Step:
    if attempt.state is not AttemptState.AGENT_LOST:
        return Step(attempt)
    return _end(attempt, event.at, EndedReason.AGENT_GONE)


def _hang_up(attempt: LiveAttempt, event: CallEvent) -> Step:
    assert isinstance(event, HangUp)
    if event.reason is EndedReason.BARRED and attempt.state not in BEFORE_ANSWER:
        return Step(attempt)  # who has answered meanwhile is told so by a person
    before = attempt.state in BEFORE_ANSWER and event.reason is EndedReason.AGENT_HUNG_UP
    return _end(attempt, event.at, EndedReason.CANCELLED if before else event.reason)


def _hold_asked(attempt: LiveAttempt, event: CallEvent) -> Step:
    assert isinstance(event, HoldAsked)
    if event.on and attempt.state is AttemptState.TALKING:
        return Step(replace(attempt, state=AttemptState.HELD), (Effect.HOLD, Effect.AGENT_HOLDS))
    if not event.on and attempt.state is AttemptState.HELD:
        return Step(replace(attempt, state=AttemptState.TALKING), (Effect.RETRIEVE, Effect.AGENT_TALKS))
    return Step(attempt)


def _mute_asked(attempt: LiveAttempt, event: CallEvent) -> Step:
    assert isinstance(event, MuteAsked)
    if attempt.muted is event.on or attempt.state not in {AttemptState.TALKING, AttemptState.HELD}:
        return Step(attempt)
    return Step(replace(attempt, muted=event.on), (Effect.MUTE if event.on else Effect.UNMUTE,))


def _transfer_changed(attempt: LiveAttempt, event: CallEvent) -> Step:
    assert isinstance(event, TransferChanged)
    if attempt.state not in {AttemptState.TALKING, AttemptState.HELD}:
        return Step(attempt)
    return Step(replace(attempt, transfer=event.transfer))


def _handed_over(attempt: LiveAttempt, event: CallEvent) -> Step:
    """The first agent is done; the receiver talks on. Credit is split as the hand-over said (product §4.1 b)."""
    assert isinstance(event, HandedOver)
    if attempt.transfer is None or attempt.state not in {AttemptState.TALKING, AttemptState.HELD}:
        return Step(attempt)
    moved = replace(
        attempt,
        state=AttemptState.TALKING,
        transfer=None,
        agent_left_at=event.at,
        closer_id=event.person_id,
        closer_share=attempt.transfer.share,
        muted=False,
    )
    return Step(moved, (Effect.AGENT_IS_DONE,))


def _talk(attempt: LiveAttempt, at: datetime, person_id: uuid.UUID) -> Step:
    talking = replace(
        attempt,
        state=AttemptState.TALKING,
        person_id=person_id,
        joined_at=attempt.joined_at or at,
        resume_until=None,
        muted=False,
    )
    again = (Effect.RECORD_ON,) if attempt.joined_at else ()
    return Step(talking, (Effect.JOIN_AGENT, *again, Effect.AGENT_TALKS))


def _end(attempt: LiveAttempt, at: datetime, reason: EndedReason, *, gone: bool = False) -> Step:
    """The end: times never run backwards, the customer is let go unless it is gone, the agent is done."""
    at = max([at, *(one for one in (attempt.answered_at, attempt.joined_at, attempt.dialed_at) if one)])
    was_talking = attempt.joined_at is not None and attempt.agent_left_at is None
    ended = replace(
        attempt,
        state=AttemptState.ENDED,
        ended_at=max(at, attempt.planned_at),
        ended_reason=str(reason),
        agent_left_at=at if was_talking else attempt.agent_left_at,
        resume_until=None,
        transfer=None,
        muted=False,
    )
    effects = () if gone else (Effect.END_CUSTOMER,)
    return Step(ended, (*effects, *((Effect.AGENT_IS_DONE,) if attempt.person_id else ()), Effect.SETTLE))


_HANDLERS: dict[type[CallEvent], Callable[[LiveAttempt, CallEvent], Step]] = {
    OrderTaken: _order_taken,
    OrderRefused: _order_refused,
    Rang: _rang,
    SoundBeforeAnswer: _sound_before_answer,
    Answered: _answered,
    MachineHeard: _machine_heard,
    AgentFound: _agent_found,
    PatienceOver: _patience_over,
    CustomerLeft: _customer_left,
    CustomerMissing: _customer_missing,
    AgentPhoneGone: _agent_phone_gone,
    AgentPhoneBack: _agent_phone_back,
    ResumeOver: _resume_over,
    HangUp: _hang_up,
    HoldAsked: _hold_asked,
    MuteAsked: _mute_asked,
    TransferChanged: _transfer_changed,
    HandedOver: _handed_over,
}

__all__ = ["WITH_CUSTOMER", "CallEvent", "Effect", "Step", "step"]
