"""Phones of agents on the switch: what browsers claimed is set up there, what registers is told to the floor."""

from __future__ import annotations

import structlog

from callwright.flow.calls import service
from callwright.flow.calls.phone.node import Node
from callwright.flow.calls.ports import PhoneChanged
from callwright.flow.floor import service as floor

log = structlog.get_logger()


async def settle_wishes(node: Node) -> None:
    """Tell the switch of every phone it has not been told of; a wish that fails is tried again at the next tick."""
    async with node.transaction() as session:
        wishes = await floor.phone_wishes(session, node=node.name)
    for wish in wishes:
        if wish.remove or wish.password is None:
            await node.switch.remove_phone(wish.name)
        else:
            await node.switch.set_phone(wish.name, wish.password, webrtc=wish.kind == "webrtc")
            await _end_leg_of_before(node, wish.name)
        async with node.transaction() as session:
            await floor.phone_settled(session, name=wish.name, claim=wish.claim)


async def _end_leg_of_before(node: Node, phone: str) -> None:
    """A page that claims a phone has just been opened: the leg of the page before it is dead.

    The switch would notice by its silence, many seconds later; until then customer and agent would hear nothing.
    """
    for leg in [one for one in node.legs.values() if one.phone == phone]:
        await node.switch.hang_up(leg.channel_id)


async def settle_trunks(node: Node) -> None:
    """Tell the switch of the trunks as they are kept."""
    async with node.transaction() as session:
        wanted = await service.trunks_of_node(session, node.name)
    known = {one.name: one for one in node.trunks}
    for trunk in wanted:
        if known.pop(trunk.name, None) != trunk:
            await node.switch.set_trunk(trunk)
    for name in known:
        await node.switch.remove_trunk(name)
    node.trunks = tuple(wanted)


async def changed(node: Node, event: PhoneChanged) -> None:
    """A phone registered or went away; the floor makes it part of its person's state."""
    if event.registered:
        node.registered.add(event.phone)
    else:
        node.registered.discard(event.phone)
    node.tell_of_phones()
    async with node.transaction() as session:
        await floor.phone_registered(session, name=event.phone, registered=event.registered, at=node.now())
    node.hurry()
