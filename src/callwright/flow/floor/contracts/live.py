"""The floor as it is now: states, phones, the board."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from callwright.flow.floor.contracts.states import ON_CALL, State
from callwright.kernel.text import Text


@dataclass(frozen=True, slots=True)
class CurrentState:
    """What a person is doing since `since` (UTC). Exactly one per person; `version` grows with each change.

    `source` says who set it ("desk", "dialer", "phone", "clock"), `source_id` which call it belongs to ("" none).
    `until`: the end of a wrap-up, or of what a break allows; None when nothing ends it. `next_state` is what the
    person wishes to do after the call. `late_ms`: how many milliseconds the last event lay before `since` of
    the state it ended; its time was moved up to that moment, because time never goes backwards.
    """

    person_id: uuid.UUID
    state: State
    since: datetime
    reason: str = ""
    campaign: str = ""
    source: str = ""
    source_id: str = ""
    until: datetime | None = None
    extended: bool = False
    next_state: State | None = None
    next_reason: str = ""
    late_ms: int = 0
    version: int = 0

    @property
    def on_call(self) -> bool:
        """Whether the person's phone is busy with a call."""
        return self.state in ON_CALL or self.practising

    @property
    def practising(self) -> bool:
        """Whether a practice call goes on: training that belongs to a call."""
        return self.state is State.TRAINING and self.source_id != ""


@dataclass(frozen=True, slots=True)
class WrapUpRule:
    """How long work after a call may take in a campaign, and what follows when it is not ended by hand.

    `then` is State.READY, or State.BREAK (a break with the reason "unexplained").
    """

    seconds: int
    extension_seconds: int
    then: State


@dataclass(frozen=True, slots=True)
class PhoneClaim:
    """A phone that now belongs to one browser: what that browser registers with, until `expires_at` (UTC).

    Each report of the browser prolongs it; None: a desk phone, which keeps it. The password is in here and
    nowhere else once the switch has it.
    """

    name: str
    password: str = field(repr=False)
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class PhoneReport:
    """What a browser says about its phone: microphone "granted", "denied" or "none"; times in milliseconds."""

    registered: bool
    microphone: str
    packets_lost: int = 0
    jitter_ms: int = 0
    round_trip_ms: int = 0


@dataclass(frozen=True, slots=True)
class PhoneHealth:
    """How the phone of a person is: `trouble` names what keeps calls from it (PHONE_TROUBLES), "" nothing.

    `registered` is what the browser or, for a desk phone (kind "sip"), the switch said last.
    """

    person_id: uuid.UUID
    name: str
    kind: str
    browser_id: str | None
    registered: bool
    trouble: str
    last_report_at: datetime | None
    microphone: str
    packets_lost: int
    jitter_ms: int
    round_trip_ms: int

    @property
    def healthy(self) -> bool:
        """Whether calls can be put through."""
        return not self.trouble


@dataclass(frozen=True, slots=True)
class PhoneWish:
    """What the switch shall do with a phone: let it register with `password`, or forget it (`remove`).

    `claim` names this wish; say it again in `service.phone_settled`, so that a newer wish is not lost.
    """

    name: str
    person_id: uuid.UUID
    kind: str
    claim: int
    remove: bool
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Expiry:
    """How many wrap-ups the clock ended, phones fell silent, people were gone, breaks became over-long."""

    wrap_ups: int = 0
    silent: int = 0
    gone: int = 0
    over_long: int = 0

    @property
    def changed(self) -> bool:
        """Whether anything happened."""
        return bool(self.wrap_ups or self.silent or self.gone or self.over_long)


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something on the floor a lead should look at, since when (UTC)."""

    code: str
    person_id: uuid.UUID
    since: datetime
    text: Text


@dataclass(frozen=True, slots=True)
class BoardPerson:
    """One person on the wallboard. `current` None: never signed in on a desk, which is offline."""

    person_id: uuid.UUID
    employee_number: str
    name: str
    team: str | None
    current: CurrentState | None
    phone: PhoneHealth | None
    lost: Mapping[str, int] | None = None
    talk_seconds: int | None = None
    work_seconds: int | None = None

    @property
    def state(self) -> State:
        """What the person does now."""
        return self.current.state if self.current else State.OFFLINE


@dataclass(frozen=True)
class Board:
    """Everybody visible with the state at `at` (UTC), how many are in each state, and what is wrong."""

    at: datetime
    people: tuple[BoardPerson, ...]
    by_state: Mapping[str, int]
    alarms: tuple[Alarm, ...]
