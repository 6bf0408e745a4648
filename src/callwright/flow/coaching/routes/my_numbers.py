"""The agent's own mirror over HTTP: /api/my-numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from callwright.flow.coaching import service
from callwright.flow.coaching.errors import NoPerson
from callwright.platform.auth import Principal
from callwright.platform.http import CalendarDep, ClockDep, SessionDep, require

router = APIRouter(prefix="/my-numbers")


class StepOut(BaseModel):
    """One step of the ladder; `rate` is the share of the step before, `benchmark` the team median."""

    name: str
    count: int
    rate: float | None
    goal: Decimal | None
    goal_source: str | None
    yesterday: int | None
    benchmark: float | None


class TimeOut(BaseModel):
    """Work time of a day in seconds; work = talk + Σ lost."""

    work_seconds: int
    talk_seconds: int
    utilisation: float | None
    lost_seconds: dict[str, int]


class PanelRowOut(BaseModel):
    """Calls for a probability of at least one success, also at both ends of the interval."""

    probability: float
    calls: int | None
    calls_at_low: int | None
    calls_at_high: int | None


class PanelOut(BaseModel):
    """The honest probability panel (product §7.2)."""

    success: str
    dials: int
    successes: int
    rate: float | None
    low: float
    high: float
    confidence: float
    window_days: int
    rows: list[PanelRowOut]
    today_calls: int
    today_probability: float | None


class MyNumbersOut(BaseModel):
    """One person's day."""

    person_id: UUID
    name: str
    day: dt.date
    ladder: list[StepOut]
    time: TimeOut | None
    yesterday: dt.date | None
    yesterday_time: TimeOut | None
    utilisation_goal: Decimal
    utilisation_benchmark: float | None
    panels: list[PanelOut]


@router.get("")
async def my_numbers(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    principal: Annotated[Principal, require("coaching.read")],
    day: dt.date | None = None,
    person: UUID | None = None,
) -> MyNumbersOut:
    """The asker's own day (today when none is given), or that of a person within scope (else 404)."""
    person_id = person or principal.person_id
    if person_id is None:
        raise NoPerson
    found = await service.my_numbers(
        session,
        person_id=person_id,
        day=day or calendar.day_of(clock.now()),
        now=clock.now(),
        calendar=calendar,
        visible_people=principal.visible_people,
    )
    return MyNumbersOut.model_validate(asdict(found))
