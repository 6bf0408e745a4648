"""Leads: list, look at, deal out."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from callwright.flow.leads import service
from callwright.flow.leads.contracts import AssignReport, LeadState, Method
from callwright.flow.leads.routes.shapes import LeadOut
from callwright.platform.auth import Principal
from callwright.platform.http import CalendarDep, ClockDep, Page, PageParams, SessionDep, require

router = APIRouter(prefix="/api/leads", tags=["leads"])


class OwnershipOut(BaseModel):
    """A change of hands: to or from whom, how (claim, return, expired, left, hand_over or a method), why, when."""

    person_id: UUID
    person: str
    act: str
    explanation: dict[str, str]
    at: dt.datetime


class AssignIn(BaseModel):
    """Which leads to deal out, how, to whom (employee numbers or names; none = all agents in scope)."""

    campaign: str
    method: Method = Method.FAIR_SHARE
    people: list[str] | None = None
    limit: int | None = None


class AssignOut(BaseModel):
    """What an assignment did; `by_person` counts by employee number; `held` of the left must not be called."""

    campaign: str
    method: Method
    assigned: int
    by_person: dict[str, int]
    barred: int
    left: int
    left_because: dict[str, str] | None
    held: int

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
            held=report.held,
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


@router.get("/{lead_id}/history")
async def show_history(
    session: SessionDep, lead_id: UUID, principal: Annotated[Principal, require("leads.read")]
) -> list[OwnershipOut]:
    """Who had the lead when, and why it changed hands, oldest first."""
    found = await service.lead_history(session, lead_id, visible_people=principal.visible_people)
    return [
        OwnershipOut(
            person_id=one.person_id,
            person=one.person,
            act=one.act,
            explanation=one.explanation.to_json(),
            at=one.at,
        )
        for one in found
    ]
