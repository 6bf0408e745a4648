"""What telephony tests are written with: ids, ports, what a switch said, tones in recordings."""

from __future__ import annotations

import asyncio
import socket
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import numpy as np
import soundfile

from callwright.adapters.asterisk.configuration.plan import SwitchPlan, SwitchPorts
from callwright.adapters.asterisk.customers.sound import linear
from callwright.adapters.asterisk.switch import AsteriskSwitch
from callwright.flow.calls.ports import ChannelEvent, SwitchEvent

Event = TypeVar("Event", bound=SwitchEvent)
Result = TypeVar("Result")


def channel() -> str:
    """A new channel, bridge or recording id."""
    return str(uuid.uuid4())


CUSTOMERS_SOUND = 32000
"""How far from a switch's ports its simulated customers' sound begins, clear of every other switch."""
_RESERVED: list[socket.socket] = []
"""Sockets held until this process ends: whoever holds the last port of a thousand owns all of them."""


def free_ports() -> int:
    """The first of a thousand ports that are ours alone, so that runs side by side do not meet."""
    for base in range(10000, 32000, 1000):
        mark = socket.socket()
        try:
            mark.bind(("127.0.0.1", base + 999))
            mark.listen()
        except OSError:
            mark.close()
            continue
        _RESERVED.append(mark)
        if not SwitchPlan(Path(), ports=SwitchPorts.beginning_at(base)).taken_ports():
            return base
    raise RuntimeError("no free ports")


@dataclass
class Heard:
    """Everything a switch said, and waiting for what it is about to say."""

    switch: AsteriskSwitch
    said: list[SwitchEvent] = field(default_factory=list)
    _more: asyncio.Event = field(default_factory=asyncio.Event)

    async def listen(self) -> None:
        async for event in self.switch.events():
            self.said.append(event)
            self._more.set()

    async def until(
        self, kind: type[Event], *, channel_id: str = "", seconds: float = 10, after: int = 0,
        where: Callable[[Event], bool] = lambda _: True,
    ) -> Event:  # fmt: skip
        """The first event of this kind (of this channel, after this many events), waited for."""
        async with asyncio.timeout(seconds):
            while True:
                for event in self.said[after:]:
                    of_channel = not channel_id or (
                        isinstance(event, ChannelEvent) and event.channel_id == channel_id
                    )
                    if isinstance(event, kind) and of_channel and where(event):
                        return event
                self._more.clear()
                await self._more.wait()

    async def soon(
        self, ask: Callable[[str], Awaitable[Result | None]], name: str, *, seconds: float = 5
    ) -> Result:
        """What `ask` gives once it gives something."""
        async with asyncio.timeout(seconds):
            while (result := await ask(name)) is None:  # noqa: ASYNC110 - files say nothing when they change
                await asyncio.sleep(0.05)
        return result

    async def files(self, recording: str) -> tuple[str, str]:
        """Both files of a recording, waited for."""
        return await self.soon(self.switch.recording_files, recording)

    async def cut(self) -> None:
        """Cut the websocket of events, as a failing network does."""
        await self.switch._link.cut()

    def of(self, channel_id: str) -> list[str]:
        """The names of what was said about a channel, in order."""
        return [type(one).__name__ for one in self.said if getattr(one, "channel_id", None) == channel_id]


def loudness(
    sound: str | Path | bytearray, hertz: float, *, begin: float = 0.0, end: float | None = None
) -> float:
    """How loud a tone is in a part (seconds) of a WAV or of A-law, in decibels below full scale; -200 is nothing."""
    samples, rate = (linear(bytes(sound)), 8000) if isinstance(sound, bytearray) else soundfile.read(sound)
    part = samples[int(begin * rate) : int(end * rate) if end is not None else None]
    if len(part) == 0:
        return -200.0
    spectrum = np.abs(np.fft.rfft(part * np.hanning(len(part)))) / (len(part) / 4)
    place = round(hertz * len(part) / rate)
    return float(20 * np.log10(max(spectrum[max(0, place - 3) : place + 4].max(), 1e-10)))


def length(path: str | Path) -> float:
    """Seconds of a WAV."""
    return float(soundfile.info(path).duration)
