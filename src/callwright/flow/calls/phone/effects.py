"""Carrying out on the switch what the call machine decided. Every effect may be repeated."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from callwright.flow.calls.contracts import EndedReason, LiveAttempt
from callwright.flow.calls.decide.call_machine import AgentPhoneGone, Effect, Step
from callwright.flow.calls.errors import SwitchRefused
from callwright.flow.calls.phone import legs
from callwright.flow.calls.phone.node import Node

log = structlog.get_logger()

SORRY = "abandoned"
"""The sound an abandoned customer hears: who called, and that it was a mistake."""
SORRY_SECONDS = 4.0


async def carry_out(node: Node, done: Step) -> None:
    """Do what the switch has to do. A switch that refuses is heard of again by its next event."""
    for effect in done.effects:
        work = _WORK.get(effect)
        if work is None:
            continue
        try:
            await work(node, done.attempt)
        except SwitchRefused as refusal:
            log.warning(
                "the switch refused", effect=str(effect), attempt=str(done.attempt.id), why=str(refusal)
            )
    if Effect.AGENT_IS_DONE in done.effects or Effect.WAIT_FOR_AGENT in done.effects:
        node.hurry()


async def _end_customer(node: Node, attempt: LiveAttempt) -> None:
    if attempt.ended_reason == EndedReason.ABANDONED:
        await asyncio.sleep(SORRY_SECONDS)
    await node.switch.hang_up(attempt.channel_id)


async def _join_agent(node: Node, attempt: LiveAttempt) -> None:
    leg = node.leg_up(attempt.agent_id)
    if leg is None:
        node.say(attempt.id, AgentPhoneGone(node.now(), resume_until=node.now() + node.waits().resume))
        return
    await node.switch.join(leg.bridge_id, (leg.channel_id, attempt.channel_id))


async def record_on(node: Node, attempt: LiveAttempt) -> None:
    """Go on recording after another phone was joined."""
    if attempt.recording:
        await node.switch.record_on(attempt.channel_id, attempt.recording)


async def _wait_for_agent(node: Node, attempt: LiveAttempt) -> None:
    if attempt.agent_id is not None:
        await node.switch.hold(attempt.channel_id, on=True)


async def _hold(node: Node, attempt: LiveAttempt) -> None:
    await node.switch.hold(attempt.channel_id, on=True)


async def _retrieve(node: Node, attempt: LiveAttempt) -> None:
    await node.switch.hold(attempt.channel_id, on=False)


async def _mute(node: Node, attempt: LiveAttempt) -> None:
    await _set_mute(node, attempt, on=True)


async def _unmute(node: Node, attempt: LiveAttempt) -> None:
    """Also at the end of a call: the phone is heard again by the next customer."""
    await _set_mute(node, attempt, on=False)


async def _set_mute(node: Node, attempt: LiveAttempt, *, on: bool) -> None:
    leg = node.leg_up(attempt.agent_id)
    if leg is not None:
        await node.switch.mute(leg.channel_id, on=on)


async def _say_sorry(node: Node, attempt: LiveAttempt) -> None:
    await node.switch.play(attempt.channel_id, SORRY)


async def _ring_phone(node: Node, attempt: LiveAttempt) -> None:
    if attempt.agent_id is not None:
        await legs.ring(node, attempt.agent_id)


_WORK: dict[Effect, Callable[[Node, LiveAttempt], Awaitable[None]]] = {
    Effect.END_CUSTOMER: _end_customer,
    Effect.JOIN_AGENT: _join_agent,
    Effect.RECORD_ON: record_on,
    Effect.WAIT_FOR_AGENT: _wait_for_agent,
    Effect.HOLD: _hold,
    Effect.RETRIEVE: _retrieve,
    Effect.MUTE: _mute,
    Effect.UNMUTE: _unmute,
    Effect.SAY_SORRY: _say_sorry,
    Effect.RING_PHONE: _ring_phone,
    Effect.AGENT_IS_DONE: _unmute,
}
