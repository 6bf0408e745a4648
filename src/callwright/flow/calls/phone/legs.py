"""Standing legs: an agent's phone is rung once and stays up in the agent's own bridge; customers come and go."""

from __future__ import annotations

import asyncio
import uuid
from contextlib import suppress
from dataclasses import replace

import structlog

from callwright.flow.calls import service
from callwright.flow.calls.contracts.live import AgentLeg
from callwright.flow.calls.errors import SwitchRefused
from callwright.flow.calls.phone.node import Node
from callwright.flow.floor import service as floor
from callwright.kernel.ids import new_id

log = structlog.get_logger()

SHOWN = "Callwright"
"""What the agent's phone shows when it is rung for its standing leg."""
RISING_SECONDS = 5.0
"""How long who wants to dial waits for a phone that is just being picked up: less than a person waits for an answer."""


async def risen(node: Node, person_id: uuid.UUID) -> AgentLeg | None:
    """A person's leg, rung if need be and waited for; None when it does not come up.

    Who has just become ready may dial at once: a browser takes a moment to pick up.
    """
    until = asyncio.get_running_loop().time() + RISING_SECONDS
    with suppress(TimeoutError):  # only the waiting is given up, never a ringing half done
        while node.leg_up(person_id) is None:
            change = node.phones_change  # taken before looking, so that none is missed
            if not (await ring(node, person_id) or await _is_coming(node, person_id)):
                break
            async with asyncio.timeout_at(until):
                if node.leg_up(person_id) is None:
                    await change.wait()
    return node.leg_up(person_id)


async def _is_coming(node: Node, person_id: uuid.UUID) -> bool:
    """Whether the floor knows a sound phone of which the switch has not told us yet."""
    at = node.now()
    async with node.transaction() as session:
        phone = (await floor.phones(session, person_ids=[person_id], at=at)).get(person_id)
    return phone is not None and phone.healthy


async def ring(node: Node, person_id: uuid.UUID) -> bool:
    """Ring a person's phone, unless it rings or is up; False when it is not there to be rung.

    A call and the clock may both want it at one instant; the second would end what the first began.
    """
    if person_id in node.legs or person_id in node.being_rung:
        return True
    node.being_rung.add(person_id)
    try:
        return await _ring(node, person_id)
    finally:
        node.being_rung.discard(person_id)


async def _ring(node: Node, person_id: uuid.UUID) -> bool:
    now = node.now()
    async with node.transaction() as session:
        phone = (await floor.phones(session, person_ids=[person_id], at=now)).get(person_id)
        if phone is None or phone.name not in node.registered:
            return False
        leg = AgentLeg(person_id, new_id().hex, phone.name, up=False, since=now)
        await service.save_leg(session, node.name, leg)
    node.remember_leg(leg)
    seconds = int(node.waits().phone_ring.total_seconds())
    try:
        await node.switch.dial_phone(leg.channel_id, leg.phone, caller=SHOWN, ring_seconds=seconds)
    except SwitchRefused as refusal:
        log.warning("phone could not be rung", phone=leg.phone, why=str(refusal))
        await drop(node, leg)
        return False
    return True


async def rose(node: Node, channel_id: str) -> AgentLeg | None:
    """The phone was picked up: it is put into its person's bridge. None for a leg nobody knows."""
    person_id = node.person_of_leg.get(channel_id)
    leg = node.legs.get(person_id) if person_id is not None else None
    if leg is None:
        return None
    leg = replace(leg, up=True, since=node.now())
    async with node.transaction() as session:
        await service.save_leg(session, node.name, leg)
    node.remember_leg(leg)
    await node.switch.join(leg.bridge_id, (leg.channel_id,))
    return leg


async def drop(node: Node, leg: AgentLeg) -> None:
    """The leg is gone."""
    async with node.transaction() as session:
        await service.drop_leg(session, leg)
    if node.legs.get(leg.person_id) == leg or node.person_of_leg.get(leg.channel_id) == leg.person_id:
        node.forget_leg(leg.person_id)


async def end(node: Node, person_id: uuid.UUID) -> None:
    """Let a person's phone go, for instance when the person signs off."""
    leg = node.legs.get(person_id)
    if leg is not None:
        await node.switch.hang_up(leg.channel_id)
