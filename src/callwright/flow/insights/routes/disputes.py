"""Disputes about grades over HTTP: raise, answer, decide."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field

from callwright.flow.insights import service
from callwright.flow.insights.contracts.grading import Dispute, DisputeState
from callwright.flow.insights.routes.grade_shapes import GradeDisputeOut, MarkIn
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.platform.http import CalendarDep, ClockDep, Page, PageParams, SessionDep, require
from callwright.registers.staff import service as staff

router = APIRouter(prefix="/quality")
Said = Annotated[str, Field(min_length=2, max_length=4000)]


class DisputeTextIn(BaseModel):
    """What is questioned or answered."""

    text: Said


class DisputeDecisionIn(BaseModel):
    """The last word: `marks` make a new line that replaces the grade; null lets the grade stand."""

    text: Said
    marks: list[MarkIn] | None = Field(default=None, max_length=60)


@router.get("/disputes")
async def disputes(
    session: SessionDep,
    principal: Annotated[Principal, require("insights.read")],
    page: PageParams,
    state: DisputeState | None = None,
) -> Page[GradeDisputeOut]:
    """Disputes within scope, the newest first."""
    found = await service.disputes(session, visible_people=principal.visible_people, state=state)
    names = {one.id: one.name for one in await staff.people(session)}
    items = [
        GradeDisputeOut.of(one, names[one.person_id]) for one in found[page.offset : page.offset + page.size]
    ]
    return Page(items=items, total=len(found), page=page.page, size=page.size)


@router.post("/grades/{grade_id}/dispute", status_code=201)
async def raise_dispute(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    principal: Annotated[Principal, require("insights.dispute")],
    grade_id: UUID,
    body: DisputeTextIn,
) -> GradeDisputeOut:
    """Question an own grade, once."""
    found = await service.raise_dispute(
        session,
        grade_id=grade_id,
        text=body.text,
        principal=principal,
        now=clock.now(),
        calendar=calendar,
    )
    return await _shown(session, found)


@router.post("/disputes/{dispute_id}/answer")
async def answer_dispute(
    session: SessionDep,
    clock: ClockDep,
    principal: Annotated[Principal, require("insights.grade")],
    dispute_id: UUID,
    body: DisputeTextIn,
) -> GradeDisputeOut:
    """The grader's answer."""
    found = await service.answer_dispute(
        session, dispute_id=dispute_id, text=body.text, principal=principal, now=clock.now()
    )
    return await _shown(session, found)


@router.post("/disputes/{dispute_id}/decide")
async def decide_dispute(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    principal: Annotated[Principal, require("insights.decide")],
    dispute_id: UUID,
    body: DisputeDecisionIn,
) -> GradeDisputeOut:
    """A leader's decision, never by who gave the grade; a changed grade is a new line, the old one stays."""
    found = await service.decide_dispute(
        session,
        dispute_id=dispute_id,
        marks=None if body.marks is None else [mark.mark() for mark in body.marks],
        text=body.text,
        principal=principal,
        now=clock.now(),
        calendar=calendar,
    )
    return await _shown(session, found)


async def _shown(session: Session, found: Dispute) -> GradeDisputeOut:
    person = await staff.person(session, found.person_id)
    return GradeDisputeOut.of(found, person.name)
