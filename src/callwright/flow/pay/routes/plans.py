"""Plans over HTTP: everybody reads the rules of their pay, the owner brings them in."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, Field

from callwright.flow.pay import service
from callwright.flow.pay.routes.months import read_month
from callwright.platform.auth import Principal
from callwright.platform.http import CalendarDep, ClockDep, SessionDep, require
from callwright.rules.pay.plan import PayPlan

router = APIRouter(prefix="/api/pay", tags=["pay"])


class PlanText(BaseModel):
    """A plan as YAML, as it stands in a file."""

    text: str = Field(min_length=1, max_length=100_000)


@router.get("/plan")
async def show_plan(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    _: Annotated[Principal, require("pay.read")],
    month: str | None = None,
) -> dict[str, Any]:
    """The pay plan in force in a month (default: this one), with its cliffs; everybody may read it.

    `version` is null while the company has none.
    """
    day = read_month(month).start if month else calendar.day_of(clock.now())
    plan = await service.plan_if_any(session, day)
    return {"version": None} if plan is None else _shown(plan) | plan.document()


def _shown(plan: PayPlan) -> dict[str, Any]:
    return {
        "version": plan.version,
        "cliffs": service.plan_cliffs(plan),
        "warnings": service.plan_warnings(plan),
    }


@router.get("/rules")
async def show_rules(
    clock: ClockDep,
    calendar: CalendarDep,
    _: Annotated[Principal, require("pay.read")],
    month: str | None = None,
) -> list[dict[str, Any]]:
    """The rule parameters in force in a month (default: this one), with source and approver."""
    return service.rules_on(read_month(month).start if month else calendar.day_of(clock.now()))


@router.get("/plan/template", response_class=PlainTextResponse)
async def download_template(_: Annotated[Principal, require("pay.read")]) -> PlainTextResponse:
    """The plan of product §9 with everything the text leaves open marked `must be entered`."""
    headers = {"content-disposition": 'attachment; filename="pay-plan.yaml"'}
    return PlainTextResponse(
        service.template(), media_type="application/yaml; charset=utf-8", headers=headers
    )


@router.get("/plans")
async def list_plans(
    session: SessionDep, _: Annotated[Principal, require("pay.read_others")]
) -> list[dict[str, Any]]:
    """Every plan that was brought in, the newest first."""
    return [
        {
            "version": each.version,
            "code": each.code,
            "effective_from": each.effective_from.isoformat(),
            "created_at": each.created_at.isoformat() if each.created_at else None,
            "created_by": each.created_by,
        }
        for each in await service.plans(session)
    ]


@router.post("/plans/check")
async def check_plan(body: PlanText, _: Annotated[Principal, require("pay.write")]) -> dict[str, Any]:
    """Whether a draft has the form, and where it jumps; nothing is kept."""
    plan = service.read_draft(body.text)
    return _shown(plan)


@router.post("/plans")
async def bring_in_plan(
    session: SessionDep,
    clock: ClockDep,
    body: PlanText,
    principal: Annotated[Principal, require("pay.approve")],
) -> dict[str, Any]:
    """Bring in a plan from its first day on; the owner approves it by doing so."""
    made = await service.save_plan(
        session, data=service.read_yaml(body.text), principal=principal, at=clock.now()
    )
    return {
        "version": made.version,
        "effective_from": made.effective_from.isoformat(),
        "unchanged": made.unchanged,
    }
