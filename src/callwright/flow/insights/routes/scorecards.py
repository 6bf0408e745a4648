"""Versions of scorecards over HTTP."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from callwright.flow.insights import service
from callwright.flow.insights.contracts.grading import QUALITY_DEFINITIONS
from callwright.flow.insights.routes.grade_shapes import CardItemIn, ScorecardOut, WordsIn
from callwright.platform.auth import Principal
from callwright.platform.http import CalendarDep, ClockDep, Page, PageParams, SessionDep, require

router = APIRouter(prefix="/quality")
Reader = Annotated[Principal, require("insights.read")]


class ScorecardIn(BaseModel):
    """A new version; weights sum to 100. It grades calls made from `effective_on` on, older calls keep theirs."""

    code: str = Field(default="standard", pattern=r"^[a-z][a-z0-9_]{0,39}$")
    title: WordsIn
    pass_mark: Decimal = Field(ge=0, le=100)
    items: list[CardItemIn] = Field(min_length=1, max_length=60)
    effective_on: dt.date


@router.get("/scorecards")
async def scorecards(session: SessionDep, principal: Reader, page: PageParams) -> Page[ScorecardOut]:
    """Every version, the one that begins last first."""
    del principal
    found = await service.scorecards(session)
    shown = [ScorecardOut.model_validate(one) for one in found[page.offset : page.offset + page.size]]
    return Page(items=shown, total=len(found), page=page.page, size=page.size)


@router.get("/scorecards/in-force")
async def scorecard_in_force(
    session: SessionDep,
    principal: Reader,
    clock: ClockDep,
    calendar: CalendarDep,
    day: dt.date | None = None,
) -> ScorecardOut:
    """The version that grades calls of a day (today when none is given)."""
    del principal
    return ScorecardOut.model_validate(await service.card_on(session, day or calendar.day_of(clock.now())))


@router.post("/scorecards", status_code=201)
async def publish_scorecard(
    session: SessionDep,
    clock: ClockDep,
    principal: Annotated[Principal, require("insights.scorecards")],
    body: ScorecardIn,
) -> ScorecardOut:
    """Publish a new version; published versions never change."""
    card = await service.publish_scorecard(
        session,
        code=body.code,
        title=body.title.text(),
        pass_mark=body.pass_mark,
        items=[item.item() for item in body.items],
        effective_on=body.effective_on,
        principal=principal,
        now=clock.now(),
    )
    return ScorecardOut.model_validate(card)


@router.get("/definitions")
async def quality_definitions(principal: Reader) -> dict[str, Any]:
    """The definition of each figure in both languages, to be shown behind the figure."""
    del principal
    return {name: text.to_json() for name, text in QUALITY_DEFINITIONS.items()}
