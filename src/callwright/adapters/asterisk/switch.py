"""`AsteriskSwitch`: the port `Switch` on one Asterisk, over its REST interface and one websocket.

Nothing is dialed without a living websocket: an answered customer would be dropped at once. Channel ids must be of
one length (uuids): Asterisk takes a new id for an old one when it is its beginning.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Coroutine
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from callwright.adapters.asterisk.configuration.dialplan import CUSTOMER, EARLY, HEARD, SAID
from callwright.adapters.asterisk.control.address import SwitchAddress
from callwright.adapters.asterisk.control.endpoints import digits_to_dial, trunk_endpoint
from callwright.adapters.asterisk.control.files import is_complete
from callwright.adapters.asterisk.control.joining import Joining
from callwright.adapters.asterisk.control.known import KnownEndpoints
from callwright.adapters.asterisk.control.link import EventLink
from callwright.adapters.asterisk.control.listening import Listening
from callwright.adapters.asterisk.control.observing import Message, Observer, moment
from callwright.adapters.asterisk.control.requests import Refusal, Requests
from callwright.flow.calls.ports import (
    ChannelEnded,
    ChannelNow,
    ChannelProgress,
    CustomerDial,
    SwitchConnected,
    SwitchEvent,
    SwitchRefused,
    SwitchSnapshot,
    Trunk,
)

_STATES = {"Down": "down", "Ring": "ringing", "Ringing": "ringing", "Up": "up"}
_NAME = re.compile(r"[A-Za-z0-9._-]{1,100}")
_LETS_GO = 0.3
"""Seconds in which a channel lets go of a recording: it does so with its next packets, one every 20 ms."""
_TONES = frozenset({"ring", "busy", "congestion", "dial"})


class AsteriskSwitch:
    """One Asterisk. Make it inside the running loop; `close` it at the end."""

    def __init__(self, address: SwitchAddress) -> None:
        self.node = address.node
        self._recordings = address.recordings
        self._requests = Requests(address)
        self._known = KnownEndpoints(self._requests)
        self._observer = Observer()
        self._link = EventLink(self._requests, on_connected=self._connected, on_message=self._heard)
        self._joining = Joining(self._requests)
        self._listening = Listening(self._requests)
        self._early: dict[str, str] = {}
        self._began: datetime | None = None
        self._work: set[asyncio.Task[None]] = set()

    async def close(self) -> None:
        """End requests and whatever is still being done in the background."""
        for task in self._work:
            task.cancel()
        await asyncio.gather(*self._work, return_exceptions=True)
        await self._requests.close()

    def events(self) -> AsyncIterator[SwitchEvent]:
        """See the port. One listener at a time."""
        return self._link.events()

    async def snapshot(self) -> SwitchSnapshot:
        """See the port."""
        channels, bridges, phones = await asyncio.gather(
            self._requests.get("channels"), self._requests.get("bridges"), self._known.phones()
        )
        places = {channel: bridge["id"] for bridge in bridges for channel in bridge["channels"]}
        ours = tuple(
            ChannelNow(one["id"], _STATES.get(one["state"], "down"), places.get(one["id"], ""))
            for one in channels
            if one["name"].startswith("PJSIP/")
        )
        registered = frozenset(name for name, online in phones.items() if online)
        return SwitchSnapshot(ours, registered, frozenset(phones))

    async def set_trunk(self, trunk: Trunk) -> None:
        """See the port."""
        _check(trunk.name)
        await self._known.set_trunk(trunk, connected=self._link.connected)

    async def remove_trunk(self, name: str) -> None:
        """See the port."""
        await self._known.remove_trunk(name, connected=self._link.connected)

    async def set_phone(self, phone: str, password: str, *, webrtc: bool) -> None:
        """See the port."""
        _check(phone)
        connected = self._link.connected
        if await self._known.set_phone(phone, password, webrtc=webrtc, connected=connected):
            for event in self._observer.phone(phone, datetime.now(UTC), registered=True):
                self._link.say(event)

    async def remove_phone(self, phone: str) -> None:
        """See the port."""
        await self._known.remove_phone(phone, connected=self._link.connected)

    async def dial_customer(self, dial: CustomerDial) -> None:
        """See the port."""
        trunk = self._known.trunk(dial.trunk)
        if trunk is None:
            raise SwitchRefused(reason=f"no trunk {dial.trunk}")
        path = str(self._recordings / _check(dial.recording)) if dial.recording else ""
        if dial.early_media and path:
            self._early[dial.channel_id] = path + EARLY
        if dial.detect_machine:
            self._observer.judge_later(dial.channel_id)
        number = digits_to_dial(dial.number, trunk.country)
        await self._originate(
            dial.channel_id,
            f"PJSIP/{number}@{trunk_endpoint(trunk.name)}",
            {"variables": {"RECORDING": path, "DETECT": "1" if dial.detect_machine else ""}},
            context=CUSTOMER,
            extension="s",
            priority="1",
            callerId=digits_to_dial(dial.caller_number, trunk.country) if dial.caller_number else "",
            timeout=str(dial.ring_seconds),
        )

    async def dial_phone(self, channel_id: str, phone: str, *, caller: str, ring_seconds: int) -> None:
        """See the port."""
        await self._ring(channel_id, phone, "phone", caller=caller, timeout=str(ring_seconds))

    async def answer(self, channel_id: str) -> None:
        """See the port."""
        await self._requests.post(f"channels/{channel_id}/answer")

    async def record(self, channel_id: str, recording: str) -> None:
        """See the port."""
        await self._monitor(channel_id, self._both_ways(recording))

    async def record_on(self, channel_id: str, recording: str) -> None:
        """See the port.

        A recording drops packets numbered before those it had, and a phone chooses its first number (RFC 3550): of
        every second new phone nothing would be heard for up to eleven minutes. A recording begun anew takes any number,
        but only once the channel has let go of the one before. Both files go on where they were.
        """
        both = self._both_ways(recording)
        with suppress(Refusal):
            await self._requests.manage("StopMixMonitor", Channel=channel_id)
            await asyncio.sleep(_LETS_GO)
            await self._monitor(channel_id, f"a{both}")

    async def join(self, bridge_id: str, channel_ids: tuple[str, ...]) -> None:
        """See the port."""
        await self._joining.join(bridge_id, channel_ids)

    async def leave(self, bridge_id: str, channel_id: str) -> None:
        """See the port."""
        await self._joining.leave(bridge_id, channel_id)

    async def end_bridge(self, bridge_id: str) -> None:
        """See the port."""
        await self._requests.delete(f"bridges/{bridge_id}")

    async def hold(self, channel_id: str, *, on: bool) -> None:
        """See the port."""
        await (self._joining.hold(channel_id) if on else self._joining.bring_back(channel_id))

    async def mute(self, channel_id: str, *, on: bool) -> None:
        """See the port."""
        path = f"channels/{channel_id}/mute"
        if on:
            await self._requests.post(path, direction="in")
        else:
            await self._requests.delete(path, direction="in")

    async def send_digits(self, channel_id: str, digits: str) -> None:
        """See the port."""
        if not re.fullmatch(r"[0-9*#]{1,32}", digits):
            raise SwitchRefused(reason="digits are 0-9 * #")
        await self._requests.post(f"channels/{channel_id}/dtmf", dtmf=digits)

    async def play(self, channel_id: str, sound: str) -> None:
        """See the port. Sounds are files in the switch's folder of sounds; ring, busy, congestion, dial are tones."""
        media = f"tone:{sound}" if sound in _TONES else f"sound:callwright/{_check(sound)}"
        await self._requests.post(f"channels/{channel_id}/play", media=media)

    async def listen(self, channel_id: str, phone: str, target_id: str, *, whisper: bool) -> None:
        """See the port."""
        self._listening.expect(channel_id, target_id, whisper=whisper)
        try:
            await self._ring(channel_id, phone, "listening", timeout="20")
        except SwitchRefused:
            self._listening.forget(channel_id)
            raise

    async def hang_up(self, channel_id: str, *, busy: bool = False) -> None:
        """See the port."""
        await self._requests.delete(f"channels/{channel_id}", reason="busy" if busy else "normal")

    async def recording_files(self, recording: str) -> tuple[str, str] | None:
        """See the port."""
        paths = [self._recordings / f"{_check(recording)}{ending}" for ending in (SAID, HEARD)]
        return (str(paths[0]), str(paths[1])) if all(map(self._is_complete, paths)) else None

    async def early_sound(self, recording: str) -> str | None:
        """See the port."""
        path = self._recordings / f"{_check(recording)}{EARLY}"
        return str(path) if self._is_complete(path) else None

    async def _originate(self, channel_id: str, endpoint: str, body: object, **query: str) -> None:
        if not self._link.connected:
            raise SwitchRefused(reason="no events flow from the switch")
        await self._requests.post("channels", body, endpoint=endpoint, channelId=channel_id, **query)

    async def _ring(self, channel_id: str, phone: str, kind: str, *, timeout: str, caller: str = "") -> None:
        application = self._requests.address.application
        try:
            await self._originate(
                channel_id,
                f"PJSIP/{_check(phone)}",
                None,
                app=application,
                appArgs=kind,
                callerId=caller,
                timeout=timeout,
            )
        except Refusal as refusal:
            if refusal.answer >= 500:
                raise SwitchRefused(reason=f"phone {phone} is not registered") from refusal
            raise

    def _both_ways(self, recording: str) -> str:
        path = self._recordings / _check(recording)
        return f"r({path}{SAID})t({path}{HEARD})"

    async def _monitor(self, channel_id: str, options: str) -> None:
        await self._requests.manage("MixMonitor", Channel=channel_id, File="", Options=options)

    async def _connected(self) -> SwitchEvent:
        """Events flow: tell trunks and phones, then look at what there is."""
        information = await self._requests.get("asterisk/info")
        self._began = moment(information["status"]["startup_time"])
        await self._known.tell_everything()
        snapshot = await self.snapshot()
        self._observer.forget(registered=snapshot.phones)
        return SwitchConnected(datetime.now(UTC), snapshot)

    def _heard(self, message: Message) -> list[SwitchEvent]:
        for step in self._listening.steps(message):
            self._do(step)
        events = list(self._observer.observe(message))
        for event in events:
            if isinstance(event, ChannelProgress) and event.channel_id in self._early:
                self._do(self._monitor(event.channel_id, f"r({self._early[event.channel_id]})"))
            elif isinstance(event, ChannelEnded):
                self._early.pop(event.channel_id, None)
        return events

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something without making the next event wait. What has gone meanwhile is no error."""

        async def quietly() -> None:
            with suppress(Refusal):
                await work

        task = asyncio.create_task(quietly())
        self._work.add(task)
        task.add_done_callback(self._work.discard)

    def _is_complete(self, path: Path) -> bool:
        return is_complete(path, now=datetime.now(UTC), switch_began=self._began)


def _check(name: str) -> str:
    """A name that goes into a path or a command of the switch."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a name the switch can take: {name!r}")
    return name
