"""Sound of one call of a simulated phone: A-law over RTP, a packet every 20 ms."""

from __future__ import annotations

import asyncio
import secrets
import struct
from typing import Any

from callwright.adapters.asterisk.configuration.plan import LOCAL

_PACKET = 160
"""Bytes, and samples, of 20 ms."""
_ALAW = 8


class Speaking(asyncio.DatagramProtocol):
    """Speaks `voice` again and again to one address and keeps what comes back.

    `number` is that of the next packet, 0 to 65,535; a phone may begin with any.
    """

    def __init__(self, voice: bytes, number: int = 0) -> None:
        self._voice = voice
        self.number = number
        self._transport: asyncio.DatagramTransport | None = None
        self._task: asyncio.Task[None] | None = None
        self.heard = bytearray()
        """A-law of what came, in the order it came."""
        self.port = 0

    async def open(self) -> None:
        """Take a port of this machine."""
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=(LOCAL, 0))
        self.port = self._transport.get_extra_info("sockname")[1]

    def datagram_received(self, data: bytes, addr: tuple[str | Any, int]) -> None:  # noqa: ARG002 - asyncio's form
        """A packet of sound came."""
        if data[1] & 0x7F == _ALAW:
            self.heard += data[12:]

    def begin(self, address: tuple[str, int]) -> None:
        """Speak to this address from now on."""
        self.pause()
        self._task = asyncio.create_task(self._speak(address))

    def pause(self) -> None:
        """Say nothing."""
        if self._task is not None:
            self._task.cancel()

    def close(self) -> None:
        """Say nothing any more."""
        self.pause()
        if self._transport is not None:
            self._transport.close()

    async def _speak(self, address: tuple[str, int]) -> None:
        loop, source = asyncio.get_running_loop(), secrets.randbits(32)
        due, sent = loop.time(), 0
        while self._transport is not None and not self._transport.is_closing():
            place = sent * _PACKET % (len(self._voice) - _PACKET + 1)
            head = struct.pack("!BBHII", 0x80, _ALAW, self.number, sent * _PACKET & 0xFFFFFFFF, source)
            self._transport.sendto(head + self._voice[place : place + _PACKET], address)
            self.number = (self.number + 1) & 0xFFFF
            sent += 1
            due += 0.02
            await asyncio.sleep(max(0.0, due - loop.time()))
