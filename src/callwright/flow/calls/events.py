"""What calls tell later stages."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from callwright.platform.events import Event


@dataclass(frozen=True)
class CallRecordsImported(Event):
    """`count` attempts are new; they began on company days from `first_day` to `last_day`, both included."""

    import_id: uuid.UUID
    count: int
    first_day: date
    last_day: date


@dataclass(frozen=True)
class CallEnded(Event):
    """A call of our own dialer that was answered is over and settled; `recording` is its name, "" = none.

    Also when no agent came to it: a machine answered, or nobody was free.
    """

    attempt_id: uuid.UUID
    live_attempt_id: uuid.UUID
    recording: str


@dataclass(frozen=True)
class PracticeEnded(Event):
    """A practice call that was answered is over. It is in no ledger: what counts calls never hears of it."""

    live_attempt_id: uuid.UUID
