"""Drawing calls for grading, and how far graders agree, over HTTP."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from callwright.flow.calls import service as calls
from callwright.flow.insights import service
from callwright.flow.insights.contracts.grading import DrawMethod
from callwright.flow.insights.routes.grade_shapes import WordsOut
from callwright.platform.auth import Principal
from callwright.platform.http import CalendarDep, ClockDep, Page, PageParams, SessionDep, require

router = APIRouter(prefix="/quality")
Grader = Annotated[Principal, require("insights.grade")]


class DrawIn(BaseModel):
    """What is drawn: up to `per_person` calls of each person from these company days; an empty seed is chosen."""

    method: DrawMethod = DrawMethod.RANDOM
    first_day: dt.date
    last_day: dt.date
    per_person: int = Field(default=2, ge=1, le=50)
    calibrate: int = Field(default=0, ge=0, le=200)
    seed: str = Field(default="", max_length=64)


class DrawOut(BaseModel):
    """A draw; `graded` counts the calls of it that have a grade."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    method: DrawMethod
    seed: str
    first_day: dt.date
    last_day: dt.date
    per_person: int
    calibrate: int
    population: int
    drawn: int
    graded: int
    drawn_at: dt.datetime
    drawn_by: str


class DrawnCallOut(BaseModel):
    """A call to grade; `calibrate`: two graders grade it without seeing each other's points."""

    attempt_id: UUID
    person_id: UUID
    person: str
    started_at: dt.datetime
    talk_seconds: int
    outcome: str
    place: int
    risks: list[str]
    calibrate: bool
    graded: int


class DrawDetailOut(BaseModel):
    """A draw with its calls, in the order in which they are graded; one page of them."""

    draw: DrawOut
    items: list[DrawnCallOut]
    total: int
    page: int
    size: int


class RepeatOut(BaseModel):
    """Whether drawing again from the kept population gives the same calls."""

    same: bool


class GraderPairOut(BaseModel):
    """Two graders on the calls both graded; kappa is null when it cannot be told."""

    model_config = ConfigDict(from_attributes=True)

    first: str
    second: str
    calls: int
    same_verdict: float
    kappa: float | None
    mean_difference: float


class ItemAgreementOut(BaseModel):
    """Agreement on one item."""

    model_config = ConfigDict(from_attributes=True)

    item: str
    title: WordsOut
    alpha: float | None
    calls: int


class AgreementOut(BaseModel):
    """How far graders agree; below `minimum_calls` calls the figures say little."""

    model_config = ConfigDict(from_attributes=True)

    scorecard_id: UUID
    calls: int
    graders: int
    alpha: float | None
    pairs: list[GraderPairOut]
    items: list[ItemAgreementOut]
    good_from: Decimal
    tentative_from: Decimal
    minimum_calls: int


@router.post("/draws", status_code=201)
async def draw_calls(
    session: SessionDep, clock: ClockDep, calendar: CalendarDep, principal: Grader, body: DrawIn
) -> DrawOut:
    """Draw calls to grade from those in scope."""
    draw = await service.draw_calls(
        session,
        method=body.method,
        first_day=body.first_day,
        last_day=body.last_day,
        per_person=body.per_person,
        calibrate=body.calibrate,
        seed=body.seed,
        principal=principal,
        now=clock.now(),
        calendar=calendar,
    )
    return DrawOut.model_validate(draw)


@router.get("/draws")
async def draws(session: SessionDep, principal: Grader, page: PageParams) -> Page[DrawOut]:
    """Draws, newest first."""
    found, total = await service.draws_page(
        session, visible_people=principal.visible_people, offset=page.offset, limit=page.size
    )
    items = [DrawOut.model_validate(one) for one in found]
    return Page(items=items, total=total, page=page.page, size=page.size)


@router.get("/draws/{draw_id}")
async def draw_detail(
    session: SessionDep, principal: Grader, page: PageParams, draw_id: UUID
) -> DrawDetailOut:
    """A draw with one page of its calls."""
    draw, found = await service.draw_with_calls(session, draw_id, visible_people=principal.visible_people)
    part = found[page.offset : page.offset + page.size]
    attempts = await calls.attempts(session, [one.attempt_id for one in part])
    views = {one.id: one for one in await calls.describe(session, list(attempts.values()))}
    items = [
        DrawnCallOut(
            attempt_id=one.attempt_id,
            person_id=one.person_id,
            person=views[one.attempt_id].person,
            started_at=views[one.attempt_id].started_at,
            talk_seconds=views[one.attempt_id].talk_seconds,
            outcome=views[one.attempt_id].outcome,
            place=one.place,
            risks=list(one.risks),
            calibrate=one.calibrate,
            graded=one.graded,
        )
        for one in part
    ]
    return DrawDetailOut(
        draw=DrawOut.model_validate(draw), items=items, total=len(found), page=page.page, size=page.size
    )


@router.get("/draws/{draw_id}/repeat")
async def repeat_draw(session: SessionDep, principal: Grader, draw_id: UUID) -> RepeatOut:
    """Draw again from the kept population with the kept seed and compare."""
    return RepeatOut(same=await service.repeats(session, draw_id, visible_people=principal.visible_people))


@router.get("/agreement")
async def agreement(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    principal: Annotated[Principal, require("insights.grade")],
    scorecard: UUID | None = None,
) -> AgreementOut:
    """How far graders agree under one version (today's when none is given), over calls in scope."""
    today = calendar.day_of(clock.now())
    scorecard_id = scorecard or (await service.card_on(session, today)).id
    found = await service.agreement(
        session, scorecard_id=scorecard_id, today=today, visible_people=principal.visible_people
    )
    return AgreementOut.model_validate(found)
