"""Newcomers, own weeks and how long people stay, over HTTP."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from callwright.flow.coaching import service
from callwright.flow.coaching.contracts.growing import COACHING_DEFINITIONS
from callwright.flow.coaching.errors import NoPerson
from callwright.platform.auth import Principal
from callwright.platform.http import CalendarDep, ClockDep, Page, PageParams, SessionDep, require

router = APIRouter(prefix="/coaching")
Reader = Annotated[Principal, require("coaching.read")]


class TextOut(BaseModel):
    """A sentence in both languages."""

    model_config = ConfigDict(from_attributes=True)

    zh: str
    en: str


class WeekFigureOut(BaseModel):
    """One figure a day of presence; `expected` null = not looked at yet; `change` = share of the week before."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    value: float | None
    expected: Decimal | None
    change: float | None


class ProgrammeWeekOut(BaseModel):
    """One week; `days` with presence."""

    model_config = ConfigDict(from_attributes=True)

    number: int
    first_day: dt.date
    last_day: dt.date
    days: int
    figures: list[WeekFigureOut]


class NewcomerOut(BaseModel):
    """A person in the newcomer programme; the last week may still run."""

    model_config = ConfigDict(from_attributes=True)

    person_id: UUID
    name: str
    employee_number: str
    hired_on: dt.date
    week: int
    weeks_total: int
    behaviour_only: bool
    weeks: list[ProgrammeWeekOut]


class OwnHitOut(BaseModel):
    """A fault in an own call: the sentence with its second, and how to say it better."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    call_id: UUID
    day: dt.date
    check: str
    title: TextOut
    start: float
    quote: str
    better: TextOut | None


class OwnWeeksOut(BaseModel):
    """The last weeks of a person, and the newcomer programme while it lasts."""

    weeks: list[ProgrammeWeekOut]
    newcomer: NewcomerOut | None


class SurvivalPointOut(BaseModel):
    """Share still employed after `day` days, with its interval."""

    model_config = ConfigDict(from_attributes=True)

    day: int
    at_risk: int
    left: int
    share: float
    low: float
    high: float


class SurvivalAtOut(BaseModel):
    """The share that stays at least `days`; `naive` is the usual wrong division."""

    model_config = ConfigDict(from_attributes=True)

    days: int
    share: float | None
    low: float | None
    high: float | None
    naive: float | None


class SurvivalOut(BaseModel):
    """How long people of a cohort ("all", or a quarter of hiring) stay."""

    model_config = ConfigDict(from_attributes=True)

    cohort: str
    people: int
    left: int
    late: int
    points: list[SurvivalPointOut]
    at: list[SurvivalAtOut]


class StayingOut(BaseModel):
    """Curves by cohort; leavers are taken as recorded from `observed_from` on."""

    observed_from: dt.date
    items: list[SurvivalOut]
    total: int
    page: int
    size: int


@router.get("/weeks")
async def own_weeks(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    principal: Reader,
    person: UUID | None = None,
    day: dt.date | None = None,
) -> OwnWeeksOut:
    """The asker's own weeks up to a day (today when none is given), or those of a person within scope (else 404)."""
    person_id = person or principal.person_id
    if person_id is None:
        raise NoPerson
    today = day or calendar.day_of(clock.now())
    scope = principal.visible_people
    weeks = await service.own_weeks(
        session, person_id=person_id, today=today, visible_people=scope, calendar=calendar
    )
    found = await service.newcomer(
        session, person_id=person_id, today=today, visible_people=scope, calendar=calendar
    )
    return OwnWeeksOut(
        weeks=[ProgrammeWeekOut.model_validate(one) for one in weeks],
        newcomer=NewcomerOut.model_validate(found) if found else None,
    )


@router.get("/hits")
async def own_hits(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    page: PageParams,
    principal: Reader,
    person: UUID | None = None,
    day: dt.date | None = None,
) -> Page[OwnHitOut]:
    """Faults in calls of the thirty days up to `day`, newest first: own ones, or of a person in scope (else 404)."""
    person_id = person or principal.person_id
    if person_id is None:
        raise NoPerson
    found = await service.own_hits(
        session,
        person_id=person_id,
        today=day or calendar.day_of(clock.now()),
        visible_people=principal.visible_people,
    )
    items = [OwnHitOut.model_validate(one) for one in found[page.offset : page.offset + page.size]]
    return Page(items=items, total=len(found), page=page.page, size=page.size)


@router.get("/newcomers")
async def newcomers(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    page: PageParams,
    principal: Annotated[Principal, require("coaching.write")],
) -> Page[NewcomerOut]:
    """Everybody in scope who is in the newcomer programme, the newest first."""
    found = await service.newcomers(
        session,
        today=calendar.day_of(clock.now()),
        visible_people=principal.visible_people,
        calendar=calendar,
    )
    part = found[page.offset : page.offset + page.size]
    return Page(
        items=[NewcomerOut.model_validate(one) for one in part],
        total=len(found),
        page=page.page,
        size=page.size,
    )


@router.get("/staying")
async def staying(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    page: PageParams,
    principal: Annotated[Principal, require("coaching.survival")],
    observed_from: dt.date | None = None,
) -> StayingOut:
    """How long reps in scope stay: all of them, and each quarter of hiring."""
    since, found = await service.staying(
        session,
        today=calendar.day_of(clock.now()),
        observed_from=observed_from,
        visible_people=principal.visible_people,
    )
    part = found[page.offset : page.offset + page.size]
    return StayingOut(
        observed_from=since,
        items=[SurvivalOut.model_validate(one) for one in part],
        total=len(found),
        page=page.page,
        size=page.size,
    )


@router.get("/definitions")
async def coaching_definitions(principal: Annotated[Principal, require("library.read")]) -> dict[str, Any]:
    """The definition of each figure in both languages, to be shown behind the figure."""
    del principal
    return {name: text.to_json() for name, text in COACHING_DEFINITIONS.items()}
