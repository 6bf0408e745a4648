"""A small company whose October was worked out by hand; scores and pay tests share it.

Department 一部: target 180,000, revenue 60,000 + 66,000 = 126,000, exactly 70 %: bonuses are paid.
Department 二部: target 40,000, revenue 27,000 = 67.5 %: the gate takes the bonus.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from callwright.flow.orders import service as orders
from callwright.flow.pay import service as pay
from callwright.flow.scores import service as scores
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.period import Month
from callwright.platform.db import Session
from callwright.platform.files import StoredFile
from callwright.platform.principal import LOCAL_OPERATOR
from callwright.platform.tables import ImportReport, Table, TableRow
from callwright.registers.goals.contracts import GoalSheets
from callwright.registers.staff import service as staff
from callwright.rules.pay.plan_files import example_plan

CALENDAR = CompanyCalendar("Asia/Shanghai")
NOW = dt.datetime(2026, 11, 2, 4, tzinfo=dt.UTC)
OCTOBER, NOVEMBER, DECEMBER = Month(2026, 10), Month(2026, 11), Month(2026, 12)
PEOPLE = """工号,姓名,部门,角色,职级,入职日期
E001,张三,一部,电销代表,初级,2026-01-05
E002,李四,一部,组长,高级,2026-01-05
M001,王五,一部,销售经理,中级,2026-01-05
E003,赵六,二部,电销代表,中级,2026-10-17
H001,孙七,人事,人力资源,初级,2026-01-05"""
POSTS = """岗位,职责
电销代表,按名单呼出并成交
组长,带组并成交
销售经理,带部门"""
TARGETS = """月份,工号,指标,权重,目标值
{month},E001,销售额,70,80000
{month},E001,新客户数,30,10
{month},E002,销售额,100,100000
{month},E003,销售额,60,40000
{month},E003,重点工作完成率,40,90
{month},M001,销售额,60,180000
{month},M001,人才培养,40,100"""
DEPARTMENTS = "月份,部门,收入目标\n{month},一部,180000\n{month},二部,40000"
ACTUALS = "月份,工号,指标,实际值\n{month},E003,重点工作完成率,81\n{month},M001,人才培养,80"
ORDER_HEADER = "订单号,工号,客户,产品,金额,下单时间,核验时间,退货时间,退款金额"
ORDERS = """A1,E001,甲公司,云呼,12000,2026-10-05 10:00,2026-10-05 15:00,,
A2,E001,乙公司,云呼,12000,2026-10-06 10:00,2026-10-06 15:00,,
A3,E001,丙公司,云呼,12000,2026-10-07 10:00,2026-10-07 15:00,,
A4,E001,丁公司,云呼,12000,2026-10-08 10:00,2026-10-08 15:00,,
A5,E001,戊公司,云呼,12000,2026-10-09 10:00,2026-10-09 15:00,,
B1,E002,己公司,云呼,66000,2026-10-20 10:00,2026-10-20 15:00,,
C1,E003,庚公司,云呼,27000,2026-10-21 10:00,2026-10-21 15:00,,"""


def table(text: str, sheet: str | None = None) -> Table:
    header, *lines = [line.split(",") for line in text.splitlines()]
    rows = [TableRow(number, dict(zip(header, line, strict=True))) for number, line in enumerate(lines, 2)]
    return Table(header, rows, "utf-8", sheet=sheet)


def stored(name: str) -> StoredFile:
    return StoredFile(name, name, 1, f"{name}.csv")


def goal_sheets(month: Month = OCTOBER, **changed: str) -> GoalSheets:
    """The company's goals of a month; a keyword replaces the text of a sheet."""
    texts = {"posts": POSTS, "targets": TARGETS, "departments": DEPARTMENTS, "actuals": ACTUALS} | changed
    return GoalSheets(**{name: table(text.format(month=month), name) for name, text in texts.items()})


async def take_goals(session: Session, sheets: GoalSheets, name: str = "goals") -> ImportReport:
    return await scores.import_goal_file(session, sheets=sheets, source_file=stored(name), at=NOW)


async def take_orders(session: Session, lines: str, name: str, now: dt.datetime = NOW) -> ImportReport:
    text = f"{ORDER_HEADER}\n{lines}"
    return await orders.import_orders(
        session, table=table(text), source_file=stored(name), now=now, calendar=CALENDAR
    )


async def hire(session: Session) -> dict[str, UUID]:
    """The people; returns ids by employee number."""
    await staff.import_roster(session, table=table(PEOPLE), source_file=stored("people"), today=NOW.date())
    return {person.employee_number: person.id for person in await staff.people(session)}


async def bring_plan(session: Session, **changed: Any) -> None:
    """The example plan as the company's own, with some parts replaced."""
    data = example_plan().document() | changed
    await pay.save_plan(session, data=data, principal=LOCAL_OPERATOR, at=NOW)


async def agree(session: Session, month: Month = OCTOBER) -> None:
    """Goals of a month, acknowledged by everybody."""
    await take_goals(session, goal_sheets(month), f"goals {month}")
    await scores.acknowledge_goals(session, month=month, person_id=None, principal=LOCAL_OPERATOR, at=NOW)


async def a_full_october(session: Session) -> dict[str, UUID]:
    """People, orders, agreed goals: ready to close."""
    ids = await hire(session)
    await take_orders(session, ORDERS, "orders")
    await agree(session)
    await bring_plan(session)
    return ids


async def close_scores(session: Session, month: Month = OCTOBER, reason: str | None = None):
    return await scores.close_scores(
        session,
        month=month,
        principal=LOCAL_OPERATOR,
        at=max(NOW, CALENDAR.bounds(month)[1]),  # a month is closed after it has ended
        calendar=CALENDAR,
        override_reason=reason,
    )
