"""The day as it was: phases pushed in, timelines and day figures given out."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from callwright.flow.floor.contracts.states import State


class Cause(StrEnum):
    """Where minutes of work time went that were not talk (product §5, "lost minutes")."""

    DIALING = "dialing"
    RINGING = "ringing"
    WAITING = "waiting"
    WRAP_UP = "wrap_up"
    BREAK = "break"
    LOOKING_UP = "looking_up"
    WRONG_DATA = "wrong_data"
    NO_LEADS = "no_leads"
    PHONE_TROUBLE = "phone_trouble"
    MEETING = "meeting"
    TRAINING = "training"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of a call on the agent's own leg (dialing … wrap_up), pushed down by `calls`.

    `source` names the room ("calls"), `source_id` the attempt. Start inclusive, end exclusive, aware UTC.
    """

    person_id: uuid.UUID
    state: State
    start: datetime
    end: datetime
    source: str
    source_id: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of a timeline.

    `state` None = nothing was declared; `cause` None = talk, meal or outside the shift.
    """

    start: datetime
    end: datetime
    state: State | None
    cause: Cause | None
    in_shift: bool
    reason: str = ""
    source: str = ""
    source_id: str = ""

    @property
    def seconds(self) -> int:
        """Length in whole seconds."""
        return int((self.end - self.start).total_seconds())


@dataclass(frozen=True)
class Overlap:
    """Two calls of one person at the same time: both are kept, the time counts once, for `kept`."""

    start: datetime
    end: datetime
    kept: str
    clipped: str


@dataclass(frozen=True)
class PersonDay:
    """The figures of one person and company day, in whole seconds (product §5).

    work_seconds = talk_seconds + sum(lost.values()): the scheduled shift without its rest. Talk outside the
    shift is in `outside_talk_seconds` and not in utilisation. `logged_in_seconds` is None when no log-in
    was declared.
    """

    person_id: uuid.UUID
    day: date
    work_seconds: int
    logged_in_seconds: int | None
    talk_seconds: int
    lost: dict[str, int] = field(default_factory=dict)
    outside_talk_seconds: int = 0

    @property
    def utilisation(self) -> float | None:
        """Talk ÷ work time (product §1), None without work time."""
        return self.talk_seconds / self.work_seconds if self.work_seconds else None


@dataclass(frozen=True)
class Timeline:
    """One person's day: segments cover start to end exactly; `figures` is None when nobody was present."""

    person_id: uuid.UUID
    day: date
    start: datetime
    end: datetime
    segments: tuple[Segment, ...]
    overlaps: tuple[Overlap, ...]
    figures: PersonDay | None
