"""Orders that crowd at the end of months, and pay against contribution (product §9.9, §10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from callwright.flow.calls import service as calls
from callwright.flow.orders import service as orders
from callwright.flow.orders.contracts import RevenueFact
from callwright.flow.pay.contracts import Bunching, Fairness
from callwright.flow.pay.decide.bunching import bunching
from callwright.flow.pay.decide.fairness import fairness
from callwright.flow.pay.repository import statements as repository
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.period import Month
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.rules.engine.parameters import parameter


async def bunched_orders(
    session: Session, *, month: Month, principal: Principal, calendar: CompanyCalendar
) -> list[Bunching]:
    """The company's month and each person's with enough orders, the most crowded first after the company."""
    days = int(parameter("pay.bunching_days", on=month.start).number)
    limit = parameter("pay.bunching_chance", on=month.start).number
    found = await orders.order_revenue(
        session,
        first_day=month.start,
        last_day=month.end + timedelta(days=days - 1),
        recorded_since=None,
        calendar=calendar,
    )
    people: dict[UUID, list[RevenueFact]] = defaultdict(list)
    for fact in found:
        if principal.visible_people is None or fact.person_id in principal.visible_people:
            people[fact.person_id].append(fact)
    everybody = [fact for facts in people.values() for fact in facts]
    whole = bunching(None, month, everybody, days=days, limit=limit)
    rows = [bunching(person, month, facts, days=days, limit=limit) for person, facts in people.items()]
    known = sorted((row for row in rows if row is not None), key=lambda row: (row.chance, str(row.person_id)))
    return known if whole is None else [whole, *known]


async def fair_pay(
    session: Session, *, months: Sequence[Month], principal: Principal, calendar: CompanyCalendar
) -> list[Fairness]:
    """Pay of closed months against what people added to what their lists let them reach."""
    paid: dict[UUID, Decimal] = defaultdict(Decimal)
    revenue: dict[UUID, Decimal] = defaultdict(Decimal)
    reached: dict[UUID, int] = defaultdict(int)
    for month in months:
        last_day = month.end - timedelta(days=1)
        for person_id, amount in await repository.paid_totals(
            session, month=str(month), visible_people=principal.visible_people
        ):
            paid[person_id] += amount
        for fact in await orders.revenue_facts(
            session, first_day=month.start, last_day=last_day, calendar=calendar
        ):
            revenue[fact.person_id] += fact.amount
        start, end = calendar.bounds(month)
        for row in await calls.activity(session, start=start, end=end, visible_people=None):
            reached[row.person_id] += row.connected
    gap = parameter("pay.fairness_gap", on=max(months).start).number
    return fairness(paid, revenue, reached, gap=gap)
