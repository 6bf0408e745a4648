"""Prizes of closed months that the news of an open month touches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from callwright.flow.orders import service as orders
from callwright.flow.orders.contracts import RevenueFact
from callwright.flow.pay.contracts import Credit
from callwright.flow.pay.decide.won import past_prizes
from callwright.flow.pay.repository import won as repository
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.period import Month
from callwright.platform.db import Session
from callwright.rules.engine.parameters import parameter
from callwright.rules.pay.facts import PastPrize
from callwright.rules.pay.plan import PayPlan

Key = tuple[UUID, Month]


async def touched_prizes(
    session: Session,
    *,
    counted: Mapping[UUID, Sequence[Credit]],
    plans: Mapping[Month, PayPlan],
    last_day: date,
    calendar: CompanyCalendar,
) -> dict[Key, tuple[PastPrize, ...]]:
    """Cash prizes of people and months of whose orders something is looked at again (`counted`)."""
    touched = {(person_id, credit.origin) for person_id, each in counted.items() for credit in each}
    months = sorted({str(month) for _, month in touched if month in plans and _taken_back(month)})
    if not months:
        return {}
    people = {person_id for person_id, _ in touched}
    found = await repository.won_prizes(session, people=people, months=months)
    won = {key: each for key, each in found.items() if key in touched}
    if not won:
        return {}
    people = {person_id for person_id, _ in won}
    own = await repository.orders_of(session, people=people, months=months)
    measured = await repository.measured(session, people=people, months=months)
    known = await _facts(session, {order for key in won for order in own.get(key, ())}, last_day, calendar)
    return {
        (person_id, month): past_prizes(
            month,
            plans[month],
            prizes,
            [fact for order in own.get((person_id, month), ()) for fact in known.get((person_id, order), ())],
            measured.get((person_id, month), {}),
        )
        for (person_id, month), prizes in won.items()
    }


def _taken_back(month: Month) -> bool:
    return parameter("pay.prize_clawback", on=month.start).switch


async def _facts(
    session: Session, ids: set[UUID], last_day: date, calendar: CompanyCalendar
) -> dict[tuple[UUID, UUID], list[RevenueFact]]:
    """What is true today of some orders, by person and order."""
    found: dict[tuple[UUID, UUID], list[RevenueFact]] = {}
    for fact in await orders.revenue_of_orders(session, orders=ids, last_day=last_day, calendar=calendar):
        found.setdefault((fact.person_id, fact.order_id), []).append(fact)
    return found
