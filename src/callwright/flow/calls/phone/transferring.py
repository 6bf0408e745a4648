"""Handing a customer over to a colleague: at once (blind), or after asking while the customer waits (warm).

The receiver needs a phone that is up and must be READY. Credit is split as the hand-over says (product §4.1 b).
"""

from __future__ import annotations

import uuid
from decimal import Decimal

from callwright.flow.calls import service
from callwright.flow.calls.contracts import Command, LiveAttempt, Transfer
from callwright.flow.calls.contracts.live import AgentLeg
from callwright.flow.calls.decide.call_machine import HoldAsked, TransferChanged
from callwright.flow.calls.errors import PhoneNotReady, PracticeStaysWithYou, ReceiverNotFree
from callwright.flow.calls.phone.advancing import advance
from callwright.flow.calls.phone.effects import record_on
from callwright.flow.calls.phone.node import Node
from callwright.flow.floor.errors import WrongState

WARM = "warm"


async def begin(node: Node, call: LiveAttempt, command: Command) -> uuid.UUID:
    """Hand over now, or let the two colleagues talk first while the customer waits."""
    if call.practice:
        raise PracticeStaysWithYou
    asked = command.arguments
    share = Decimal(str(asked["share"])) if asked.get("share") else None
    receiver = uuid.UUID(asked["to_person_id"])
    transfer = Transfer(str(asked["kind"]), receiver, "", share=share)
    leg = _free_leg(node, receiver)
    mine = _leg(node, call.agent_id)
    await advance(node, call.id, TransferChanged(node.now(), transfer))
    if transfer.kind != WARM:
        return await complete(node, node.attempts[call.id])
    await advance(node, call.id, HoldAsked(node.now(), on=True))
    await node.switch.leave(mine.bridge_id, call.channel_id)
    await node.switch.leave(leg.bridge_id, leg.channel_id)
    await node.switch.join(mine.bridge_id, (leg.channel_id,))
    return call.id


async def complete(node: Node, call: LiveAttempt) -> uuid.UUID:
    """The receiver talks on with the customer; ReceiverNotFree leaves everything with the first agent."""
    transfer = call.transfer
    if transfer is None or transfer.to_person_id is None:
        raise ReceiverNotFree
    leg, mine = _leg(node, transfer.to_person_id), _leg(node, call.agent_id)
    try:
        async with node.transaction() as session:
            done = await service.hand_over(
                session,
                call,
                person_id=transfer.to_person_id,
                at=node.now(),
                calendar=node.calendar,
            )
    except WrongState as error:
        await cancel(node, call)
        raise ReceiverNotFree from error
    node.remember(done.attempt)
    await node.switch.leave(mine.bridge_id, leg.channel_id)
    await node.switch.leave(mine.bridge_id, call.channel_id)
    await node.switch.join(leg.bridge_id, (leg.channel_id, call.channel_id))
    await record_on(node, call)
    node.hurry()
    return call.id


async def cancel(node: Node, call: LiveAttempt) -> uuid.UUID:
    """Back to the customer; the colleague is free again."""
    transfer = call.transfer
    if transfer is not None and transfer.to_person_id is not None:
        leg, mine = node.leg_up(transfer.to_person_id), node.leg_up(call.agent_id)
        if leg is not None and mine is not None:
            await node.switch.leave(mine.bridge_id, leg.channel_id)
            await node.switch.join(leg.bridge_id, (leg.channel_id,))
            await node.switch.join(mine.bridge_id, (mine.channel_id, call.channel_id))
    await advance(node, call.id, TransferChanged(node.now(), None))
    await advance(node, call.id, HoldAsked(node.now(), on=False))
    return call.id


def _leg(node: Node, person_id: uuid.UUID | None) -> AgentLeg:
    leg = node.leg_up(person_id)
    if leg is None:
        raise PhoneNotReady
    return leg


def _free_leg(node: Node, person_id: uuid.UUID) -> AgentLeg:
    leg = node.leg_up(person_id)
    if leg is None or node.call_of(person_id) is not None:
        raise ReceiverNotFree
    return leg
