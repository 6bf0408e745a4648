"""The shared library: cards with use counts and results, and examples to hear."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class CardKind(StrEnum):
    """What a card holds."""

    SCRIPT = "script"
    OBJECTION = "objection"
    FACT = "fact"


@dataclass(frozen=True)
class CardUse:
    """How often a card was used, by how many people, and what became of the calls it was used in."""

    uses: int
    people: int
    calls: int
    effective: int
    interested: int
    ordered: int


@dataclass(frozen=True)
class LibraryCard:
    """The newest version of a card; `key` stays the same over versions."""

    key: UUID
    version: int
    kind: CardKind
    title: str
    text: str
    campaign: str
    step: str
    product: str
    retired: bool
    written_at: dt.datetime
    written_by: str
    use: CardUse


class Consent(StrEnum):
    """What the person who speaks in an example decided; only `given` can be heard by others."""

    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Example:
    """A part of a recorded call, in seconds; `person` is empty unless the person agreed to be named."""

    id: UUID
    attempt_id: UUID
    recording_id: UUID
    person_id: UUID
    person: str
    campaign: str
    step: str
    title: str
    why: str
    said: str
    start: float
    end: float
    consent: Consent
    named: bool
    consent_at: dt.datetime | None
    proposed_at: dt.datetime
    proposed_by: str
    plays: int
