"""Searching calls, and how hits go week by week, over HTTP."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict

from callwright.flow.calls import service as calls
from callwright.flow.insights import service
from callwright.flow.insights.contracts import Kind
from callwright.flow.insights.contracts.found import Search
from callwright.flow.insights.routes.hits import HitOut, Reader
from callwright.flow.insights.routes.said import SaidOut
from callwright.platform.http import CalendarDep, ClockDep, Page, PageParams, SessionDep
from callwright.registers.staff import service as staff

router = APIRouter()

Measure = Literal[
    "",
    "talk_share_agent",
    "longest_monologue_seconds",
    "interruptions_by_agent",
    "silence_share",
    "patience_seconds",
    "speech_rate_agent",
    "questions_agent",
]


class FoundOut(BaseModel):
    """A call that was found; `said` are its sentences with the words, or those that were hit."""

    call_id: uuid.UUID
    person_id: uuid.UUID
    person: str
    company: str
    outcome: str
    started_at: dt.datetime
    said: list[SaidOut]
    measure: float | None


class HitWeekOut(BaseModel):
    """Hits of a check in a week beside the calls judged in it."""

    model_config = ConfigDict(from_attributes=True)

    monday: dt.date
    check: str
    hits: int
    judged_calls: int


class CountOut(BaseModel):
    """How often a check hit in a person's calls: in `calls` of `judged_calls`; `person` is the name."""

    model_config = ConfigDict(from_attributes=True)

    person_id: uuid.UUID
    person: str = ""
    check: str
    family: str
    kind: str
    hits: int
    calls: int
    judged_calls: int


@router.get("/insights/search")
async def search(
    session: SessionDep,
    principal: Reader,
    calendar: CalendarDep,
    page: PageParams,
    words: Annotated[str, Query(max_length=100)] = "",
    check: str = "",
    measure: Measure = "",
    at_least: float | None = None,
    at_most: float | None = None,
    person: uuid.UUID | None = None,
    first_day: dt.date | None = None,
    last_day: dt.date | None = None,
) -> Page[FoundOut]:
    """Calls in the viewer's scope by what was said, by check, by measure; newest first, counted up to 1000."""
    principal.demand("recordings.read")
    wanted = Search(
        words=words,
        check=check,
        measure=measure,
        at_least=at_least,
        at_most=at_most,
        person_id=person,
        start=calendar.bounds(first_day)[0] if first_day else None,
        end=calendar.bounds(last_day)[1] if last_day else None,
    )
    found, total = await service.search(
        session, wanted, visible_people=principal.visible_people, offset=page.offset, limit=page.size
    )
    attempts = await calls.attempts(session, [one.call_id for one in found])
    ordered = [attempts[one.call_id] for one in found]
    views = {view.id: view for view in await calls.describe(session, ordered)}
    items = [
        FoundOut(
            call_id=one.call_id,
            person_id=one.person_id,
            person=views[one.call_id].person,
            company=views[one.call_id].company,
            outcome=str(views[one.call_id].outcome),
            started_at=one.started_at,
            said=[SaidOut.model_validate(line) for line in one.said],
            measure=one.measure,
        )
        for one in found
    ]
    return Page(items=items, total=total, page=page.page, size=page.size)


@router.get("/insights/hits")
async def hits(
    session: SessionDep,
    principal: Reader,
    page: PageParams,
    person: uuid.UUID | None = None,
    check: str = "",
    kind: Literal["", "fault", "duty", "mention", "merit"] = "",
    first_day: dt.date | None = None,
    last_day: dt.date | None = None,
) -> Page[HitOut]:
    """Hits in the viewer's scope, newest day first; the total counts this page and what is known to follow."""
    found = await service.hits_of_people(
        session,
        people=_people(principal.visible_people, person),
        first=first_day,
        last=last_day,
        checks=[check] if check else None,
        kinds=[Kind(kind)] if kind else None,
        offset=page.offset,
        limit=page.size + 1,
    )
    total = page.offset + len(found)
    items = [HitOut.model_validate(one) for one in found[: page.size]]
    return Page(items=items, total=total, page=page.page, size=page.size)


@router.get("/insights/counts")
async def counts(
    session: SessionDep,
    principal: Reader,
    person: uuid.UUID | None = None,
    first_day: dt.date | None = None,
    last_day: dt.date | None = None,
) -> list[CountOut]:
    """How often each check hit for each person in the viewer's scope; hits judged wrong do not count."""
    found = await service.hit_counts(
        session, people=_people(principal.visible_people, person), first=first_day, last=last_day
    )
    names = {one.id: one.name for one in await staff.people(session)}
    return [
        CountOut.model_validate(one).model_copy(update={"person": names.get(one.person_id, "")})
        for one in found
    ]


@router.get("/insights/weeks")
async def weeks(
    session: SessionDep,
    principal: Reader,
    clock: ClockDep,
    calendar: CalendarDep,
    person: uuid.UUID | None = None,
    number: Annotated[int, Query(ge=1, le=26)] = 8,
) -> list[HitWeekOut]:
    """Hits by week and check for one person or everybody in the viewer's scope, beside the judged calls."""
    today = calendar.day_of(clock.now())
    first = today - dt.timedelta(days=today.weekday() + 7 * (number - 1))
    found = await service.weeks_of_hits(
        session, people=_people(principal.visible_people, person), first=first, last=today
    )
    return [HitWeekOut.model_validate(one) for one in found]


def _people(visible: frozenset[uuid.UUID] | None, person: uuid.UUID | None) -> frozenset[uuid.UUID] | None:
    if person is None:
        return visible
    return frozenset({person}) if visible is None or person in visible else frozenset()
