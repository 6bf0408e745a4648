"""Checks and hits over HTTP."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from callwright.flow.calls import service as calls
from callwright.flow.insights import service
from callwright.flow.insights.contracts import Family, Kind, Verdict
from callwright.platform.http import CalendarDep, ClockDep, SessionDep, require
from callwright.platform.principal import Principal

router = APIRouter()
Reader = Annotated[Principal, require("insights.read")]


class TextOut(BaseModel):
    """A sentence in both languages."""

    model_config = ConfigDict(from_attributes=True)

    zh: str
    en: str


class CheckOut(BaseModel):
    """A check as it holds for calls of a day; `version` names it for ever, `own` = published by the company."""

    model_config = ConfigDict(from_attributes=True)

    code: str
    version: str
    family: Family
    kind: Kind
    title: TextOut
    why: TextOut
    role: str
    since: dt.date
    source: str
    own: bool


class HitOut(BaseModel):
    """A hit: the sentence is the evidence; seconds from the start of the recording; `better` says it better.

    `judge` names the model that found it, "" = the rules.
    """

    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    recording_id: uuid.UUID
    call_id: uuid.UUID
    person_id: uuid.UUID
    day: dt.date
    check: str
    rule_version: str
    family: Family
    kind: Kind
    title: TextOut
    speaker: str
    turn: int
    start: float
    end: float
    quote: str
    better: TextOut | None
    verdict: Verdict | None
    judge: str


@router.get("/insights/checks")
async def checks(
    session: SessionDep,
    principal: Reader,
    clock: ClockDep,
    calendar: CalendarDep,
    day: dt.date | None = None,
) -> list[CheckOut]:
    """The checks that hold for calls of a day (today when none is given)."""
    del principal
    found = await service.checks_in_force(session, on=day or calendar.day_of(clock.now()))
    return [CheckOut.model_validate(one) for one in found]


@router.get("/calls/{call_id}/hits")
async def hits_of_call(session: SessionDep, principal: Reader, call_id: uuid.UUID) -> list[HitOut]:
    """The hits of one call; 404 outside the viewer's scope."""
    await calls.attempt(session, call_id, visible_people=principal.visible_people)
    return [HitOut.model_validate(one) for one in await service.hits_of_call(session, call_id)]
