"""What Asterisk says, in the words of the port. Each thing is said once, however often Asterisk repeats it."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from callwright.adapters.asterisk.control.endpoints import phone_of, trunk_of
from callwright.flow.calls.ports import (
    ChannelAnswered,
    ChannelDigit,
    ChannelEnded,
    ChannelProgress,
    ChannelRinging,
    InboundCall,
    MachineJudged,
    PhoneChanged,
    SwitchEvent,
)

Message = dict[str, Any]
_VERDICTS = {"HUMAN": "human", "MACHINE": "machine"}
_THERE = frozenset({"Reachable", "Registered"})
UNWANTED = (
    "ChannelCreated", "ChannelVarset", "ChannelDialplan", "ChannelCallerId", "ChannelConnectedLine",
    "ChannelHangupRequest", "ChannelToneDetected", "ChannelHold", "ChannelUnhold",
    "ContactStatusChange", "EndpointStateChange", "StasisEnd", "BridgeCreated", "BridgeDestroyed",
    "BridgeMerged", "BridgeVideoSourceChanged", "ChannelEnteredBridge", "ChannelLeftBridge",
    "PlaybackStarted", "PlaybackFinished", "RTPStreamStatsReceived"
)  # fmt: skip
"""Kinds of messages nobody here reads; the switch is asked not to send them."""
_NORMAL = (16, "Normal Clearing")
_REMEMBERED = 4096
"""Ended channels whose end is not said twice."""


class Observer:
    """Turns messages into events and remembers what was said about each living channel."""

    def __init__(self) -> None:
        self._said: dict[str, set[str]] = {}
        self._answered_at: dict[str, datetime] = {}
        self._ended_ids: deque[str] = deque()
        self._registered: set[str] = set()
        self._judged_later: set[str] = set()
        self._readers: dict[str, Callable[[Message, datetime], Iterator[SwitchEvent]]] = {
            "Dial": self._dial,
            "ChannelStateChange": self._state,
            "StasisStart": self._entered,
            "ChannelDtmfReceived": self._digit,
            "ChannelDestroyed": self._ended,
            "PeerStatusChange": self._phone,
        }

    def forget(self, *, registered: frozenset[str]) -> None:
        """Events were missed: what is registered is known anew, of channels nothing is."""
        self._said.clear()
        self._ended_ids.clear()
        self._answered_at.clear()
        self._registered = set(registered)

    def judge_later(self, channel_id: str) -> None:
        """This channel's answer is judged before it is handed over: its answer is said as soon as it is known."""
        self._judged_later.add(channel_id)

    def observe(self, message: Message) -> Iterator[SwitchEvent]:
        """The events in a message; most have none."""
        reader = self._readers.get(message["type"])
        if reader is not None:
            yield from reader(message, moment(message["timestamp"]))

    def _dial(self, message: Message, at: datetime) -> Iterator[SwitchEvent]:
        channel_id = message["peer"]["id"]
        if message["dialstatus"] == "RINGING" and self._first(channel_id, "ringing"):
            yield ChannelRinging(at, channel_id)
        elif message["dialstatus"] == "PROGRESS" and self._first(channel_id, "progress"):
            yield ChannelProgress(at, channel_id)

    def _state(self, message: Message, at: datetime) -> Iterator[SwitchEvent]:
        channel = message["channel"]
        channel_id = channel["id"]
        if channel["state"] != "Up" or not _is_call(channel):
            return
        self._answered_at.setdefault(channel_id, at)
        if channel_id in self._judged_later:
            yield from self._answer(channel_id, at)

    def _entered(self, message: Message, at: datetime) -> Iterator[SwitchEvent]:
        channel, arguments = message["channel"], message["args"]
        channel_id, kind = channel["id"], arguments[0] if arguments else ""
        if not _is_call(channel) or not self._first(channel_id, f"entered {kind}"):
            return
        if kind == "inbound":
            trunk = trunk_of(channel["name"]) or ""
            yield InboundCall(at, channel_id, trunk, channel["caller"]["number"], _called(arguments[1:]))
            return
        yield from self._answer(channel_id, at)
        if kind == "judged":
            verdict = _VERDICTS.get(arguments[1], "unsure")
            yield MachineJudged(at, channel_id, verdict, arguments[2] if len(arguments) > 2 else "")

    def _answer(self, channel_id: str, at: datetime) -> Iterator[SwitchEvent]:
        if self._first(channel_id, "answered"):
            yield ChannelAnswered(self._answered_at.get(channel_id, at), channel_id)

    def _digit(self, message: Message, at: datetime) -> Iterator[SwitchEvent]:
        channel_id, digit = message["channel"]["id"], message["digit"]
        if self._first(channel_id, f"digit {digit} {message['timestamp']}"):
            yield ChannelDigit(at, channel_id, digit)

    def _ended(self, message: Message, at: datetime) -> Iterator[SwitchEvent]:
        channel = message["channel"]
        channel_id = channel["id"]
        if not _is_call(channel) or not self._first(channel_id, "ended"):
            return
        self._bury(channel_id)
        cause, words = message.get("cause", 0), message.get("cause_txt", "")
        if cause == 0 and channel["state"] == "Up":
            cause, words = _NORMAL  # a far end that hangs up without giving a reason
        yield ChannelEnded(at, channel_id, cause, words, message.get("tech_cause", 0))

    def _phone(self, message: Message, at: datetime) -> Iterator[SwitchEvent]:
        phone = phone_of(message["endpoint"]["resource"])
        if phone is not None:
            yield from self.phone(phone, at, registered=message["peer"]["peer_status"] in _THERE)

    def phone(self, phone: str, at: datetime, *, registered: bool) -> Iterator[SwitchEvent]:
        """What is known of a phone; said when it is new."""
        if registered == (phone in self._registered):
            return
        (self._registered.add if registered else self._registered.discard)(phone)
        yield PhoneChanged(at, phone, registered)

    def _bury(self, channel_id: str) -> None:
        """Keep only that it ended, and that only for the last few."""
        self._said[channel_id] = {"ended"}
        self._answered_at.pop(channel_id, None)
        self._judged_later.discard(channel_id)
        self._ended_ids.append(channel_id)
        if len(self._ended_ids) > _REMEMBERED:
            self._said.pop(self._ended_ids.popleft(), None)

    def _first(self, channel_id: str, thing: str) -> bool:
        said = self._said.setdefault(channel_id, set())
        if thing in said or "ended" in said:
            return False
        said.add(thing)
        return True


def _is_call(channel: Message) -> bool:
    """Calls of ours; not the switch's own inner channels."""
    return str(channel["name"]).startswith("PJSIP/")


def _called(arguments: list[str]) -> str:
    """The number that was called: a carrier we signed in at calls our account and names the number beside it."""
    account, *beside = arguments
    named = re.search(r"sips?:(\+?\d+)@", ",".join(beside))
    return account if re.fullmatch(r"\+?\d+", account) or named is None else named[1]


def moment(timestamp: str) -> datetime:
    """Asterisk's time with its odd zone ("+0000") as aware UTC."""
    return datetime.strptime(timestamp, "%Y-%m-%dT%H:%M:%S.%f%z").astimezone(UTC)
