"""What the database adds up is what the facts add up to: shares, refunds, cancellations, whole orders."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from tests.db.flow.scores.company import CALENDAR, NOW, hire, stored, table

from callwright.flow.orders import service as orders
from callwright.platform.db import Session

HEADER = "订单号,工号,成交人,分成比例,客户,产品,金额,下单时间,核验时间,取消时间,退货时间,退款金额"
LINES = """A1,E001,,,甲,云呼,1000,2026-10-05 10:00,2026-10-05 15:00,,,
A2,E001,E002,,乙,云呼,999.99,2026-10-06 10:00,2026-10-06 15:00,,,
A3,E001,E002,0.3,丙,云呼,777.77,2026-10-31 23:30,2026-11-02 15:00,,,
A4,E002,,,丁,云呼,500,2026-10-08 10:00,2026-10-09 15:00,2026-10-20 10:00,,
A5,E002,E001,,戊,云呼,333.33,2026-10-09 10:00,2026-10-10 15:00,,2026-10-30 09:00,111.11
A6,E001,,,己,云呼,400,2026-09-20 10:00,2026-09-20 15:00,,2026-10-03 09:00,900
A7,E001,,,庚,云呼,123,2026-10-09 10:00,,,,
A8,E002,,,辛,云呼,250,2026-10-15 10:00,2026-10-15 15:00,,2026-11-03 09:00,"""
FIRST, LAST = dt.date(2026, 10, 1), dt.date(2026, 10, 31)


async def test_the_sums_of_a_month_are_the_sums_of_its_facts(session: Session):
    await hire(session)
    report = await orders.import_orders(
        session, table=table(f"{HEADER}\n{LINES}"), source_file=stored("shares"), now=NOW, calendar=CALENDAR
    )
    assert report.accepted == 8
    facts = await orders.revenue_facts(session, first_day=FIRST, last_day=LAST, calendar=CALENDAR)
    added: dict[object, Decimal] = {}
    for fact in facts:
        added[fact.person_id] = added.get(fact.person_id, Decimal(0)) + fact.amount
    assert len(added) == 2
    assert await orders.revenue_sums(session, first_day=FIRST, last_day=LAST, calendar=CALENDAR) == added


async def test_whole_orders_hold_the_same_facts(session: Session):
    await hire(session)
    await orders.import_orders(
        session, table=table(f"{HEADER}\n{LINES}"), source_file=stored("shares"), now=NOW, calendar=CALENDAR
    )
    early = dt.date(2026, 9, 1)
    all_of_them = await orders.revenue_facts(session, first_day=early, last_day=LAST, calendar=CALENDAR)
    whole = await orders.order_revenue(
        session, first_day=FIRST, last_day=LAST, recorded_since=None, calendar=CALENDAR
    )
    assert {(fact.id, fact.amount, fact.on) for fact in whole} == {
        (fact.id, fact.amount, fact.on) for fact in all_of_them
    }
