"""The company's pay plan: checked by the form of `rules/pay`, versioned, in force from a month on."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from callwright.flow.pay import repository
from callwright.flow.pay.contracts import PlanVersion
from callwright.flow.pay.errors import PlanBroken, PlanInClosedMonth
from callwright.kernel.period import Month
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.rules.pay.plan import BrokenPlan, PayPlan, default_plan, read_plan


async def save_plan(session: Session, *, data: Any, principal: Principal, at: datetime) -> PlanVersion:
    """Bring in a plan; the same numbers again change nothing (`unchanged`).

    PlanBroken (422) lists every fault with its place; PlanInClosedMonth (409) when its start lies in a paid month.
    """
    try:
        plan = read_plan(data)
    except BrokenPlan as fault:
        raise PlanBroken(faults="；".join(fault.faults)) from fault
    current = await repository.newest_plan(session, on=plan.effective_from)
    document = plan.model_dump(mode="json")
    made = PlanVersion(plan.version, plan.code, plan.effective_from, document, at, principal.name)
    if current is not None and current.version == plan.version:
        return PlanVersion(
            plan.version, plan.code, plan.effective_from, document, at, principal.name, unchanged=True
        )
    closed = [
        month for month in await repository.closed_plans(session) if month >= Month.of(plan.effective_from)
    ]
    if closed:
        raise PlanInClosedMonth(month=max(closed))
    await repository.add_plan(session, made)
    await record(session, principal, action="pay.plan", object=f"plan:{plan.version}")
    return made


async def plan_on(session: Session, day: date) -> PayPlan:
    """The plan in force on a day; the plan that ships while the company has none."""
    found = await repository.newest_plan(session, on=day)
    return default_plan() if found is None else read_plan(found.document)


async def plans(session: Session) -> list[PlanVersion]:
    """All plans that were brought in, the newest first."""
    return await repository.plans(session)
