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

    `numbers` are E.164 and stay inside the server. `explanation` says why the present owner has it.
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


@dataclass(frozen=True)
class Assignment:
    """One lead given to one person, and why."""

    lead_id: UUID
    person_id: UUID
    explanation: Text


@dataclass(frozen=True)
class AssignReport:
    """What an assignment did: leads given per person, leads left over and why, leads barred on the way."""

    campaign: str
    method: Method
    assigned: int
    by_person: dict[str, int]
    barred: int
    left: int
    left_because: Text | None


@dataclass(frozen=True)
class BatchFit:
    """Average fit of a batch's leads to the campaign's target, with how many were judged."""

    batch_id: UUID
    leads: int
    average: Decimal | None
