"""The dialer of one switch node: it holds the node's lease, hears events, obeys people, and looks at the clock."""

from __future__ import annotations

import asyncio
import uuid
from contextlib import suppress
from dataclasses import replace

import structlog

from callwright.flow.calls.decide.call_machine import CallEvent
from callwright.flow.calls.phone import phones
from callwright.flow.calls.phone.advancing import advance, customer_event, leg_event
from callwright.flow.calls.phone.clock import Clockwork
from callwright.flow.calls.phone.commands import Commands
from callwright.flow.calls.phone.gone import lease_name
from callwright.flow.calls.phone.inbound import take_call
from callwright.flow.calls.phone.node import Node
from callwright.flow.calls.phone.reconciling import reconcile
from callwright.flow.calls.ports import (
    ChannelEvent,
    InboundCall,
    PhoneChanged,
    Switch,
    SwitchConnected,
    SwitchEvent,
    SwitchLost,
)
from callwright.platform.db import database_lost
from callwright.platform.db.lease import Lease
from callwright.platform.runtime import Runtime

log = structlog.get_logger()

STANDBY_SECONDS = 0.5


class Dialer:
    """Runs one node until stopped. Several may wait for the same node; one of them dials."""

    def __init__(self, runtime: Runtime, switch: Switch) -> None:
        self.node = Node(runtime, switch)
        self._clockwork = Clockwork(self.node)
        self._commands = Commands(self.node)

    async def run(self, stop: asyncio.Event) -> None:
        """Wait for the lease of this node, then dial; a standby takes over when the dialer before it dies."""
        waiting = False
        while not stop.is_set():
            try:
                async with Lease(self.node.database, lease_name(self.node.name)) as lease:
                    if lease.held:
                        log.info("dialer took over", node=self.node.name)
                        await self._lead(stop, lease.lost)
                        waiting = False
                    elif not waiting:
                        log.info("dialer waits", node=self.node.name)
                        waiting = True
            except Exception as error:
                if not database_lost(error):
                    raise
                log.warning("dialer has no database", node=self.node.name, kind=type(error).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), STANDBY_SECONDS)

    async def _lead(self, stop: asyncio.Event, lost: asyncio.Event) -> None:
        """Until stopped, or until the lease is lost with its connection: what is going on is read anew after that."""
        self.node.known.clear()
        self.node.lost_since = self.node.now()
        works = (self._hear(), self._take_said(), self._clockwork.run(), self._commands.run())
        tasks = [asyncio.create_task(work) for work in works]
        ends = [asyncio.create_task(stop.wait()), asyncio.create_task(lost.wait())]
        try:
            await asyncio.wait([*tasks, *ends], return_when=asyncio.FIRST_COMPLETED)
        finally:  # also when this is cancelled: a dialer that lost its lease must not go on hearing
            self.node.connected = False
            for task in (*tasks, *ends):
                task.cancel()
            results = await asyncio.gather(*tasks, return_exceptions=True)
        if lost.is_set():
            self.node.lanes.abandon()
        await self.node.lanes.drained()
        for result in results:
            if isinstance(result, Exception):
                raise result

    async def _hear(self) -> None:
        async for event in self.node.switch.events():
            await self._take(event)

    async def _take(self, event: SwitchEvent) -> None:
        """Put an event into the lane of its call or phone: hearing never waits for the database."""
        node = self.node
        # One clock for everything that is written: switches may stand on machines whose clocks differ.
        event = replace(event, at=node.now())
        if isinstance(event, SwitchConnected):
            await node.lanes.drained()
            await reconcile(node, event.snapshot)
            node.connected, node.lost_since = True, None
            node.known.set()
            log.info("switch connected", node=node.name, calls=len(node.attempts))
        elif isinstance(event, SwitchLost):
            node.connected, node.lost_since = False, event.at
            log.warning("switch lost", node=node.name, reason=event.reason)
        elif isinstance(event, PhoneChanged):
            node.lanes.put(("phone", event.phone), lambda: phones.changed(node, event))
        elif isinstance(event, InboundCall):
            node.lanes.put(event.channel_id, lambda: take_call(node, event))
        elif isinstance(event, ChannelEvent):
            node.lanes.put(event.channel_id, lambda: self._channel(event))

    async def _channel(self, event: ChannelEvent) -> None:
        """Whose channel it is is asked in its lane: an inbound call may just have become known there."""
        attempt_id = self.node.attempt_of_channel.get(event.channel_id)
        if attempt_id is not None:
            await customer_event(self.node, attempt_id, event)
        elif event.channel_id in self.node.person_of_leg:
            await leg_event(self.node, event)
        else:
            await self._commands.other_channel(event)

    async def _take_said(self) -> None:
        """What was noticed without the switch is taken in the lane of its call too."""
        while True:
            attempt_id, event = await self.node.said.get()
            known = self.node.attempts.get(attempt_id)
            if known is not None:
                self._put(known.channel_id, attempt_id, event)

    def _put(self, lane: str, attempt_id: uuid.UUID, event: CallEvent) -> None:
        async def work() -> None:
            await advance(self.node, attempt_id, event)

        self.node.lanes.put(lane, work)
