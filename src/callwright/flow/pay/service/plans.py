"""The company's pay plan: checked by the form of `rules/pay`, versioned, in force from a month on."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import yaml

from callwright.flow.pay.contracts import PlanVersion
from callwright.flow.pay.errors import PlanBroken, PlanInClosedMonth, PlanMissing
from callwright.flow.pay.repository import plans as repository
from callwright.flow.pay.repository import statements
from callwright.kernel.period import Month
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.rules.engine.explained import money, plain
from callwright.rules.engine.parameters import parameter, specs
from callwright.rules.pay.formulas.cliffs import cliffs
from callwright.rules.pay.formulas.warnings import warnings
from callwright.rules.pay.plan import PayPlan
from callwright.rules.pay.plan_files import MARK, BrokenPlan, read_plan, stored_plan, template_text


async def save_plan(session: Session, *, data: Any, principal: Principal, at: datetime) -> PlanVersion:
    """Bring in a plan; the same numbers again change nothing (`unchanged`).

    PlanBroken (422) lists every fault with its place; PlanInClosedMonth (409) when its start lies in a paid month.
    """
    plan = checked(data)
    await statements.lock(session)
    current = await repository.newest_plan(session, on=plan.effective_from)
    document = plan.document()
    made = PlanVersion(plan.version, plan.code, plan.effective_from, document, at, principal.name)
    if current is not None and current.version == plan.version:
        return PlanVersion(
            plan.version, plan.code, plan.effective_from, document, at, principal.name, unchanged=True
        )
    closed = [
        month for month in await statements.closed_plans(session) if month >= Month.of(plan.effective_from)
    ]
    if closed:
        raise PlanInClosedMonth(month=max(closed))
    await repository.add_plan(session, made)
    await record(session, principal, action="pay.plan", object=f"plan:{plan.version}")
    return made


def checked(data: Any) -> PayPlan:
    """A plan of the form; PlanBroken (422) lists every fault, what must be entered first."""
    try:
        return read_plan(data)
    except BrokenPlan as fault:
        told = "；".join(each.replace(MARK, f"必须填写 {MARK}") for each in fault.faults)
        raise PlanBroken(faults=told) from fault


async def plan_on(session: Session, day: date) -> PayPlan:
    """The company's plan in force on a day; PlanMissing (409) while it has none."""
    found = await plan_if_any(session, day)
    if found is None:
        raise PlanMissing(day=day)
    return found


async def plan_for_closing(session: Session, day: date) -> PayPlan:
    """The plan in force; PlanBroken (422) when it was brought in before a part existed that must be entered."""
    found = await repository.newest_plan(session, on=day)
    if found is None:
        raise PlanMissing(day=day)
    return checked(found.document)


def read_yaml(text: str) -> Any:
    """What a YAML text says; PlanBroken (422) when it is none."""
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as fault:
        raise PlanBroken(faults=str(fault)) from None


def read_draft(text: str) -> PayPlan:
    """A draft plan from its text, checked; nothing is kept."""
    return checked(read_yaml(text))


def template() -> str:
    """The plan of product §9 with everything the text leaves open marked."""
    return template_text()


def plan_cliffs(plan: PayPlan) -> list[dict[str, Any]]:
    """Where the plan jumps, as plain data."""
    return [
        {
            "part": each.part,
            "measure": each.measure,
            "at": plain(each.at),
            "jump": money(each.jump),
            "says": each.says.to_json(),
        }
        for each in cliffs(plan)
    ]


def plan_warnings(plan: PayPlan) -> list[dict[str, str]]:
    """What is allowed in the plan and yet was a complaint of the field."""
    return [each.to_json() for each in warnings(plan)]


def rules_on(day: date) -> list[dict[str, Any]]:
    """The dated parameters of pay and appraisal in force on a day, as plain data: what statements name by version."""
    found = [
        parameter(spec.id, on=day)
        for topic in ("pay", "appraisal")
        for spec in specs(topic)
        if min(value.start for value in spec.values) <= day
    ]
    return [
        {
            "id": each.id,
            "version": each.version,
            "title": each.title.to_json(),
            "value": plain(each.value) if isinstance(each.value, Decimal) else each.value,
            "unit": each.unit,
            "since": each.since.isoformat(),
            "source": each.source,
            "approver": each.approver,
            "checked_until": each.checked_until.isoformat(),
        }
        for each in found
    ]


async def plan_if_any(session: Session, day: date) -> PayPlan | None:
    """The company's plan in force on a day, None while it has none."""
    found = await repository.newest_plan(session, on=day)
    return None if found is None else stored_plan(found.document)


async def plans(session: Session) -> list[PlanVersion]:
    """All plans that were brought in, the newest first."""
    return await repository.plans(session)
