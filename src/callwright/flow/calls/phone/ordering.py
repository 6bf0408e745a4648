"""Giving an order to the switch: only for an attempt that was written and committed."""

from __future__ import annotations

import uuid

from callwright.flow.calls import service
from callwright.flow.calls.contracts import LiveAttempt
from callwright.flow.calls.decide.call_machine import OrderRefused, OrderTaken
from callwright.flow.calls.errors import SwitchRefused
from callwright.flow.calls.phone.advancing import advance
from callwright.flow.calls.phone.node import Node
from callwright.flow.calls.ports import CustomerDial
from callwright.flow.calls.service.placing import Wish

SWITCH_LOST = "the switch is not connected"


async def dial(node: Node, wish: Wish) -> LiveAttempt:
    """Place a call and let the switch dial it. Raises what `service.place` raises, and SwitchRefused without a switch.

    The order itself goes on by itself, in the lane of the call, so that nobody waits for the network.
    """
    if not node.connected:
        raise SwitchRefused(reason=SWITCH_LOST)
    async with node.transaction() as session:
        attempt, order = await service.place(session, wish, at=node.now(), calendar=node.calendar)
    give(node, attempt, order)
    return attempt


async def practise(node: Node, profile: str, person_id: uuid.UUID, attempt_id: uuid.UUID) -> LiveAttempt:
    """Place a practice call and let the switch dial it. Raises as `service.place_practice`, and SwitchRefused."""
    if not node.connected:
        raise SwitchRefused(reason=SWITCH_LOST)
    async with node.transaction() as session:
        attempt, order = await service.place_practice(
            session,
            node=node.name,
            profile=profile,
            person_id=person_id,
            attempt_id=attempt_id,
            at=node.now(),
            calendar=node.calendar,
        )
    give(node, attempt, order)
    return attempt


def give(node: Node, attempt: LiveAttempt, order: CustomerDial) -> None:
    """An attempt that was committed goes to the switch, in its lane."""
    node.remember(attempt)
    node.lanes.put(attempt.channel_id, lambda: _give(node, attempt, order))


async def _give(node: Node, attempt: LiveAttempt, order: CustomerDial) -> None:
    try:
        await node.switch.dial_customer(order)
    except SwitchRefused:
        await advance(node, attempt.id, OrderRefused(node.now()))
        return
    await advance(node, attempt.id, OrderTaken(node.now()))
