"""What an agent's desk shows: the lead, the call, the phone, what may be done."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from callwright.kernel.text import Text


@dataclass(frozen=True)
class CardNumber:
    """One number of a lead: masked, with the clock at its place ("14:05") and whether it may be dialed now."""

    index: int
    masked: str
    type: str
    region: str
    local_time: str
    may_call: bool
    why_not: Text | None


@dataclass(frozen=True)
class PastCall:
    """An earlier attempt with this contact."""

    at: datetime
    person: str
    outcome: str
    note: str
    talk_seconds: int


@dataclass(frozen=True)
class ScriptStep:
    """A step of the campaign's script."""

    step: str
    title: str
    text: str


@dataclass(frozen=True)
class CardTask:
    """Something to be done about a lead."""

    id: uuid.UUID
    kind: str
    due_at: datetime
    note: str


@dataclass(frozen=True)
class LeadCard:
    """A lead as its agent sees it; `fit_parts` say why it fits the campaign's target."""

    lead_id: uuid.UUID
    campaign: str
    company: str
    person: str
    region: str
    numbers: tuple[CardNumber, ...]
    score: Decimal | None
    state: str
    fit_parts: tuple[str, ...]
    history: tuple[PastCall, ...]
    script: tuple[ScriptStep, ...]
    tasks: tuple[CardTask, ...]


@dataclass(frozen=True)
class TransferNow:
    """A hand-over in progress: its kind and to whom."""

    state: str
    to: str


@dataclass(frozen=True)
class DeskCall:
    """The call of an agent; times UTC, the number masked. `practice`: with whom one practises, None = a real call."""

    id: uuid.UUID
    attempt_state: str
    direction: str
    mode: str
    number: str
    lead_id: uuid.UUID | None
    company: str
    person: str
    campaign: str
    started_at: datetime
    answered_at: datetime | None
    talking_since: datetime | None
    muted: bool
    held: bool
    recording: bool
    resume_until: datetime | None
    ended_reason: str | None
    transfer: TransferNow | None
    lead: LeadCard | None
    practice: Text | None = None


@dataclass(frozen=True)
class LastCall:
    """An attempt of an agent that reached nobody, shown for a minute; `ended_reason` is a word of EndedReason."""

    number: str
    company: str
    ended_reason: str
    at: datetime


@dataclass(frozen=True)
class DeskPhone:
    """The agent's phone, as the asking browser has to know it."""

    name: str
    claimed_by_this_browser: bool
    claimed_elsewhere: bool
    registered: bool
    kind: str


@dataclass(frozen=True)
class DeskCampaign:
    """A campaign an agent may work for."""

    code: str
    name: str
    dialing_mode: str


@dataclass(frozen=True)
class NextTask(CardTask):
    """The task that is due next, with whom it is about."""

    company: str = ""
    lead_id: uuid.UUID | None = None


@dataclass(frozen=True)
class Desk:
    """Everything the desk of one person shows. `simulated`: only simulated customers can be reached."""

    person_id: uuid.UUID
    person: str
    state: str
    since: datetime
    reason: str
    allowed_states: tuple[str, ...]
    wrap_up_until: datetime | None
    phone: DeskPhone
    campaigns: tuple[DeskCampaign, ...]
    campaign: str | None
    preview: LeadCard | None
    call: DeskCall | None
    pending_disposition: DeskCall | None
    next_task: NextTask | None
    why_idle: Text | None = None
    simulated: bool = False
    last_call: LastCall | None = None
    colleagues: tuple[Colleague, ...] = field(default_factory=tuple)


@dataclass(frozen=True)
class Colleague:
    """Somebody a customer can be handed over to now."""

    person_id: uuid.UUID
    person: str
