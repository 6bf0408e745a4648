"""Everything that decides the statements of a month, gathered once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from callwright.flow.orders import service as orders
from callwright.flow.orders.contracts import RevenueFact
from callwright.flow.pay import repository
from callwright.flow.pay.contracts import Credit, PaidMonth
from callwright.flow.pay.decide.people import paid_people, pay_kind
from callwright.flow.pay.errors import CompanyTargetMissing
from callwright.flow.scores import service as scores
from callwright.flow.scores.contracts import DepartmentResult, PersonScore
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.period import Month
from callwright.platform.db import Session
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Person
from callwright.rules.appraisal.formulas.gates import company_coupling
from callwright.rules.engine.explained import Explained
from callwright.rules.pay.plan import PayPlan, read_plan


@dataclass(frozen=True)
class Gathered:
    """What is known about a month: `people` are paid for it, `everybody` may get corrections."""

    month: Month
    plan: PayPlan
    people: Mapping[UUID, Person]
    everybody: Mapping[UUID, Person]
    facts: Mapping[UUID, Sequence[RevenueFact]]
    counted: Mapping[UUID, Sequence[Credit]]
    closed_plans: Mapping[Month, PayPlan]
    paid: Mapping[tuple[UUID, Month], PaidMonth]
    scores: Mapping[UUID, PersonScore]
    departments: Mapping[UUID, DepartmentResult]
    quarter_scores: Mapping[UUID, Decimal]
    company_factor: Explained | None


async def gather(session: Session, *, month: Month, plan: PayPlan, calendar: CompanyCalendar) -> Gathered:
    """Read the doors of staff, orders and scores for a month."""
    last_day = month.end - timedelta(days=1)
    everybody = await staff.people(session)
    people = paid_people(
        everybody,
        first_day=await staff.people(session, on=month.start),
        last_day=await staff.people(session, on=last_day),
        month=month,
    )
    closed = {each: read_plan(plan) for each, plan in (await repository.closed_plans(session)).items()}
    before = [each for each in closed if each < month]
    quarter_scores = await _quarter_scores(session, month, people)
    return Gathered(
        month=month,
        plan=plan,
        people=people,
        everybody={person.id: person for person in everybody},
        facts=await _facts(session, month, before, calendar),
        counted=await repository.counted(session),
        closed_plans={each: closed[each] for each in before},
        paid=await repository.paid_months(session),
        scores={each.person_id: each for each in await scores.scores(session, month=month)},
        departments={each.department_id: each for each in await scores.departments(session, month=month)},
        quarter_scores=quarter_scores,
        company_factor=await _company_factor(session, month, plan, calendar) if quarter_scores else None,
    )


async def _facts(
    session: Session, month: Month, closed: Sequence[Month], calendar: CompanyCalendar
) -> dict[UUID, list[RevenueFact]]:
    """Facts by person since the first closed month, at least since the month before (for growth)."""
    first = min([*closed, month.previous()])
    last_day = month.end - timedelta(days=1)
    found: dict[UUID, list[RevenueFact]] = {}
    for fact in await orders.revenue_facts(
        session, first_day=first.start, last_day=last_day, calendar=calendar
    ):
        found.setdefault(fact.person_id, []).append(fact)
    return found


async def _quarter_scores(
    session: Session, month: Month, people: Mapping[UUID, Person]
) -> dict[UUID, Decimal]:
    """Managers' mean scores, in the last month of a quarter only."""
    if month.quarter.months()[-1] != month:
        return {}
    found = await scores.period_scores(session, month.quarter)
    managers = [person_id for person_id, person in people.items() if pay_kind(person) == "manager"]
    return {person_id: found[person_id].score for person_id in managers if person_id in found}


async def _company_factor(
    session: Session, month: Month, plan: PayPlan, calendar: CompanyCalendar
) -> Explained:
    revenue, target = await scores.company_result(session, quarter=month.quarter, calendar=calendar)
    if revenue is None or target is None:
        raise CompanyTargetMissing(quarter=month.quarter)
    return company_coupling(revenue, target, plan.manager_bonus.curve.curve)
