"""Practice calls: with whom, whether it is possible now, and what became of them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from callwright.kernel.text import Text

HOST_SILENT = timedelta(seconds=60)
"""Customers that said nothing for so long are not there any more; they report every twenty seconds."""
SPOKEN, TONES = "spoken", "tones"


@dataclass(frozen=True, slots=True)
class PracticeHost:
    """The customers to practise with at one switch node: on which port of that machine, and whether they speak."""

    node: str
    port: int
    voice: str
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class PracticeCustomer:
    """A customer to choose: what it objects to, what one learns from it, what it says."""

    code: str
    name: Text
    trains: Text
    lines: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class PracticeRoom:
    """What a person may practise with now; `why_not` None: it is possible. `voice_note`: what is wrong with voices."""

    customers: tuple[PracticeCustomer, ...]
    voice: str
    why_not: Text | None
    voice_note: Text | None


@dataclass(frozen=True, slots=True)
class PracticeCall:
    """One practice call; `id` is that of its live attempt. Times UTC; `ended_at` None while it goes on."""

    id: uuid.UUID
    person_id: uuid.UUID
    profile: str
    voice: str
    started_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    ended_reason: str

    @property
    def talk_seconds(self) -> int:
        """Whole seconds from the answer to the end."""
        if self.answered_at is None or self.ended_at is None:
            return 0
        return int((self.ended_at - self.answered_at).total_seconds())
