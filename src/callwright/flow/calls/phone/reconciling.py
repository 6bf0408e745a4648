"""After an interruption: what was written is compared with what the switch has, and the difference is made good."""

from __future__ import annotations

import structlog

from callwright.flow.calls import service
from callwright.flow.calls.contracts import AttemptState, LiveAttempt
from callwright.flow.calls.decide.call_machine import (
    BEFORE_ANSWER,
    AgentPhoneGone,
    Answered,
    CallEvent,
    CustomerMissing,
    Rang,
)
from callwright.flow.calls.phone import legs, trunk_health
from callwright.flow.calls.phone.advancing import advance
from callwright.flow.calls.phone.node import Node
from callwright.flow.calls.ports import SigningKeys, SwitchSnapshot
from callwright.flow.floor import service as floor

log = structlog.get_logger()


async def reconcile(node: Node, snapshot: SwitchSnapshot) -> None:
    """Read the ledger again and bring it and the switch together. Talking pairs are not touched."""
    async with node.transaction() as session:
        attempts = await service.going_on(session, node.name)
        standing = await service.legs(session, node.name)
        resting = await service.resting_trunks(session, node.name)
        interrupted = await service.interrupted_people(session)
        gone = (node.registered | {leg.phone for leg in standing}) - snapshot.phones
        for phone in sorted(gone | snapshot.phones):
            there = phone in snapshot.phones
            await floor.phone_registered(session, name=phone, registered=there, at=node.now())
        await floor.renew_phones(
            session,
            node=node.name,
            known=snapshot.known_phones,
            at=node.now(),
            keys=node.ports.get(SigningKeys),
        )
    node.registered = set(snapshot.phones)
    node.tell_of_phones()
    node.trunks = ()
    trunk_health.know(node, resting)
    node.interrupted = interrupted
    node.start_over(attempts, standing)
    await _legs(node, snapshot)
    for attempt in attempts:
        event = _missed(node, attempt, snapshot)
        if event is not None:
            await advance(node, attempt.id, event)
    await _end_strangers(node, snapshot)


async def _legs(node: Node, snapshot: SwitchSnapshot) -> None:
    for leg in list(node.legs.values()):
        channel = snapshot.channel(leg.channel_id)
        if channel is None:
            await legs.drop(node, leg)
        elif channel.state == "up" and not (leg.up and channel.bridge_id):
            await legs.rose(node, leg.channel_id)


def _missed(node: Node, attempt: LiveAttempt, snapshot: SwitchSnapshot) -> CallEvent | None:
    """What happened to an attempt while nobody listened."""
    now = node.now()
    channel = snapshot.channel(attempt.channel_id)
    until = now + node.waits().resume
    if channel is None:
        # Also when it was only planned: it may have been dialed and be over. It counts as dialed, so that no number
        # is dialed twice.
        return CustomerMissing(now)
    if attempt.state in BEFORE_ANSWER and channel.state == "up":
        there = node.leg_up(attempt.agent_id) is not None
        return Answered(now, agent_there=there, resume_until=until)
    if attempt.state in {AttemptState.PLANNED, AttemptState.DIALING} and channel.state == "ringing":
        return Rang(now)
    talking = attempt.state in {AttemptState.TALKING, AttemptState.HELD}
    if talking and node.leg_up(attempt.agent_id) is None:
        return AgentPhoneGone(now, resume_until=until)
    return None


async def _end_strangers(node: Node, snapshot: SwitchSnapshot) -> None:
    """Channels nobody knows: customers of attempts that ended while we were away, and consultations."""
    for channel in snapshot.channels:
        known = channel.channel_id in node.attempt_of_channel or channel.channel_id in node.person_of_leg
        if not known:
            log.warning("a channel nobody knows is ended", channel=channel.channel_id)
            await node.switch.hang_up(channel.channel_id)
