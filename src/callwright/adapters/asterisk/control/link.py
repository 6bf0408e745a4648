"""The one websocket of events: opened again and again with growing patience, never silently dead."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import aiohttp

from callwright.adapters.asterisk.control.observing import UNWANTED, Message
from callwright.adapters.asterisk.control.pulse import Pulse
from callwright.adapters.asterisk.control.requests import Requests
from callwright.flow.calls.ports import SwitchEvent, SwitchLost, SwitchRefused

FIRST_WAIT, LONGEST_WAIT = 0.1, 3.0
"""Seconds between attempts to connect."""
_REPLACED = "another process has taken the switch over"
_TAKEN_OVER = 10.0
"""Seconds to stay away when another process has taken the application over."""


class EventLink:
    """Reads events in a task of its own, so that a slow listener never makes the switch wait."""

    def __init__(
        self,
        requests: Requests,
        *,
        on_connected: Callable[[], Awaitable[SwitchEvent]],
        on_message: Callable[[Message], list[SwitchEvent]],
    ) -> None:
        self._requests = requests
        self._on_connected = on_connected
        self._on_message = on_message
        self._queue: asyncio.Queue[SwitchEvent | None] = asyncio.Queue()
        self._socket: aiohttp.ClientWebSocketResponse[Any] | None = None
        self.connected = False

    async def events(self) -> AsyncIterator[SwitchEvent]:
        """For ever: what happens, oldest first."""
        queue = self._queue = asyncio.Queue()
        reading = asyncio.create_task(self._read_for_ever())
        reading.add_done_callback(lambda _: queue.put_nowait(None))
        try:
            while (event := await queue.get()) is not None:
                yield event
            reading.result()  # it never ends: this raises what went wrong in our own code
        finally:
            reading.cancel()
            with suppress(asyncio.CancelledError):
                await reading
            self.connected = False

    def say(self, event: SwitchEvent) -> None:
        """Put an event of our own making in line."""
        self._queue.put_nowait(event)

    async def cut(self) -> None:
        """End the connection; it is made again. For tests of exactly that."""
        if self._socket is not None:
            await self._socket.close()

    async def _read_for_ever(self) -> None:
        wait = FIRST_WAIT
        while True:
            reason, was_connected = await self._read_once()
            if was_connected:
                self.say(SwitchLost(datetime.now(UTC), reason))
                wait = FIRST_WAIT
            if reason == _REPLACED:
                wait = _TAKEN_OVER
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)

    async def _read_once(self) -> tuple[str, bool]:
        """Connect, prepare, read until the end. Returns why it ended and whether it had been connected."""
        try:
            async with self._requests.events() as socket:
                self._socket = socket
                return await self._follow(socket), True
        except (aiohttp.ClientError, SwitchRefused, TimeoutError, OSError) as error:
            return str(error) or type(error).__name__, self.connected
        finally:
            self.connected = False

    async def _follow(self, socket: aiohttp.ClientWebSocketResponse[Any]) -> str:
        """Connected from the moment a beat has come round, until beats or messages end."""
        pulse = Pulse(self._requests)
        early: list[SwitchEvent] = []
        reading = asyncio.create_task(self._read(socket, pulse, early))
        beating: asyncio.Task[None] | None = None
        try:
            await self._prepare()
            await pulse.beat()
            self.say(await self._on_connected())
            self.connected = True
            for event in early:
                self.say(event)
            beating = asyncio.create_task(pulse.beat_on())
            await asyncio.wait({reading, beating}, return_when=asyncio.FIRST_COMPLETED)
            if beating.done():
                beating.result()
            return reading.result()
        finally:
            await _end(reading, beating)

    async def _prepare(self) -> None:
        """Ask for the events of every channel, and for none that nobody reads."""
        application = f"applications/{self._requests.address.application}"
        present = await self._requests.get(application)
        if not any("ALL" in channel for channel in present["channel_ids"]):
            await self._requests.post(f"{application}/subscription", eventSource="channel:")
        unwanted = {"disallowed": [{"type": kind} for kind in UNWANTED]}
        await self._requests.put(f"{application}/eventFilter", unwanted)

    async def _read(
        self, socket: aiohttp.ClientWebSocketResponse[Any], pulse: Pulse, early: list[SwitchEvent]
    ) -> str:
        """Read to the end and say why it ended; what comes before the connection stands is kept in `early`."""
        async for frame in socket:
            if frame.type is not aiohttp.WSMsgType.TEXT:
                continue
            message = json.loads(frame.data)
            if message["type"] == "ApplicationReplaced":
                return _REPLACED
            if pulse.take(message):
                continue
            for event in self._on_message(message):
                self.say(event) if self.connected else early.append(event)
        return "the connection ended"


async def _end(*tasks: asyncio.Task[Any] | None) -> None:
    for task in tasks:
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError, aiohttp.ClientError, SwitchRefused, TimeoutError, OSError):
                await task
