"""What calls need of the outside: a telephone switch.

One `Switch` is one node. It dials, joins, records and tells what happened; it decides nothing. Channel ids are given
by the caller before anything is dialed, so that after a crash everything found on the switch can be matched with what
was written beforehand (product §4.8).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from callwright.flow.calls.errors import SwitchRefused

__all__ = ["SwitchRefused"]
"""An adapter sees only this file and the contracts, so the error of an order that was not taken is named here too."""


@dataclass(frozen=True, slots=True)
class SwitchEvent:
    """Something the switch said. `at` is the switch's own time, aware UTC."""

    at: datetime


@dataclass(frozen=True, slots=True)
class SwitchConnected(SwitchEvent):
    """Events flow from now on; what happened before was missed. `snapshot` is what the switch has now."""

    snapshot: SwitchSnapshot


@dataclass(frozen=True, slots=True)
class SwitchLost(SwitchEvent):
    """No events any more. Nothing may be dialed until SwitchConnected: an answered customer would hear nobody."""

    reason: str


@dataclass(frozen=True, slots=True)
class ChannelEvent(SwitchEvent):
    """Something about one channel."""

    channel_id: str


@dataclass(frozen=True, slots=True)
class ChannelRinging(ChannelEvent):
    """The far end rings."""


@dataclass(frozen=True, slots=True)
class ChannelProgress(ChannelEvent):
    """The far end sends sound before answering (announcement, ring-back)."""


@dataclass(frozen=True, slots=True)
class ChannelAnswered(ChannelEvent):
    """The far end answered; said once per channel."""


@dataclass(frozen=True, slots=True)
class MachineJudged(ChannelEvent):
    """What answering-machine detection thinks: "human", "machine" or "unsure", with the detector's reason."""

    verdict: str
    reason: str


@dataclass(frozen=True, slots=True)
class ChannelDigit(ChannelEvent):
    """A key was pressed on the far end's phone."""

    digit: str


@dataclass(frozen=True, slots=True)
class ChannelEnded(ChannelEvent):
    """The channel is gone; said once. `cause` is Q.850, `sip_code` the far end's answer, 0 when unknown."""

    cause: int
    cause_text: str
    sip_code: int


@dataclass(frozen=True, slots=True)
class InboundCall(ChannelEvent):
    """Somebody calls us: caller and called number as the carrier gave them."""

    trunk: str
    caller: str
    called: str


@dataclass(frozen=True, slots=True)
class PhoneChanged(SwitchEvent):
    """The phone of an agent registered or went away; `phone` is the name given to `set_phone`."""

    phone: str
    registered: bool


@dataclass(frozen=True, slots=True)
class ChannelNow:
    """A channel as it is: `state` is "down", "ringing" or "up"; `bridge_id` "" when it is alone."""

    channel_id: str
    state: str
    bridge_id: str


@dataclass(frozen=True, slots=True)
class SwitchSnapshot:
    """Every channel of ours on the switch, the registered phones, and all phones it lets register."""

    channels: tuple[ChannelNow, ...]
    phones: frozenset[str]
    known_phones: frozenset[str]

    def channel(self, channel_id: str) -> ChannelNow | None:
        """The channel with this id, or None when it is gone."""
        return next((one for one in self.channels if one.channel_id == channel_id), None)


@dataclass(frozen=True, slots=True)
class Trunk:
    """A way to the public network. `address` is host or host:port, `transport` "udp", "tcp" or "tls".

    With `registers` the switch signs in there; otherwise calls from that address are taken as the trunk's. Numbers are
    dialed as people of `country` (ISO, "CN") would dial them; "" sends them as +E.164. `takes_calls` False: it leads
    out only, and a call from that address belongs to another trunk.
    """

    name: str
    address: str
    transport: str = "udp"
    username: str = ""
    secret: str = ""
    registers: bool = False
    country: str = "CN"
    takes_calls: bool = True


@dataclass(frozen=True, slots=True)
class CustomerDial:
    """One dial of a customer. `number` is E.164. `recording` is a name without folder; "" = not recorded.

    `trunk` is the name of a configured trunk, `caller_number` what is shown to the customer. The ring ends after
    `ring_seconds`. With `early_media` sound before the answer is kept too (`early_sound`); with `detect_machine` the
    answer is judged: MachineJudged follows ChannelAnswered after 1-5 s, and only then can the channel be joined.
    """

    channel_id: str
    trunk: str
    number: str
    caller_number: str
    ring_seconds: int
    recording: str
    early_media: bool = False
    detect_machine: bool = False


class Switch(Protocol):
    """One telephone switch. Every verb is safe to repeat; a channel that is gone is no error for `hang_up`."""

    node: str

    def events(self) -> AsyncIterator[SwitchEvent]:
        """What happens, for ever: SwitchConnected first and after every interruption, SwitchLost in between."""

    async def snapshot(self) -> SwitchSnapshot:
        """What the switch has now."""

    async def set_trunk(self, trunk: Trunk) -> None:
        """Have this trunk from now on; the same again changes nothing."""

    async def remove_trunk(self, name: str) -> None:
        """Forget a trunk; its running calls go on."""

    async def set_phone(self, phone: str, password: str, *, webrtc: bool) -> None:
        """Let an agent's phone register under this name; the same again changes nothing."""

    async def remove_phone(self, phone: str) -> None:
        """Forget a phone; its registration ends."""

    async def dial_customer(self, dial: CustomerDial) -> None:
        """Dial. Returns when the switch has taken the order; SwitchRefused when it did not."""

    async def dial_phone(self, channel_id: str, phone: str, *, caller: str, ring_seconds: int) -> None:
        """Ring an agent's phone; `caller` is what it shows. SwitchRefused when the phone is not registered."""

    async def answer(self, channel_id: str) -> None:
        """Take an inbound call."""

    async def record(self, channel_id: str, recording: str) -> None:
        """Record both directions of a channel from now on: what it says and what it hears."""

    async def record_on(self, channel_id: str, recording: str) -> None:
        """Go on with a recording after another phone was joined to the channel; nothing to do when it is over."""

    async def join(self, bridge_id: str, channel_ids: tuple[str, ...]) -> None:
        """Let these channels hear each other; makes the bridge when it is new."""

    async def leave(self, bridge_id: str, channel_id: str) -> None:
        """Take a channel out of the bridge; it stays up and hears nothing."""

    async def end_bridge(self, bridge_id: str) -> None:
        """Remove the bridge; channels stay up."""

    async def hold(self, channel_id: str, *, on: bool) -> None:
        """Let a channel wait with a waiting tone and hear nobody, or bring it back."""

    async def mute(self, channel_id: str, *, on: bool) -> None:
        """Let the others not hear this channel, or hear it again."""

    async def send_digits(self, channel_id: str, digits: str) -> None:
        """Press keys (0-9 * #) towards this channel's far end."""

    async def play(self, channel_id: str, sound: str) -> None:
        """Play a sound by name to this channel alone."""

    async def listen(self, channel_id: str, phone: str, target_id: str, *, whisper: bool) -> None:
        """Ring `phone` as `channel_id` and let it hear `target_id`'s call; with whisper the target hears it too."""

    async def hang_up(self, channel_id: str, *, busy: bool = False) -> None:
        """End a channel; `busy` refuses an inbound call that was not answered."""

    async def recording_files(self, recording: str) -> tuple[str, str] | None:
        """Paths of what the channel said and what it heard, once both are complete; None until then."""

    async def early_sound(self, recording: str) -> str | None:
        """Path of what the far end sent before it answered or refused, once complete; None until then or without."""


@dataclass(frozen=True, slots=True)
class SentRecords:
    """Call records as another phone system sent them, one flat row each; `skipped` names what is no call record."""

    rows: tuple[Mapping[str, str], ...]
    skipped: tuple[str, ...]


class PhoneSystems(Protocol):
    """Reads what other phone systems write and post."""

    def kinds(self) -> tuple[str, ...]:
        """The kinds of phone systems that are known."""
        ...

    def read(self, kind: str, body: bytes) -> SentRecords:
        """The records in a body; ValueError with a reason when there are none of this kind."""
        ...

    def outcomes(self, kind: str) -> Mapping[str, str]:
        """What its result words mean (their word → our outcome), beyond the words every import knows."""
        ...


class SigningKeys(Protocol):
    """Makes secrets that need not be stored: the same name always gives the same one, on this installation only."""

    def derive(self, name: str) -> str:
        """The secret for a name."""
        ...
