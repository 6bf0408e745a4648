"""Grading a call, and what grades come to, over HTTP."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from callwright.flow.calls import service as calls
from callwright.flow.insights import service
from callwright.flow.insights.contracts.grading import DisputeState, Grade, GradeKind
from callwright.flow.insights.routes.grade_shapes import GradeOut, MarkIn, ScorecardOut
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.platform.http import CalendarDep, ClockDep, Page, PageParams, SessionDep, require
from callwright.registers.staff import service as staff

router = APIRouter(prefix="/quality")
Reader = Annotated[Principal, require("insights.read")]


class GradingOut(BaseModel):
    """A call with its scorecard and grades, and what the asker may do.

    `second_opinion`: a line counts already, so a further one is calibration. On calls that are graded blindly others'
    lines are hidden until the asker has graded.
    """

    card: ScorecardOut
    grades: list[GradeOut]
    may_grade: bool
    second_opinion: bool
    may_dispute: bool
    may_answer: bool
    may_decide: bool


class GradeIn(BaseModel):
    """Points for every item of the scorecard of the call's day."""

    scorecard_id: UUID
    marks: list[MarkIn] = Field(min_length=1, max_length=60)
    comment: str = Field(default="", max_length=4000)


class QualityResultOut(BaseModel):
    """What a person's lines in force come to; shares 0…1."""

    person_id: UUID
    person: str
    employee_number: str
    graded: int
    mean_score: Decimal
    passed: int
    instant_fails: int
    disputed: int
    changed: int


class QualityResultsOut(BaseModel):
    """Results of calls made from `first_day` to `last_day`, people with grades only."""

    first_day: dt.date
    last_day: dt.date
    items: list[QualityResultOut]
    total: int
    page: int
    size: int


@router.get("/calls/{call_id}")
async def grading_of_call(
    session: SessionDep, principal: Reader, calendar: CalendarDep, call_id: UUID
) -> GradingOut:
    """The scorecard and the grades of one call; 404 outside the viewer's scope."""
    attempt = await calls.attempt(session, call_id, visible_people=principal.visible_people)
    card = await service.card_on(session, calendar.day_of(attempt.started_at))
    found = await service.grades_of_call(session, call_id, principal=principal)
    shown = await _shown(session, found, principal)
    graded_by_me = any(one.mine and one.kind is not GradeKind.DECISION for one in shown)
    own_call = attempt.person_id == principal.person_id
    talked = attempt.answered_at is not None and attempt.person_id is not None
    open_disputes = [one for one in shown if one.dispute and one.dispute.state is not DisputeState.DECIDED]
    counting = [one for one in shown if one.stands and one.kind is GradeKind.FIRST and one.dispute is None]
    return GradingOut(
        card=ScorecardOut.model_validate(card),
        grades=shown,
        may_grade=principal.may("insights.grade") and talked and not own_call and not graded_by_me,
        second_opinion=await service.is_graded(session, call_id),
        may_dispute=principal.may("insights.dispute") and own_call and bool(counting),
        may_answer=principal.may("insights.grade")
        and not own_call
        and any(one.dispute and one.dispute.state is DisputeState.OPEN for one in open_disputes),
        may_decide=principal.may("insights.decide")
        and not own_call
        and any(not (one.mine and principal.account_id) for one in open_disputes),
    )


@router.post("/calls/{call_id}/grades", status_code=201)
async def grade_call(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    principal: Annotated[Principal, require("insights.grade")],
    call_id: UUID,
    body: GradeIn,
) -> GradeOut:
    """Grade a call; the line never changes. A later grader's line is a second opinion and counts nowhere."""
    grade = await service.grade_call(
        session,
        attempt_id=call_id,
        scorecard_id=body.scorecard_id,
        marks=[mark.mark() for mark in body.marks],
        comment=body.comment,
        principal=principal,
        now=clock.now(),
        calendar=calendar,
    )
    (shown,) = await _shown(session, [grade], principal)
    return shown


@router.get("/grades")
async def grades(
    session: SessionDep,
    principal: Reader,
    page: PageParams,
    person: UUID | None = None,
    passed: Annotated[bool | None, Query()] = None,
    first_day: dt.date | None = None,
    last_day: dt.date | None = None,
) -> Page[GradeOut]:
    """The lines in force of calls in scope, newest first; days are those of the calls."""
    found, total = await service.grades_page(
        session,
        principal=principal,
        person_id=person,
        passed=passed,
        first_day=first_day,
        last_day=last_day,
        offset=page.offset,
        limit=page.size,
    )
    shown = await _shown(session, found, principal)
    return Page(items=shown, total=total, page=page.page, size=page.size)


@router.get("/results")
async def results(
    session: SessionDep,
    principal: Reader,
    page: PageParams,
    first_day: dt.date,
    last_day: dt.date,
) -> QualityResultsOut:
    """The QA result of each person in scope, lowest mean first."""
    found = await service.quality_results(
        session, first_day=first_day, last_day=last_day, visible_people=principal.visible_people
    )
    people = {one.id: one for one in await staff.people(session)}
    items = [
        QualityResultOut(
            person=people[one.person_id].name,
            employee_number=people[one.person_id].employee_number,
            **{name: getattr(one, name) for name in one.__dataclass_fields__},
        )
        for one in sorted(found, key=lambda each: (each.mean_score, each.person_id))
    ]
    return QualityResultsOut(
        first_day=first_day,
        last_day=last_day,
        items=items[page.offset : page.offset + page.size],
        total=len(items),
        page=page.page,
        size=page.size,
    )


async def _shown(session: Session, found: list[Grade], principal: Principal) -> list[GradeOut]:
    """Lines with names and disputes."""
    names = {one.id: one.name for one in await staff.people(session)}
    disputes = await service.disputes_of_grades(session, [one.id for one in found])
    return [
        GradeOut.of(
            one, person=names[one.person_id], account=principal.account_id, dispute=disputes.get(one.id)
        )
        for one in found
    ]
