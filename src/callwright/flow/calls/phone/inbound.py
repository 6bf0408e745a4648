"""A customer calls us: written down, answered, recorded, and brought to the person who called last."""

from __future__ import annotations

from callwright.flow.calls import service
from callwright.flow.calls.decide.call_machine import Answered
from callwright.flow.calls.errors import AlreadyInACall
from callwright.flow.calls.phone.advancing import advance
from callwright.flow.calls.phone.node import Node
from callwright.flow.calls.ports import InboundCall


async def take_call(node: Node, event: InboundCall) -> None:
    """Take the call; a number that is in another call with us right now hears the busy tone."""
    try:
        async with node.transaction() as session:
            attempt = await service.receive(
                session,
                node=node.name,
                channel_id=event.channel_id,
                trunk=event.trunk,
                caller=event.caller,
                at=event.at,
            )
    except AlreadyInACall:
        await node.switch.hang_up(event.channel_id, busy=True)
        return
    node.remember(attempt)
    await node.switch.record(event.channel_id, attempt.recording)
    await node.switch.answer(event.channel_id)
    there = node.leg_up(attempt.agent_id) is not None
    now = node.now()
    await advance(node, attempt.id, Answered(now, agent_there=there, resume_until=now + node.waits().resume))
