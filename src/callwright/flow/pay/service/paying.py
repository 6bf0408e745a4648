"""The payout: approved by the owner, then exported for the payroll."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from callwright.flow.pay.contracts import Payout, Statement
from callwright.flow.pay.errors import MonthOpen, NotApproved
from callwright.flow.pay.repository import disputes
from callwright.flow.pay.service.reading import closing, statements
from callwright.kernel.period import Month
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Person
from callwright.rules.engine.explained import money

HEADER = (
    "月份 month",
    "工号 employee no.",
    "姓名 name",
    "部门 department",
    "职级 grade",
    "底薪 base pay",
    "提成 commission",
    "绩效奖金 performance bonus",
    "经理奖金 manager bonus",
    "奖项 prizes",
    "部门门槛 gate",
    "预支与归还 draw",
    "更正 corrections",
    "最低工资与结转 minimum wage",
    "实发 paid",
    "币种 currency",
)
GROUPS: tuple[tuple[str, ...], ...] = (
    ("base_pay",),
    ("commission",),
    ("performance_bonus",),
    ("manager_bonus",),
    ("prize.",),
    ("gate.",),
    ("draw.",),
    ("correction.", "adjustment"),
    ("floor.", "carry."),
)
"""Which line codes a column sums, by their beginnings; every code belongs to exactly one."""


async def approve_payout(
    session: Session, *, month: Month, note: str, principal: Principal, at: datetime
) -> Payout:
    """The owner approves what a closed month pays out; approving twice answers the first approval.

    MonthOpen (409) before the month is closed.
    """
    closed = await closing(session, month)
    if closed is None:
        raise MonthOpen(month=month)
    made = await disputes.approve(
        session,
        month=str(month),
        at=at,
        by=principal.name,
        statements=closed.statements,
        total=closed.paid_total,
        note=note.strip(),
    )
    if made:
        details: dict[str, object] = {"paid_total": money(closed.paid_total), "note": note}
        await record(session, principal, action="pay.approve", object=f"pay:{month}", details=details)
    found = await disputes.payout(session, str(month))
    assert found is not None  # written above, or before
    return found


async def payout(session: Session, month: Month) -> Payout | None:
    """The approval of a month; None while there is none."""
    return await disputes.payout(session, str(month))


async def payroll_rows(
    session: Session, *, month: Month, principal: Principal
) -> list[tuple[Person, Statement]]:
    """Statements of an approved month with their people, by employee number. NotApproved (409)."""
    if await disputes.payout(session, str(month)) is None:
        raise NotApproved(month=month)
    people = {person.id: person for person in await staff.people(session)}
    found = await statements(session, month=month, principal=principal)
    rows = [(people[each.person_id], each) for each in found]
    return sorted(rows, key=lambda row: row[0].employee_number)


def write_payroll_xlsx(rows: Sequence[tuple[Person, Statement]], target: Path) -> None:
    """Two sheets: one row per person with a sum row, and every single line."""
    with xlsxwriter.Workbook(str(target), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold, cash = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00"})
        sheet = book.add_worksheet("工资表 payroll")
        sheet.write_row(0, 0, HEADER, bold)
        for place, (person, statement) in enumerate(rows, 1):
            cells = _cells(person, statement)
            for column, value in enumerate(cells):
                if 5 <= column < len(HEADER) - 1:
                    sheet.write_number(place, column, float(value), cash)
                else:
                    sheet.write_string(place, column, value)
        last = len(rows) + 1
        sheet.write_string(last, 0, "合计 total", bold)
        for column in range(5, len(HEADER) - 1):
            letter = chr(ord("A") + column)
            total = sum((float(_cells(*row)[column]) for row in rows), 0.0)
            sheet.write_formula(last, column, f"=SUM({letter}2:{letter}{last})", cash, round(total, 2))
        sheet.freeze_panes(1, 3)
        sheet.set_column(0, 4, 14)
        sheet.set_column(5, len(HEADER) - 1, 17)
        _lines(book, rows, bold, cash)


def _lines(book: xlsxwriter.Workbook, rows: Sequence[tuple[Person, Statement]], bold: Any, cash: Any) -> None:
    sheet = book.add_worksheet("明细 lines")
    header = ("工号 employee no.", "姓名 name", "行 line", "项目 title", "line title", "代码 code")
    sheet.write_row(0, 0, (*header, "更正月份 corrects", "金额 amount"), bold)
    place = 0
    for person, statement in rows:
        for line in statement.lines:
            place += 1
            words = (person.employee_number, person.name, str(line.place + 1), line.title.zh, line.title.en)
            for column, value in enumerate((*words, line.code, line.corrects or "")):
                sheet.write_string(place, column, value)
            sheet.write_number(place, 7, float(line.amount), cash)
    sheet.freeze_panes(1, 2)
    sheet.set_column(0, 7, 18)


def write_payroll_csv(rows: Sequence[tuple[Person, Statement]], target: Path) -> None:
    """One row per person; amounts with two places; a cell that a spreadsheet would run gets an apostrophe."""
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(HEADER)
        for person, statement in rows:
            cells = _cells(person, statement)
            sheet.writerow([*map(_shown, cells[:5]), *cells[5:]])


def _shown(value: str) -> str:
    return f"'{value}" if value.lstrip().startswith(("=", "+", "-", "@", "\t", "\r", "＝")) else value


def _cells(person: Person, statement: Statement) -> tuple[str, ...]:
    return (
        str(statement.month),
        person.employee_number,
        person.name,
        person.department,
        statement.grade,
        *_sums(statement),
        money(statement.paid_total),
        statement.currency,
    )


def _sums(statement: Statement) -> Iterator[str]:
    for beginnings in GROUPS:
        amounts = [line.amount for line in statement.lines if line.code.startswith(beginnings)]
        yield format(sum(amounts), ".2f")
