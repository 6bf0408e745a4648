"""Settled attempts, what people did, what a call record file means."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

DEFAULT_EFFECTIVE_TALK_SECONDS = 30
"""Least talk of an effective contact where a campaign does not say otherwise (product §1)."""


class Outcome(StrEnum):
    """The result of an attempt, as recorded by the agent or the phone system (disposition, product §1)."""

    NO_ANSWER = "no_answer"
    BUSY = "busy"
    INVALID_NUMBER = "invalid_number"
    SWITCHED_OFF = "switched_off"
    ANSWERING_MACHINE = "answering_machine"
    REFUSED = "refused"
    WRONG_PARTY = "wrong_party"
    ANSWERED = "answered"
    EFFECTIVE = "effective"
    CALLBACK = "callback"
    INTERESTED = "interested"
    ORDERED = "ordered"
    DO_NOT_CALL = "do_not_call"
    COMPLAINT = "complaint"


EFFECTIVE_OUTCOMES = frozenset({Outcome.EFFECTIVE, Outcome.CALLBACK, Outcome.INTERESTED, Outcome.ORDERED})
"""Outcomes that make an answered call of sufficient talk an effective contact (product §1)."""

INTEREST_OUTCOMES = frozenset({Outcome.INTERESTED, Outcome.ORDERED})
"""Outcomes that say interest: who orders was interested."""

FINAL_REFUSALS = frozenset({Outcome.DO_NOT_CALL, Outcome.COMPLAINT})
"""Outcomes after which the number is never called again by anybody (product §2.5)."""


WRONG_DATA = frozenset({Outcome.INVALID_NUMBER, Outcome.WRONG_PARTY})
"""Outcomes that prove the data of a list wrong."""

RIGHT_DATA = frozenset(Outcome) - WRONG_DATA - {
    Outcome.NO_ANSWER, Outcome.BUSY, Outcome.SWITCHED_OFF, Outcome.ANSWERING_MACHINE
}  # fmt: skip
"""Outcomes that prove it right: the right party was reached, whatever it said."""


class Direction(StrEnum):
    """Who called: we (outbound) or the customer (inbound, a return call)."""

    OUTBOUND = "outbound"
    INBOUND = "inbound"


def recording_key(name: str) -> str:
    """What is the same in all spellings of a recording's name: no folder, no query, no suffix, no case."""
    last = name.strip().split("?", 1)[0].replace("\\", "/").rstrip("/").rsplit("/", 1)[-1].lower()
    stem, dot, suffix = last.rpartition(".")
    return stem if dot and stem and suffix.isalnum() and len(suffix) <= 4 and not suffix.isdigit() else last


@dataclass(frozen=True, slots=True)
class Attempt:
    """One dial of one number; a call when `answered_at` is set. Times are aware UTC in whole seconds.

    `effective` was decided with the campaign's rule in force at import. `overlapping`: the agent had another
    attempt at the same time; both are kept, talk counts once in all sums. `person_id` is None when the dialer called
    and no agent came to it (nobody answered, or the call was abandoned).
    """

    id: uuid.UUID
    person_id: uuid.UUID | None
    e164: str
    contact_id: uuid.UUID | None
    campaign_code: str
    direction: Direction
    started_at: datetime
    answered_at: datetime | None
    ended_at: datetime
    outcome: Outcome
    raw_outcome: str
    recording_name: str
    system: str
    record_id: str
    effective: bool
    overlapping: bool = False

    @property
    def talk_seconds(self) -> int:
        """Answer to hang-up of the agent's own leg; 0 when nobody answered."""
        return int((self.ended_at - self.answered_at).total_seconds()) if self.answered_at else 0


@dataclass(frozen=True)
class CallView:
    """An attempt with the names a person wants to read; `number` is masked for those who may not see numbers."""

    id: uuid.UUID
    person_id: uuid.UUID | None
    person: str
    employee_number: str
    number: str
    contact_id: uuid.UUID | None
    company: str
    campaign: str
    direction: Direction
    started_at: datetime
    answered_at: datetime | None
    ended_at: datetime
    talk_seconds: int
    outcome: Outcome
    raw_outcome: str
    effective: bool
    overlapping: bool
    recording_name: str


@dataclass(frozen=True)
class PersonActivity:
    """What a person did in a stretch of time (product §5).

    dials: outbound attempts. connected: answered attempts, return calls included. effective, interested,
    ordered: answered attempts by outcome class. talk_seconds: overlapping calls counted once.
    """

    person_id: uuid.UUID
    dials: int
    connected: int
    effective: int
    interested: int
    ordered: int
    talk_seconds: int


@dataclass(frozen=True)
class PersonDayActivity(PersonActivity):
    """The same for one company day."""

    day: date = date.min


@dataclass(frozen=True)
class LadderStep:
    """One step of the ladder dials → connected → effective → interested → ordered (product §5).

    `rate` is the share of the step before (None on the first step or when that one is 0).
    """

    name: str
    count: int
    rate: float | None


@dataclass(frozen=True)
class ContactOutcome:
    """The newest outcome of a contact, for measuring how well a list ages."""

    contact_id: uuid.UUID
    outcome: Outcome
    at: datetime


@dataclass(frozen=True)
class CallMapping:
    """How to read the records of one phone system.

    `columns`: field → column header. `values`: field ("direction", "outcome") → their word → ours.
    `timezone`: zone of times without offset, "" = the company's. `system` tells record ids of two phone
    systems apart.
    """

    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    timezone: str = ""
    system: str = ""
    time_formats: tuple[str, ...] = ()
    country: str = "CN"
