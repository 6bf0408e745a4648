"""Everything that decides the statements of a month, gathered once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from callwright.flow.orders import service as orders
from callwright.flow.orders.contracts import RevenueFact
from callwright.flow.pay.contracts import Credit, DecidedAdjustment, PaidMonth, UnpaidLeave
from callwright.flow.pay.decide.people import paid_people, pay_kind
from callwright.flow.pay.errors import CompanyTargetMissing
from callwright.flow.pay.repository import inputs
from callwright.flow.pay.repository import statements as repository
from callwright.flow.pay.service.winning import touched_prizes
from callwright.flow.scores import service as scores
from callwright.flow.scores.contracts import DepartmentResult, PersonScore
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.period import Month
from callwright.platform.db import Session
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Person, Stay
from callwright.rules.pay.facts import PastPrize
from callwright.rules.pay.plan import PayPlan
from callwright.rules.pay.plan_files import stored_plan

Personal = TypeVar("Personal", UnpaidLeave, DecidedAdjustment)
OVERLAP = timedelta(days=7)
"""A fact recorded in a transaction that was still open when a month was closed is looked at again; none stays open
for a week."""
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Gathered:
    """What is known about a month: `people` are paid for it, `everybody` may get corrections.

    `facts` are whole orders of the month and of late news, `before` the revenue of the month before, `counted` what
    statements have counted of those orders. `company` is revenue and target of a quarter that ends, `stays` the
    departments by day of those who moved between them.
    """

    month: Month
    plan: PayPlan
    people: Mapping[UUID, Person]
    everybody: Mapping[UUID, Person]
    facts: Mapping[UUID, Sequence[RevenueFact]]
    before: Mapping[UUID, Decimal]
    counted: Mapping[UUID, Sequence[Credit]]
    closed_plans: Mapping[Month, PayPlan]
    credited: Mapping[tuple[UUID, Month], Decimal]
    paid: Mapping[tuple[UUID, Month], PaidMonth]
    scores: Mapping[UUID, PersonScore]
    departments: Mapping[UUID, DepartmentResult]
    quarter_scores: Mapping[UUID, Decimal]
    company: tuple[Decimal, Decimal] | None
    leaves: Mapping[UUID, Sequence[UnpaidLeave]]
    adjustments: Mapping[UUID, Sequence[DecidedAdjustment]]
    owed: Mapping[UUID, tuple[Decimal, Decimal]]
    stays: Mapping[UUID, Sequence[Stay]] = field(default_factory=dict)
    department_names: Mapping[UUID, str] = field(default_factory=dict)
    past_prizes: Mapping[tuple[UUID, Month], Sequence[PastPrize]] = field(default_factory=dict)


async def gather(session: Session, *, month: Month, plan: PayPlan, calendar: CompanyCalendar) -> Gathered:
    """Read the doors of staff, orders and scores for a month, and what pay itself keeps."""
    last_day = month.end - timedelta(days=1)
    everybody = await staff.people_on(session, month.start, last_day)
    people = paid_people(everybody, month)
    closed = {each: stored_plan(plan) for each, plan in (await repository.closed_plans(session)).items()}
    before = {each: plan for each, plan in closed.items() if each < month}
    facts = await _facts(session, month, last_day, calendar, closed=before)
    counted = await repository.counted(
        session, orders={fact.order_id for each in facts.values() for fact in each}
    )
    touched, months = set(counted) | set(facts), [str(each) for each in before]
    quarter_scores = await _quarter_scores(session, month, people)
    return Gathered(
        month=month,
        plan=plan,
        people=people,
        everybody={person.id: person for person, _ in everybody},
        facts=facts,
        before=await orders.revenue_sums(
            session,
            first_day=month.previous().start,
            last_day=month.start - timedelta(days=1),
            calendar=calendar,
        ),
        counted=counted,
        closed_plans=before,
        credited=await repository.credited(session, people=touched, months=months),
        paid=await repository.paid_months(session, people=touched, months=months),
        scores={each.person_id: each for each in await scores.scores(session, month=month)},
        departments={each.department_id: each for each in await scores.departments(session, month=month)},
        quarter_scores=quarter_scores,
        company=await _company(session, month, calendar) if quarter_scores else None,
        leaves=_by_person(await inputs.leaves(session, first_day=month.start, last_day=last_day)),
        adjustments=_by_person(await inputs.waiting_adjustments(session)),
        owed=await inputs.owed(session, before=str(month)),
        past_prizes=await touched_prizes(
            session, counted=counted, plans=before, last_day=last_day, calendar=calendar
        ),
        stays=await staff.stays(session, first_day=month.start, last_day=last_day),
        department_names={each.id: each.name for each in await staff.departments(session)},
    )


async def _facts(
    session: Session,
    month: Month,
    last_day: date,
    calendar: CompanyCalendar,
    *,
    closed: Mapping[Month, PayPlan],
) -> dict[UUID, list[RevenueFact]]:
    """Whole orders of the month and of everything recorded since the closing before, by person.

    The first month of the system looks back no further than itself.
    """
    any_closed, read_at = await repository.last_read(session)
    since = (read_at or BEGINNING + OVERLAP) - OVERLAP if any_closed else None
    first = min([*closed, month]).start
    found: dict[UUID, list[RevenueFact]] = {}
    for fact in await orders.order_revenue(
        session, first_day=month.start, last_day=last_day, recorded_since=since, calendar=calendar
    ):
        if fact.on >= first:
            found.setdefault(fact.person_id, []).append(fact)
    return found


def _by_person(rows: Sequence[Personal]) -> dict[UUID, list[Personal]]:
    found: dict[UUID, list[Personal]] = {}
    for row in rows:
        found.setdefault(row.person_id, []).append(row)
    return found


async def _quarter_scores(
    session: Session, month: Month, people: Mapping[UUID, Person]
) -> dict[UUID, Decimal]:
    """Managers' mean scores, in the last month of a quarter only."""
    if month.quarter.months()[-1] != month:
        return {}
    managers = frozenset(key for key, person in people.items() if pay_kind(person) == "manager")
    found = await scores.period_scores(session, month.quarter, visible_people=managers)
    return {person_id: each.score for person_id, each in found.items()}


async def _company(session: Session, month: Month, calendar: CompanyCalendar) -> tuple[Decimal, Decimal]:
    revenue, target = await scores.company_result(session, quarter=month.quarter, calendar=calendar)
    if revenue is None or target is None:
        raise CompanyTargetMissing(quarter=month.quarter)
    return revenue, target
