"""Listening in: a snoop on the watched channel, joined with the listener's phone once both are there."""

from __future__ import annotations

import uuid
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass
from typing import Any

from callwright.adapters.asterisk.control.observing import Message
from callwright.adapters.asterisk.control.requests import Requests

Step = Coroutine[Any, Any, None]


@dataclass(frozen=True, slots=True)
class _Ear:
    listener: str
    target: str
    whisper: bool

    @property
    def snoop(self) -> str:
        return _derived(self.listener, "snoop")

    @property
    def bridge(self) -> str:
        return _derived(self.listener, "bridge")


class Listening:
    """Who listens to whom on one switch."""

    def __init__(self, requests: Requests) -> None:
        self._requests = requests
        self._ears: dict[str, _Ear] = {}

    def expect(self, listener: str, target: str, *, whisper: bool) -> None:
        """The listener's phone rings; when it is answered, it hears the target."""
        self._ears[listener] = _Ear(listener, target, whisper)

    def forget(self, listener: str) -> None:
        """The listener's phone did not ring."""
        self._ears.pop(listener, None)

    def steps(self, message: Message) -> Iterator[Step]:
        """What a message makes necessary."""
        if not self._ears or message["type"] not in {"StasisStart", "ChannelDestroyed"}:
            return
        channel_id = message["channel"]["id"]
        for ear in list(self._ears.values()):
            if message["type"] == "StasisStart" and channel_id == ear.listener:
                yield self._snoop(ear)
            elif message["type"] == "StasisStart" and channel_id == ear.snoop:
                yield self._join(ear)
            elif message["type"] == "ChannelDestroyed" and channel_id in {ear.listener, ear.target}:
                self._ears.pop(ear.listener, None)
                yield self._end(ear)

    async def _snoop(self, ear: _Ear) -> None:
        """Hear both sides of the target; a whisper is heard by the target alone, not by whom it talks to."""
        await self._requests.post(
            f"channels/{ear.target}/snoop/{ear.snoop}",
            spy="both",
            whisper="out" if ear.whisper else "none",
            app=self._requests.address.application,
            appArgs="snoop",
        )

    async def _join(self, ear: _Ear) -> None:
        await self._requests.post(f"bridges/{ear.bridge}", type="mixing")
        await self._requests.post(f"bridges/{ear.bridge}/addChannel", channel=f"{ear.listener},{ear.snoop}")

    async def _end(self, ear: _Ear) -> None:
        for path in (f"channels/{ear.snoop}", f"channels/{ear.listener}", f"bridges/{ear.bridge}"):
            await self._requests.delete(path)


def _derived(channel_id: str, part: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{channel_id}/{part}"))
