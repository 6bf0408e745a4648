"""Own moods, and the guard against burning out, over HTTP."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from callwright.flow.coaching import service
from callwright.flow.coaching.errors import NoPerson
from callwright.platform.auth import Principal
from callwright.platform.http import CalendarDep, ClockDep, Page, PageParams, SessionDep, require

router = APIRouter(prefix="/coaching")
Leader = Annotated[Principal, require("coaching.write")]


class MoodIn(BaseModel):
    """How the own day is, 1 (bad) to 5 (good); `abused`: a customer was abusive."""

    mood: int = Field(ge=1, le=5)
    abused: bool = False


class MoodOut(BaseModel):
    """What was said about today; null = nothing yet."""

    mood: int | None
    abused: bool


class SignOut(BaseModel):
    """What was seen, and the limit it reached."""

    model_config = ConfigDict(from_attributes=True)

    code: str
    value: float
    limit: float


class CareOut(BaseModel):
    """Signs of a person on a day, and what the leader did."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    person_id: UUID
    person: str
    day: dt.date
    signs: list[SignOut]
    act: str | None
    note: str
    acted_at: dt.datetime | None
    acted_by: str | None
    eased_until: dt.date | None


class CareActIn(BaseModel):
    """talked: spoke with the person. eased: softened the list mix for `days` days. none: nothing needed."""

    act: Literal["talked", "eased", "none"]
    note: str = Field(default="", max_length=2000)
    days: int = Field(default=0, ge=0, le=60)


@router.get("/mood")
async def own_mood(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    principal: Annotated[Principal, require("coaching.read")],
) -> MoodOut:
    """The asker's own word about today; nobody reads somebody else's."""
    if principal.person_id is None:
        raise NoPerson
    day = calendar.day_of(clock.now())
    found = await service.mood_of_day(session, person_id=principal.person_id, day=day)
    return MoodOut(mood=found[0] if found else None, abused=bool(found and found[1]))


@router.post("/mood")
async def say_mood(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    principal: Annotated[Principal, require("coaching.read")],
    body: MoodIn,
) -> MoodOut:
    """Say how the own day is; a later word of the day replaces it."""
    if principal.person_id is None:
        raise NoPerson
    await service.say_mood(
        session,
        person_id=principal.person_id,
        mood=body.mood,
        abused=body.abused,
        now=clock.now(),
        calendar=calendar,
    )
    return MoodOut(mood=body.mood, abused=body.abused)


@router.get("/care")
async def cares(
    session: SessionDep, clock: ClockDep, calendar: CalendarDep, principal: Leader, page: PageParams
) -> Page[CareOut]:
    """Signs of people in scope of the last thirty days, those nobody acted on first."""
    found, total = await service.cares_page(
        session,
        visible_people=_others(principal),
        today=calendar.day_of(clock.now()),
        offset=page.offset,
        limit=page.size,
    )
    items = [CareOut.model_validate(one) for one in found]
    return Page(items=items, total=total, page=page.page, size=page.size)


@router.post("/care/{care_id}")
async def act_on_care(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    principal: Leader,
    care_id: UUID,
    body: CareActIn,
) -> CareOut:
    """Note what the leader did; softening the list mix begins today and ends by itself."""
    found = await service.act_on_care(
        session,
        care_id=care_id,
        act=body.act,
        note=body.note,
        days=body.days,
        principal=principal,
        now=clock.now(),
        calendar=calendar,
    )
    return CareOut.model_validate(found)


def _others(principal: Principal) -> frozenset[UUID] | None:
    """A leader's own signs are for the leader's leader."""
    if principal.visible_people is None or principal.person_id is None:
        return principal.visible_people
    return principal.visible_people - {principal.person_id}
