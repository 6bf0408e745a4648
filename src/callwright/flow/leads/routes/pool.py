"""The public pool: claim one or many, return, hand over, what is about to return."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field

from callwright.flow.leads import service
from callwright.flow.leads.contracts import ReturnWarning
from callwright.flow.leads.errors import LeadNotFound, NobodyToAssign, PersonRequired
from callwright.flow.leads.routes.shapes import LeadOut, StandingOut
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.http import CalendarDep, ClockDep, SessionDep, require

router = APIRouter(prefix="/api/leads", tags=["leads"])
Reader = Annotated[Principal, require("leads.read")]


class ClaimIn(BaseModel):
    """Leads to claim by id, or a campaign and how many of its best fitting free leads; at most 200 at once."""

    lead_ids: list[UUID] | None = Field(default=None, max_length=200)
    campaign: str | None = None
    count: int | None = Field(default=None, ge=1, le=200)


class RefusedClaimOut(BaseModel):
    """A lead that was asked for and not given, and why."""

    lead_id: UUID
    code: str
    zh: str
    en: str


class ClaimOut(BaseModel):
    """What a bulk claim brought, and how much is left today."""

    claimed: list[LeadOut]
    refused: list[RefusedClaimOut]
    standing: StandingOut


class HandOverIn(BaseModel):
    """Whose open leads go to whom (`to` null: the public pool); only these leads, when named."""

    person_id: UUID
    to: UUID | None = None
    lead_ids: list[UUID] | None = None


class HandOverOut(BaseModel):
    """Leads the receiver got, leads that went to the pool, leads barred on the way."""

    moved: int
    to_pool: int
    barred: int


class WarningOut(BaseModel):
    """A lead that goes back to the pool at `returns_at` unless its owner works on it."""

    lead_id: UUID
    campaign: str
    company: str
    person: str
    owner_id: UUID
    owner: str
    protected_until: dt.datetime
    returns_at: dt.datetime
    warned_at: dt.datetime

    @classmethod
    def of(cls, one: ReturnWarning) -> WarningOut:
        """From the stage's own form."""
        same = {name: getattr(one, name) for name in one.__dataclass_fields__ if name != "campaign_code"}
        return cls(campaign=one.campaign_code, **same)


def person_of(principal: Principal) -> UUID:
    """The person the account stands for; PersonRequired (422)."""
    if principal.person_id is None:
        raise PersonRequired
    return principal.person_id


@router.get("/pool-standing")
async def show_standing(
    session: SessionDep, clock: ClockDep, calendar: CalendarDep, principal: Reader
) -> StandingOut:
    """How many leads oneself claimed today, holds, and may still take."""
    found = await service.pool_standing(
        session, person_id=person_of(principal), at=clock.now(), calendar=calendar
    )
    return StandingOut.of(found)


@router.get("/warnings")
async def list_warnings(session: SessionDep, principal: Reader) -> list[WarningOut]:
    """Leads within the asker's scope that go back to the pool unless they are worked on, the soonest first."""
    found = await service.return_warnings(session, visible_people=principal.visible_people)
    return [WarningOut.of(one) for one in found]


@router.post("/claims")
async def claim_many(
    session: SessionDep, clock: ClockDep, calendar: CalendarDep, wanted: ClaimIn, principal: Reader
) -> ClaimOut:
    """Take several leads from the pool for oneself; what cannot be taken is listed with its reason."""
    person_id = person_of(principal)
    if "partner" in principal.roles:
        raise LeadNotFound(lead_id="")
    report = await service.claim_many(
        session,
        person_id=person_id,
        at=clock.now(),
        calendar=calendar,
        lead_ids=wanted.lead_ids,
        campaign=wanted.campaign,
        count=wanted.count,
    )
    reveal = principal.may("numbers.reveal")
    return ClaimOut(
        claimed=[LeadOut.of(one, reveal=reveal) for one in report.claimed],
        refused=[
            RefusedClaimOut(lead_id=one.lead_id, code=one.code, **one.text.to_json())
            for one in report.refused
        ],
        standing=StandingOut.of(report.standing),
    )


@router.post("/hand-over")
async def hand_over(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    wanted: HandOverIn,
    principal: Annotated[Principal, require("leads.write")],
) -> HandOverOut:
    """Give somebody's open leads to a colleague or to the pool; both people have to be within the asker's scope."""
    for person_id in (wanted.person_id, wanted.to):
        if person_id is not None and not principal.sees(person_id):
            raise NobodyToAssign(reason="不在您的范围内 / outside your scope")
    now = clock.now()
    done = await service.hand_over(
        session,
        person_id=wanted.person_id,
        to=wanted.to,
        at=now,
        day=calendar.day_of(now),
        lead_ids=wanted.lead_ids,
    )
    details: dict[str, object] = {"to": str(wanted.to) if wanted.to else None, "moved": done.moved}
    await record(
        session,
        principal,
        action="leads.hand_over",
        object=f"staff.person:{wanted.person_id}",
        details=details,
    )
    return HandOverOut(moved=done.moved, to_pool=done.to_pool, barred=done.barred)


@router.post("/{lead_id}/claim")
async def claim(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    lead_id: UUID,
    principal: Reader,
) -> LeadOut:
    """Take a lead from the public pool for oneself; the pool is closed to partners."""
    if "partner" in principal.roles:
        raise LeadNotFound(lead_id=str(lead_id))
    person_id = person_of(principal)
    found = await service.claim(
        session, lead_id=lead_id, person_id=person_id, at=clock.now(), calendar=calendar
    )
    return LeadOut.of(found, reveal=principal.may("numbers.reveal"))


@router.post("/{lead_id}/return")
async def return_lead(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    lead_id: UUID,
    principal: Reader,
) -> LeadOut:
    """Give one's own lead back to the pool; who may write leads can return any lead in scope."""
    await service.lead(session, lead_id, visible_people=principal.visible_people)
    person_id = None if principal.may("leads.write") else principal.person_id
    now = clock.now()
    found = await service.return_lead(
        session, lead_id=lead_id, person_id=person_id, at=now, day=calendar.day_of(now)
    )
    return LeadOut.of(found, reveal=principal.may("numbers.reveal"))
