"""Calls while they happen: what the dialer keeps of each attempt, and what people may ask of it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from callwright.flow.calls.contracts.records import Direction, Outcome
from callwright.kernel.ids import derive_id
from callwright.kernel.text import Text
from callwright.registers.campaigns.contracts import DialingMode

OWN_SYSTEM = "callwright"
"""The phone system of attempts that our own dialer made."""

WAKE = "callwright_dialer"
"""The PostgreSQL channel that wakes the dialer; the payload says what for and is no more than a hint."""
COMMAND_PATIENCE = 8.0
"""Seconds a person waits for the dialer to take a command. One that is older is not carried out any more."""


class AttemptState(StrEnum):
    """Where an attempt stands on the switch.

    planned: written, not dialed yet. waiting: the customer answered and no agent is there yet. agent_lost: the
    agent's phone went away in the middle of a call, the customer is kept.
    """

    PLANNED = "planned"
    DIALING = "dialing"
    RINGING = "ringing"
    WAITING = "waiting"
    TALKING = "talking"
    HELD = "held"
    AGENT_LOST = "agent_lost"
    ENDED = "ended"


WITH_CUSTOMER = frozenset(
    {AttemptState.WAITING, AttemptState.TALKING, AttemptState.HELD, AttemptState.AGENT_LOST}
)
"""States in which a customer has answered and is still there."""


class EndedReason(StrEnum):
    """Why an attempt ended."""

    CUSTOMER_LEFT = "customer_left"
    AGENT_HUNG_UP = "agent_hung_up"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    DECLINED = "declined"
    INVALID_NUMBER = "invalid_number"
    SWITCHED_OFF = "switched_off"
    NETWORK = "network"
    MACHINE = "machine"
    ABANDONED = "abandoned"
    AGENT_GONE = "agent_gone"
    CANCELLED = "cancelled"
    BARRED = "barred"
    NOT_DIALED = "not_dialed"
    SIGHT_LOST = "sight_lost"


@dataclass(frozen=True)
class Transfer:
    """A hand-over in progress: to a person or an outside number, asked first (warm) or not (blind).

    `channel_id` is the consulted far end's channel, "" before it is rung; `share` is the receiver's part of the
    credit (product §4.1 b).
    """

    kind: str
    to_person_id: uuid.UUID | None
    to_number: str
    channel_id: str = ""
    reached: bool = False
    share: Decimal | None = None


@dataclass(frozen=True)
class LiveAttempt:
    """One attempt as the dialer knows it; times are aware UTC. See the table `calls.live_attempt`."""

    id: uuid.UUID
    node: str
    state: AttemptState
    mode: DialingMode
    direction: Direction
    campaign_code: str
    e164: str
    trunk: str
    caller_number: str
    planned_at: datetime
    version: int = 0
    lead_id: uuid.UUID | None = None
    contact_id: uuid.UUID | None = None
    person_id: uuid.UUID | None = None
    line_id: uuid.UUID | None = None
    dialed_at: datetime | None = None
    ringing_at: datetime | None = None
    answered_at: datetime | None = None
    joined_at: datetime | None = None
    agent_left_at: datetime | None = None
    resume_until: datetime | None = None
    ended_at: datetime | None = None
    ended_reason: str = ""
    cause: int = 0
    sip_code: int = 0
    machine: str = ""
    early_media: bool = False
    abandoned: bool = False
    muted: bool = False
    recording: str = ""
    transfer: Transfer | None = None
    closer_id: uuid.UUID | None = None
    closer_share: Decimal | None = None
    outcome: Outcome | None = None
    note: str = ""
    callback_at: datetime | None = None
    disposed_at: datetime | None = None
    disposed_by: str = ""
    inbound_channel: str = ""
    detects_machine: bool = False
    interrupts: bool = False
    practice: str = ""
    practice_voice: str = ""

    @property
    def channel_id(self) -> str:
        """The customer's channel on the switch: ours is of fixed length and known before anything is dialed."""
        return self.inbound_channel or self.id.hex

    @property
    def agent_id(self) -> uuid.UUID | None:
        """Who talks with the customer now: the one it was handed over to, else the first agent."""
        return self.closer_id or self.person_id

    @property
    def settled_id(self) -> uuid.UUID:
        """The id this attempt has, or will have, in `calls.attempt`."""
        return derive_id("calls.attempt", OWN_SYSTEM, str(self.id))

    @property
    def ended(self) -> bool:
        """Whether nothing more can happen on the switch."""
        return self.state is AttemptState.ENDED

    @property
    def needs_disposition(self) -> bool:
        """Whether an agent has talked and not yet recorded a result; a practice call has none."""
        return self.joined_at is not None and self.disposed_at is None and not self.practice


@dataclass(frozen=True, slots=True)
class AgentLeg:
    """An agent's phone that rings or is up on the switch."""

    person_id: uuid.UUID
    channel_id: str
    phone: str
    up: bool
    since: datetime

    @property
    def bridge_id(self) -> str:
        """The agent's own bridge: the same for ever, so that a lost phone finds its customer again."""
        return self.person_id.hex


class Verb(StrEnum):
    """What a person may ask of the dialer."""

    DIAL = "dial"
    HANG_UP = "hang_up"
    HOLD = "hold"
    RETRIEVE = "retrieve"
    MUTE = "mute"
    UNMUTE = "unmute"
    RESUME = "resume"
    DIGITS = "digits"
    PRACTISE = "practise"
    TRANSFER = "transfer"
    TRANSFER_COMPLETE = "transfer_complete"
    TRANSFER_CANCEL = "transfer_cancel"
    LISTEN = "listen"
    LISTEN_END = "listen_end"


@dataclass(frozen=True)
class Command:
    """One thing asked of the dialer of a node."""

    id: int
    node: str
    verb: Verb
    person_id: uuid.UUID | None
    attempt_id: uuid.UUID | None
    arguments: dict[str, Any] = field(default_factory=dict)

    @property
    def own_id(self) -> uuid.UUID:
        """The id of the attempt it makes: the same when it is carried out again after a crash."""
        return derive_id("calls.command", str(self.id))


@dataclass(frozen=True)
class Answer:
    """What the dialer said to a command: `error` is {code, zh, en} or None."""

    attempt_id: uuid.UUID | None
    error: dict[str, str] | None


@dataclass(frozen=True)
class CampaignDialing:
    """How a campaign is dialed now. `abandonment_budget` is a share of answered calls, 0…1.

    `detect_machines`: answering machines are looked for (off by default: it also hangs up on some people).
    `early_media`: sound before the answer is recorded, where announcements such as 空号 are heard. `polite_deferral`:
    a customer who answered when nobody is free may go to somebody who is writing up a call (`decide.pacing`).
    """

    campaign_code: str
    running: bool
    mode: DialingMode
    abandonment_budget: Decimal
    detect_machines: bool
    early_media: bool
    polite_deferral: bool
    learned: dict[str, Any]
    changed_by: str
    updated_at: datetime


@dataclass(frozen=True)
class PacingSample:
    """What the pacer of a campaign saw at a moment, did, and why."""

    campaign_code: str
    at: datetime
    launched: int
    in_flight: int
    because: Text
    predicted: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Room:
    """What the lines of a node can still carry: calls at once, and calls a second of its trunks."""

    lines_free: int
    calls_per_second: float
