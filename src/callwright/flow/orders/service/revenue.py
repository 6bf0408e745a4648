"""Revenue: what scores and pay count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from uuid import UUID

from callwright.flow.orders import repository
from callwright.flow.orders.contracts import RevenueFact
from callwright.flow.orders.decide.revenue import OrderIdentity, OrderMoney, revenue_of, verified_revenue
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


async def revenue_sums(
    session: Session, *, first_day: dt.date, last_day: dt.date, calendar: CompanyCalendar
) -> dict[UUID, Decimal]:
    """Net revenue of a range of company days by person: the sums of `revenue_facts`, added up by the database."""
    start, end = calendar.bounds(first_day)[0], calendar.bounds(last_day)[1]
    share = order_parameters(first_day).agent_share
    return await repository.revenue_sums(session, start=start, end=end, share=share)


async def order_revenue(
    session: Session,
    *,
    first_day: dt.date,
    last_day: dt.date,
    recorded_since: dt.datetime | None,
    calendar: CompanyCalendar,
) -> list[RevenueFact]:
    """All revenue of whole orders up to `last_day`: what a month of pay has to look at, in one pass.

    The orders are those placed, cancelled or returned in the days, or of which something was recorded since a
    moment. Same arithmetic as `revenue_facts`; `new_customer` is not looked up and false.
    """
    start, end = calendar.bounds(first_day)[0], calendar.bounds(last_day)[1]
    found = await repository.whole_orders(session, start=start, end=end, since=recorded_since)
    return [fact for fact in _facts(found, calendar) if fact.on <= last_day]


async def revenue_of_orders(
    session: Session, *, orders: Collection[UUID], last_day: dt.date, calendar: CompanyCalendar
) -> list[RevenueFact]:
    """All revenue of some orders up to `last_day`, as `order_revenue` gives it."""
    found = await repository.named_orders(session, orders)
    return [fact for fact in _facts(found, calendar) if fact.on <= last_day]


def _facts(
    found: Iterable[tuple[OrderIdentity, OrderMoney]], calendar: CompanyCalendar
) -> Iterator[RevenueFact]:
    days: dict[dt.datetime, dt.date] = {}

    def day_of(moment: dt.datetime) -> dt.date:
        if moment not in days:
            days[moment] = calendar.day_of(moment)
        return days[moment]

    for identity, money in found:
        rules = order_parameters(day_of(identity.ordered_at))
        yield from verified_revenue(identity, money, day_of=day_of, rules=rules)
