"""Order files become facts, facts become revenue; amounts worked out by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import uuid4

import pytest
import sqlalchemy
from sqlalchemy import text

from callwright.flow.lists import service as lists
from callwright.flow.lists.contracts import SuppressionSubject
from callwright.flow.orders import service
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.db import Session
from callwright.platform.files import StoredFile
from callwright.platform.tables import ImportReport, Table, TableRow
from callwright.registers.catalog import service as catalog
from callwright.registers.contacts import service as contacts
from callwright.registers.contacts.contracts import ContactNumber, ContactRecord
from callwright.registers.staff import service as staff

CALENDAR = CompanyCalendar("Asia/Shanghai")
NOW = dt.datetime(2026, 11, 20, 4, tzinfo=dt.UTC)
OCTOBER = (dt.date(2026, 10, 1), dt.date(2026, 10, 31))
NOVEMBER = (dt.date(2026, 11, 1), dt.date(2026, 11, 30))
PEOPLE = """工号,姓名,部门,角色,职级,入职日期
E001,张三,一部,电销代表,初级,2026-01-05
E002,李四,一部,组长,高级,2026-01-05"""
ORDERS = """订单号,工号,协作人,客户,产品,金额,毛利,下单时间,核验时间,仓库时间,退货时间,退款金额
D1,E001,,沪东机械,云呼,1000,300,2026-10-05 10:00,2026-10-05 15:00,2026-10-06 10:00,,
D2,E001,E002,沪东机械,云呼,2000,,2026-10-20 10:00,2026-10-20 15:00,,2026-11-03 09:00,500
D3,E001,,苏南纺织,别的,700,,2026-10-21 10:00,,,,
D4,E999,,苏南纺织,云呼,700,,2026-10-21 10:00,,,,"""


def table(text_: str) -> Table:
    header, *lines = [line.split(",") for line in text_.splitlines()]
    return Table(
        header,
        [TableRow(n, dict(zip(header, line, strict=True))) for n, line in enumerate(lines, 2)],
        "utf-8",
    )


def stored(name: str) -> StoredFile:
    return StoredFile(name, name, 1, f"{name}.csv")


async def take(session: Session, text_: str, name: str) -> ImportReport:
    return await service.import_orders(
        session, table=table(text_), source_file=stored(name), now=NOW, calendar=CALENDAR
    )


@pytest.fixture
async def company(session: Session) -> Session:
    await staff.import_roster(session, table=table(PEOPLE), source_file=stored("people"), today=NOW.date())
    products = table("产品,编码,单价,主推\n云呼,P1,1000,是")
    await catalog.import_products(session, table=products, source_file=stored("products"))
    return session


async def revenue(session: Session, span: tuple[dt.date, dt.date]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    names = {one.id: one.employee_number for one in await staff.people(session)}
    for fact in await service.revenue_facts(session, first_day=span[0], last_day=span[1]):
        sums[names[fact.person_id]] = sums.get(names[fact.person_id], Decimal(0)) + fact.amount
    return sums


async def test_revenue_of_a_month_is_verified_sales_minus_what_came_back_that_month(company: Session):
    report = await take(company, ORDERS, "one")
    assert (report.rows, report.accepted) == (4, 3)
    assert [entry.code for entry in report.rejected] == ["orders.agent_unknown"]
    assert len(report.notes) == 1
    assert await revenue(company, OCTOBER) == {"E001": Decimal(2000), "E002": Decimal(1000)}
    assert await revenue(company, NOVEMBER) == {"E001": Decimal(-250), "E002": Decimal(-250)}
    facts = await service.revenue_facts(company, first_day=OCTOBER[0], last_day=OCTOBER[1])
    assert {fact.order_number: fact.new_customer for fact in facts} == {"D1": True, "D2": False}
    assert all(fact.main_push and fact.product_code == "P1" for fact in facts)


async def test_the_same_file_is_not_doubled_but_rows_rejected_before_get_in(company: Session):
    await take(company, ORDERS, "one")
    again = await take(company, ORDERS, "one")
    assert (again.accepted, again.unchanged, again.already_imported) == (0, 3, True)
    more = PEOPLE + "\nE999,新人,一部,电销代表,初级,2026-10-05"
    await staff.import_roster(company, table=table(more), source_file=stored("more"), today=NOW.date())
    assert (await take(company, ORDERS, "one")).accepted == 1


async def test_a_newer_file_adds_facts_and_the_old_ones_stay(company: Session):
    await take(company, ORDERS, "one")
    newer = ORDERS.replace(
        "D3,E001,,苏南纺织,别的,700,,2026-10-21 10:00,,",
        "D3,E001,,苏南纺织,别的,700,,2026-10-21 10:00,2026-11-01 09:00,",
    )
    report = await take(company, newer, "two")
    assert (report.accepted, report.unchanged) == (1, 2)
    assert (await revenue(company, OCTOBER))["E001"] == Decimal(2700)
    old = await take(company, ORDERS, "one")
    assert old.accepted == 0
    assert (await revenue(company, OCTOBER))["E001"] == Decimal(2700)


async def test_facts_cannot_be_changed(company: Session):
    await take(company, ORDERS, "one")
    with pytest.raises(sqlalchemy.exc.DBAPIError, match="is final"):
        await company.execute(text("UPDATE orders.order_fact SET amount = 0"))


async def test_an_order_over_its_limit_names_the_department_and_the_hours(company: Session):
    await take(company, ORDERS, "one")
    at = dt.datetime(2026, 10, 22, 9, tzinfo=dt.UTC)
    blocked = {one.order_number: one for one in await service.blocked_orders(company, at=at)}
    # D2 was verified 20 Oct 15:00 Shanghai; the warehouse had 24 h, so it is 26 h late at 22 Oct 17:00.
    assert (blocked["D2"].step, blocked["D2"].hours_over_limit) == ("warehouse", Decimal("26.0"))
    assert blocked["D3"].step == "verified"
    assert "D1" not in blocked


async def test_scope_limits_orders_and_revenue(company: Session):
    await take(company, ORDERS, "one")
    second = (await staff.resolver(company)).find("E002")
    assert second is not None
    only = frozenset({second.id})
    found, total = await service.orders_page(company, visible_people=only)
    assert (total, found[0].order_number, found[0].state) == (1, "D2", "returned")
    facts = await service.revenue_facts(
        company, first_day=OCTOBER[0], last_day=OCTOBER[1], visible_people=only
    )
    assert {fact.person_id for fact in facts} == only


async def test_who_ordered_is_a_customer_until_the_order_is_cancelled(company: Session):
    header = "订单号,工号,客户,号码,产品,金额,下单时间,取消时间\n"
    contact = ContactRecord(
        uuid4(), company="华信科技有限公司", numbers=(ContactNumber("+8613800138000", "mobile"),)
    )
    await contacts.save_contacts(company, [contact], source="t", at=NOW)
    line = "K1,E001,华信科技,13800138000,云呼,100,2026-10-05 10:00,"
    await take(company, header + line, "one")
    branch = SuppressionSubject(uuid4(), "华信科技股份有限公司", ())
    stranger = SuppressionSubject(uuid4(), "别家公司", ("+8613800138001",))
    known = SuppressionSubject(contact.id, "", ("+8613800138000",))
    asked = [branch, stranger, known]
    found = await lists.suppressions_of(company, subjects=asked, at=NOW)
    assert {one: {why.kind for why in several} for one, several in found.items()} == {
        branch.contact_id: {"existing_customer"},
        contact.id: {"existing_customer"},
    }
    assert await lists.customers_among(company, [contact.id, branch.contact_id]) == {contact.id}
    await take(company, header + line + "2026-10-06 09:00", "two")
    assert await lists.suppressions_of(company, subjects=asked, at=NOW) == {}
