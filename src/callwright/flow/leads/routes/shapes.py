"""The JSON shapes of leads."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from pydantic import BaseModel

from callwright.flow.leads.contracts import Lead, LeadState, PoolStanding
from callwright.flow.lists import service as lists
from callwright.kernel.phone import PhoneNumber


class LeadOut(BaseModel):
    """One lead; numbers are masked unless the role may see them; score is the fit 0…1.

    `held_kind` says why it must not be called now, until `held_until` (null = as long as that holds). `fit_parts` are
    criteria of the target with + (holds), - (does not) or ? (not known).
    """

    id: UUID
    contact_id: UUID
    campaign: str
    batch_id: UUID | None
    company: str
    person: str
    region: str
    numbers: list[str]
    state: LeadState
    barred_reason: str | None
    owner_id: UUID | None
    owner: str | None
    score: Decimal | None
    created_at: dt.datetime
    protected_until: dt.datetime | None
    explanation: dict[str, str] | None
    held_kind: str | None
    held_zh: str
    held_en: str
    held_until: dt.datetime | None
    fit_parts: list[str]

    @classmethod
    def of(cls, lead: Lead, *, reveal: bool) -> LeadOut:
        """From the stage's own form."""
        same = {name: getattr(lead, name) for name in cls.model_fields if hasattr(lead, name)}
        same["numbers"] = [number if reveal else PhoneNumber(number).masked for number in lead.numbers]
        same["explanation"] = lead.explanation.to_json() if lead.explanation else None
        same["fit_parts"] = list(lead.fit_parts)
        name = lists.kind_name(lead.held_kind) if lead.held_kind else None
        held = {"held_zh": name.zh if name else "", "held_en": name.en if name else ""}
        return cls(campaign=lead.campaign_code, **same, **held)


class StandingOut(BaseModel):
    """How much may still be taken from the pool today; `left` claims are possible now."""

    claims_today: int
    claims_per_day: int
    held: int
    owner_cap: int
    left: int

    @classmethod
    def of(cls, standing: PoolStanding) -> StandingOut:
        """From the stage's own form."""
        return cls.model_validate(standing, from_attributes=True)
