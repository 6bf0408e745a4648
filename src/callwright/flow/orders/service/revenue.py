"""Revenue: what scores and pay count."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from callwright.flow.orders import repository
from callwright.flow.orders.contracts import RevenueFact
from callwright.flow.orders.decide.revenue import OrderIdentity, revenue_of
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.db import Session
from callwright.rules.orders.values import order_parameters


async def revenue_facts(
    session: Session,
    *,
    first_day: dt.date,
    last_day: dt.date,
    calendar: CompanyCalendar | None = None,
    visible_people: frozenset[UUID] | None = None,
) -> list[RevenueFact]:
    """Signed revenue of a range of company days (both included), one fact per order, kind and person.

    Σ sales of verified orders on their ordered day − cancellations and returns on the day they happened. The id of
    a fact stays the same when its amount changes later, so that a closed month can be compared with today.
    """
    zone = calendar or CompanyCalendar()
    start, end = zone.bounds(first_day)[0], zone.bounds(last_day)[1]
    found = await repository.touching(session, start=start, end=end, visible_people=visible_people)
    facts: list[RevenueFact] = []
    for known in found:
        row = known.row
        identity = OrderIdentity(
            row.id,
            row.order_number,
            row.agent_id,
            row.closer_id,
            row.product_code,
            row.main_push,
            row.ordered_at,
            known.new_customer,
        )
        rules = order_parameters(zone.day_of(row.ordered_at))
        facts += revenue_of(identity, known.state, day_of=zone.day_of, rules=rules)
    return [
        fact
        for fact in facts
        if first_day <= fact.on <= last_day and (visible_people is None or fact.person_id in visible_people)
    ]
