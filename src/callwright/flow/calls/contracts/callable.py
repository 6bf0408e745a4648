"""Who is called next, and why nobody is."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from callwright.kernel.text import Text


@dataclass(frozen=True, slots=True)
class CallableLead:
    """A lead that may be called now, leased until `leased_until` (UTC) to whoever asked.

    `reason`: callback, retry or new. `person_id`: who has to talk (a callback's person, or the owner); None = anybody.
    `task_id`: the callback that is kept by this call.
    """

    lead_id: uuid.UUID
    contact_id: uuid.UUID
    campaign_code: str
    e164: str
    reason: str
    person_id: uuid.UUID | None
    attempts: int
    score: float
    leased_until: datetime
    task_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class FilterCount:
    """How many leads a filter removed; each lead counts at the first filter that removes it.

    `next_at`: the first moment (UTC) at which one of them becomes callable; None = not by waiting.
    """

    code: str
    text: Text
    removed: int
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class WhyNobody:
    """Why nobody is being called (product §4.4): `candidates` are all leads, `callable_now` and all removed.

    `simulated`: only simulated customers can be reached, so the hours at the called place remove nobody.
    """

    at: datetime
    campaign_code: str
    candidates: int
    callable_now: int
    next_callable_at: datetime | None
    filters: tuple[FilterCount, ...]
    simulated: bool = False
