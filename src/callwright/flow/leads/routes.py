"""Leads over HTTP: /api/leads."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from callwright.flow.leads import service
from callwright.flow.leads.contracts import AssignReport, Lead, LeadState, Method
from callwright.flow.leads.errors import LeadNotFound, PersonRequired
from callwright.kernel.phone import PhoneNumber
from callwright.platform.auth import Principal
from callwright.platform.http import CalendarDep, ClockDep, Page, PageParams, SessionDep, require

router = APIRouter(prefix="/api/leads", tags=["leads"])


class LeadOut(BaseModel):
    """One lead; numbers are masked unless the role may see them; score is the fit 0…1."""

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

    @classmethod
    def of(cls, lead: Lead, *, reveal: bool) -> LeadOut:
        """From the stage's own form."""
        same = {name: getattr(lead, name) for name in cls.model_fields if hasattr(lead, name)}
        same["numbers"] = [number if reveal else PhoneNumber(number).masked for number in lead.numbers]
        same["explanation"] = lead.explanation.to_json() if lead.explanation else None
        return cls(campaign=lead.campaign_code, **same)


class AssignIn(BaseModel):
    """Which leads to deal out, how, to whom (employee numbers or names; none = all agents in scope)."""

    campaign: str
    method: Method = Method.FAIR_SHARE
    people: list[str] | None = None
    limit: int | None = None


class AssignOut(BaseModel):
    """What an assignment did; `by_person` counts by employee number."""

    campaign: str
    method: Method
    assigned: int
    by_person: dict[str, int]
    barred: int
    left: int
    left_because: dict[str, str] | None

    @classmethod
    def of(cls, report: AssignReport) -> AssignOut:
        """From the stage's own form."""
        because = report.left_because.to_json() if report.left_because else None
        return cls(
            campaign=report.campaign,
            method=report.method,
            assigned=report.assigned,
            by_person=report.by_person,
            barred=report.barred,
            left=report.left,
            left_because=because,
        )


@router.get("")
async def list_leads(
    session: SessionDep,
    page: PageParams,
    principal: Annotated[Principal, require("leads.read")],
    state: LeadState | None = None,
    owner: UUID | None = None,
    campaign: str | None = None,
    q: str = "",
    pool: Literal["true", "false"] = "false",
) -> Page[LeadOut]:
    """Leads within the asker's scope; `pool=true` gives the public pool instead."""
    found, total = await service.leads_page(
        session,
        visible_people=principal.visible_people,
        pool=pool == "true" and "partner" not in principal.roles,
        state=str(state) if state else None,
        owner_id=owner,
        campaign_code=campaign,
        q=q,
        offset=page.offset,
        limit=page.size,
    )
    reveal = principal.may("numbers.reveal")
    items = [LeadOut.of(one, reveal=reveal) for one in found]
    return Page(items=items, total=total, page=page.page, size=page.size)


@router.get("/{lead_id}")
async def show_lead(
    session: SessionDep, lead_id: UUID, principal: Annotated[Principal, require("leads.read")]
) -> LeadOut:
    """One lead; 404 also when its owner is outside the asker's scope."""
    found = await service.lead(session, lead_id, visible_people=principal.visible_people)
    return LeadOut.of(found, reveal=principal.may("numbers.reveal"))


@router.post("/assign")
async def assign(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    principal: Annotated[Principal, require("leads.write")],
    wanted: AssignIn,
) -> AssignOut:
    """Deal out the free leads of a campaign."""
    now = clock.now()
    report = await service.assign(
        session,
        campaign=wanted.campaign,
        method=wanted.method,
        at=now,
        day=calendar.day_of(now),
        people=wanted.people,
        limit=wanted.limit,
        visible_people=principal.visible_people,
    )
    return AssignOut.of(report)


@router.post("/{lead_id}/claim")
async def claim(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    lead_id: UUID,
    principal: Annotated[Principal, require("leads.read")],
) -> LeadOut:
    """Take a lead from the public pool for oneself; the pool is closed to partners."""
    if "partner" in principal.roles:
        raise LeadNotFound(lead_id=str(lead_id))
    if principal.person_id is None:
        raise PersonRequired
    found = await service.claim(
        session, lead_id=lead_id, person_id=principal.person_id, at=clock.now(), calendar=calendar
    )
    return LeadOut.of(found, reveal=principal.may("numbers.reveal"))


@router.post("/{lead_id}/return")
async def return_lead(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    lead_id: UUID,
    principal: Annotated[Principal, require("leads.read")],
) -> LeadOut:
    """Give one's own lead back to the pool; who may write leads can return any lead in scope."""
    await service.lead(session, lead_id, visible_people=principal.visible_people)
    person_id = None if principal.may("leads.write") else principal.person_id
    now = clock.now()
    found = await service.return_lead(
        session, lead_id=lead_id, person_id=person_id, at=now, day=calendar.day_of(now)
    )
    return LeadOut.of(found, reveal=principal.may("numbers.reveal"))
