"""Seeing before deciding over HTTP: a plan tried on past months, distances, bunching, fairness."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, Field

from callwright.flow.pay import service
from callwright.flow.pay.routes.months import read_month
from callwright.kernel.period import Month
from callwright.platform.auth import Principal
from callwright.platform.http import CalendarDep, ClockDep, SessionDep, require
from callwright.registers.staff import service as staff
from callwright.rules.engine.explained import plain

router = APIRouter(prefix="/api/pay", tags=["pay"])


class TrialForm(BaseModel):
    """A draft plan as YAML and the closed months to try it on."""

    text: str = Field(min_length=1, max_length=100_000)
    months: list[str] = Field(min_length=1, max_length=24)


@router.post("/plans/try")
async def try_plan(
    session: SessionDep, body: TrialForm, principal: Annotated[Principal, require("pay.write")]
) -> dict[str, Any]:
    """What a draft would have paid for closed months: cost, who gains and loses, cliffs hit. Nothing is kept."""
    plan = service.read_draft(body.text)
    months = [read_month(each) for each in body.months]
    found = await service.try_plan(session, plan=plan, months=months, principal=principal)
    names = await staff.labels(session)
    return found.to_json(names)


@router.get("/outlook/{person_id}/{month}")
async def show_outlook(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    person_id: UUID,
    month: str,
    principal: Annotated[Principal, require("pay.read")],
) -> dict[str, Any]:
    """The own running month: revenue and commission so far, distance to each gate, forecast with interval."""
    found = await service.outlook(
        session,
        person_id=person_id,
        month=read_month(month),
        principal=principal,
        at=clock.now(),
        calendar=calendar,
    )
    return {key: _plainly(each) for key, each in asdict(found).items()}


@router.get("/bunching")
async def show_bunching(
    session: SessionDep,
    calendar: CalendarDep,
    month: str,
    principal: Annotated[Principal, require("pay.read_others")],
) -> list[dict[str, Any]]:
    """Orders that crowd on the last days of a month, and returns on the first days after it."""
    found = await service.bunched_orders(
        session, month=read_month(month), principal=principal, calendar=calendar
    )
    names = await staff.labels(session)
    return [
        _plainly(asdict(each)) | {"name": names.get(each.person_id, "") if each.person_id else None}
        for each in found
    ]


@router.get("/fairness")
async def show_fairness(
    session: SessionDep,
    calendar: CalendarDep,
    month: str,
    principal: Annotated[Principal, require("pay.read_others")],
    months: Annotated[int, Field(ge=1, le=12)] = 1,
) -> list[dict[str, Any]]:
    """Pay of reps against what they added to what their lists let them reach, over months that end with `month`."""
    wanted = [read_month(month)]
    while len(wanted) < months:
        wanted.append(wanted[-1].previous())
    found = await service.fair_pay(session, months=wanted, principal=principal, calendar=calendar)
    names = await staff.labels(session)
    return [_plainly(asdict(each)) | {"name": names.get(each.person_id, "")} for each in found]


def _plainly(value: Any) -> Any:
    """Decimals and months as text, all the way down."""
    if isinstance(value, dict):
        if set(value) == {"year", "month"}:
            return str(Month(**value))
        return {key: _plainly(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plainly(each) for each in value]
    if isinstance(value, Decimal):
        return plain(value)
    return value
