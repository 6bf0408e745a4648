"""From an event to its consequences: one transaction, then the effects on the switch."""

from __future__ import annotations

import uuid

from callwright.flow.calls import service
from callwright.flow.calls.decide.call_machine import (
    AgentPhoneBack,
    AgentPhoneGone,
    Answered,
    CallEvent,
    CustomerLeft,
    MachineHeard,
    Rang,
    SoundBeforeAnswer,
    Step,
)
from callwright.flow.calls.phone import legs, trunk_health
from callwright.flow.calls.phone.effects import carry_out
from callwright.flow.calls.phone.node import Node
from callwright.flow.calls.ports import (
    ChannelAnswered,
    ChannelEnded,
    ChannelEvent,
    ChannelProgress,
    ChannelRinging,
    MachineJudged,
)


async def advance(node: Node, attempt_id: uuid.UUID, event: CallEvent) -> Step | None:
    """Let an event happen to an attempt; None when there is none with this id."""
    before = node.attempts.get(attempt_id)
    if before is not None and before.agent_id is None and node.gathering.takes(event):
        done = await node.gathering.advance(attempt_id, event)
    else:
        async with node.transaction() as session:
            done = await service.advance(session, attempt_id, event, calendar=node.calendar)
    if done is not None:
        node.remember(done.attempt)
        await carry_out(node, done)
        trunk_health.note(node, before, done)
    return done


async def customer_event(node: Node, attempt_id: uuid.UUID, event: ChannelEvent) -> None:
    """Something about a customer's channel; what means nothing to a call (a digit) is passed over."""
    found = _meaning(node, attempt_id, event)
    if found is not None:
        await advance(node, attempt_id, found)


async def leg_event(node: Node, event: ChannelEvent) -> None:
    """Something about an agent's phone: it rose, or it is gone, perhaps in the middle of a call."""
    if isinstance(event, ChannelAnswered):
        leg = await legs.rose(node, event.channel_id)
        call = node.call_of(leg.person_id) if leg is not None else None
        if call is not None:
            await advance(node, call.id, AgentPhoneBack(event.at))
        node.hurry()
    elif isinstance(event, ChannelEnded):
        person_id = node.person_of_leg.get(event.channel_id)
        if person_id is None:
            return
        await legs.drop(node, node.legs[person_id])
        call = node.call_of(person_id)
        if call is not None:
            until = event.at + node.waits().resume
            await advance(node, call.id, AgentPhoneGone(event.at, resume_until=until))


def _meaning(node: Node, attempt_id: uuid.UUID, event: ChannelEvent) -> CallEvent | None:
    """What the switch says, in the words of the call machine."""
    if isinstance(event, ChannelRinging):
        return Rang(event.at)
    if isinstance(event, ChannelProgress):
        return SoundBeforeAnswer(event.at)
    if isinstance(event, MachineJudged):
        return MachineHeard(event.at, event.verdict)
    if isinstance(event, ChannelEnded):
        return CustomerLeft(event.at, event.cause, event.sip_code)
    if not isinstance(event, ChannelAnswered):
        return None
    attempt = node.attempts.get(attempt_id)
    there = node.leg_up(attempt.agent_id) is not None if attempt else False
    return Answered(event.at, agent_there=there, resume_until=event.at + node.waits().resume)
