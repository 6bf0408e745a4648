"""A switch that does not come back: its calls are over, and its people are free for another one.

Whoever's switch is lost for a moment waits for it. After `switch_gone` seconds its attempts end as lost from sight, its
standing legs are dropped and its phones count as gone, so that people who move to another switch can work there. A
switch whose dialer is gone too, with its whole machine, is cared for by the dialers of the others.
"""

from __future__ import annotations

from datetime import datetime

import structlog

from callwright.flow.calls import service
from callwright.flow.calls.decide.call_machine import CustomerMissing
from callwright.flow.calls.phone import legs
from callwright.flow.calls.phone.advancing import advance
from callwright.flow.calls.phone.node import Node
from callwright.flow.floor import service as floor
from callwright.platform.db.lease import is_held

log = structlog.get_logger()

LOOK_SECONDS = 5.0


def lease_name(node: str) -> str:
    """The lease that the dialer of a node holds."""
    return f"dialer:{node}"


class GoneSwitches:
    """Notices switches that are gone: the own one, and those of which no dialer is left."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._alone_since: dict[str, datetime] = {}
        self._looked: datetime | None = None

    async def look(self) -> None:
        """Every few seconds: give up what a switch had that has been away too long."""
        node, now = self._node, self._node.now()
        if self._looked is not None and (now - self._looked).total_seconds() < LOOK_SECONDS:
            return
        self._looked = now
        if node.lost_since is not None and now - node.lost_since >= node.waits().switch_gone:
            await self._give_up(node.name, now)
            node.registered.clear()
        for name in await self._others(now):
            await self._give_up(name, now)

    async def _others(self, now: datetime) -> list[str]:
        """Nodes with calls or legs for which no dialer has been there too long."""
        node = self._node
        async with node.transaction() as session:
            others = await service.nodes_in_use(session, without=node.name)
        alone = [one for one in others if not await is_held(node.database, lease_name(one))]
        self._alone_since = {one: self._alone_since.get(one, now) for one in alone}
        return [one for one, since in self._alone_since.items() if now - since >= node.waits().switch_gone]

    async def _give_up(self, name: str, now: datetime) -> None:
        async with self._node.transaction() as session:
            attempts, standing = await service.going_on(session, name), await service.legs(session, name)
        if attempts or standing:
            log.warning("a switch is gone", node=name, calls=len(attempts), legs=len(standing))
        for attempt in attempts:
            await advance(self._node, attempt.id, CustomerMissing(now))
        for leg in standing:
            await legs.drop(self._node, leg)
            async with self._node.transaction() as session:
                await floor.phone_registered(session, name=leg.phone, registered=False, at=now)
