"""What leaves the leads stage."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from callwright.kernel.text import Text


class LeadState(StrEnum):
    """Where a lead stands; `barred` is final, because a refusal is (product §2.5)."""

    NEW = "new"
    ASSIGNED = "assigned"
    IN_WORK = "in_work"
    INTERESTED = "interested"
    ORDERED = "ordered"
    CLOSED = "closed"
    BARRED = "barred"


class Method(StrEnum):
    """How leads are dealt out (product §3)."""

    ROUND_ROBIN = "round_robin"
    FAIR_SHARE = "fair_share"
    REGION = "region"
    SCORE = "score"
    SKILL = "skill"


OPEN_STATES = (LeadState.NEW, LeadState.ASSIGNED, LeadState.IN_WORK, LeadState.INTERESTED)
"""States that count against the cap of an owner and that may still be worked on."""


@dataclass(frozen=True)
class Lead:
    """One lead. `score` is the fit to the campaign's target, 0…1; times are UTC.

    `numbers` are E.164 and stay inside the server. `explanation` says why the present owner has it. `held_kind` says
    why an open lead must not be called now (product §2.5), until `held_until` (None = as long as that holds).
    """

    id: UUID
    contact_id: UUID
    campaign_code: str
    batch_id: UUID | None
    company: str
    person: str
    region: str
    numbers: tuple[str, ...]
    state: LeadState
    barred_reason: str | None
    owner_id: UUID | None
    owner: str | None
    score: Decimal | None
    created_at: dt.datetime
    protected_until: dt.datetime | None
    explanation: Text | None
    held_kind: str | None = None
    held_until: dt.datetime | None = None
    fit_parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Assignment:
    """One lead given to one person, and why."""

    lead_id: UUID
    person_id: UUID
    explanation: Text


@dataclass(frozen=True)
class AssignReport:
    """What an assignment did: leads given per person, leads left over and why, leads barred on the way.

    `held` of those left must not be called now (product §2.5).
    """

    campaign: str
    method: Method
    assigned: int
    by_person: dict[str, int]
    barred: int
    left: int
    left_because: Text | None
    held: int = 0


@dataclass(frozen=True)
class BatchFit:
    """Average fit of a batch's leads to the campaign's target, with how many were judged."""

    batch_id: UUID
    leads: int
    average: Decimal | None


@dataclass(frozen=True)
class RefusedClaim:
    """A lead that was asked for and not given, with the error's code and sentence."""

    lead_id: UUID
    code: str
    text: Text


@dataclass(frozen=True)
class ClaimReport:
    """What a bulk claim brought; `standing` is how the person stands after it."""

    claimed: tuple[Lead, ...]
    refused: tuple[RefusedClaim, ...]
    standing: PoolStanding


@dataclass(frozen=True)
class PoolStanding:
    """How much a person may still take from the pool today: claims made and allowed, open leads held and allowed."""

    claims_today: int
    claims_per_day: int
    held: int
    owner_cap: int

    @property
    def left(self) -> int:
        """Claims that are still possible now."""
        return max(0, min(self.claims_per_day - self.claims_today, self.owner_cap - self.held))


@dataclass(frozen=True)
class HandOver:
    """What a hand-over did: leads the receiver got, leads that went to the pool, leads barred on the way."""

    moved: int
    to_pool: int
    barred: int


@dataclass(frozen=True)
class OwnershipLine:
    """A lead changed hands: to or from whom, how, why, when (UTC)."""

    person_id: UUID
    person: str
    act: str
    explanation: Text
    at: dt.datetime


@dataclass(frozen=True)
class ReturnWarning:
    """A lead that goes back to the pool at `returns_at` unless its owner works on it."""

    lead_id: UUID
    campaign_code: str
    company: str
    person: str
    owner_id: UUID
    owner: str
    protected_until: dt.datetime
    returns_at: dt.datetime
    warned_at: dt.datetime


class TaskKind(StrEnum):
    """What is to be done about a lead."""

    FOLLOW_UP = "follow_up"
    CALLBACK = "callback"


class TaskState(StrEnum):
    """Where a task stands at a moment: open ones are overdue, due later on the company's day, or after it."""

    OVERDUE = "overdue"
    TODAY = "today"
    LATER = "later"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Task:
    """A follow-up or callback; times are UTC."""

    id: UUID
    lead_id: UUID
    campaign_code: str
    company: str
    contact_person: str
    person_id: UUID
    kind: TaskKind
    state: TaskState
    due_at: dt.datetime
    note: str
    created_by: str
    created_at: dt.datetime
    closed_at: dt.datetime | None
    closed_note: str


@dataclass(frozen=True)
class Reminders:
    """What a person has to be reminded of now."""

    overdue: int
    today: int
    later: int
    warnings: int
