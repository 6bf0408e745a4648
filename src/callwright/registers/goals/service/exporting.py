"""The goal workbook of a month: the form that the import reads, with what stands there and what is still missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from callwright.kernel.period import Month
from callwright.rules.appraisal.indicators import indicator
from callwright.rules.engine.explained import plain

SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
HEADERS: dict[str, tuple[str, ...]] = {
    "岗位说明": ("岗位", "职责"),
    "指标目标": ("月份", "工号", "姓名", "岗位", "指标", "权重", "目标值", "变更原因"),
    "部门目标": ("月份", "部门", "收入目标"),
    "小组目标": ("月份", "部门", "小组", "收入目标"),
    "公司目标": ("季度", "收入目标"),
    "实际值": ("月份", "工号", "姓名", "指标", "实际值", "数据提供人"),
    "重点工作": ("月份", "工号", "姓名", "重点工作", "完成日期"),
}


@dataclass(frozen=True)
class Actual:
    """An actual value that somebody enters; None while it is missing, with the name of who supplies it."""

    employee_number: str
    name: str
    indicator: str
    value: Decimal | None
    supplier: str


TargetLine = tuple[str, str, str, str, Decimal, Decimal]
"""Employee number, name, post, indicator, weight, target."""
DepartmentLine = tuple[str, Decimal]
TeamLine = tuple[str, str, Decimal]


@dataclass(frozen=True)
class Book:
    """What goes into a workbook, already with the names of people and departments."""

    month: Month
    posts: Sequence[tuple[str, str]]
    targets: Sequence[TargetLine]
    departments: Sequence[DepartmentLine]
    teams: Sequence[TeamLine]
    company: Decimal | None
    actuals: Sequence[Actual]
    key_work: Sequence[tuple[str, str, str, date]]


def write_book(book: Book, target: Path) -> int:
    """Write the workbook as XLSX; returns its data rows. Blocking; every cell is text, as it was agreed."""
    written = 0
    with xlsxwriter.Workbook(str(target), SAFE) as file:
        bold = file.add_format({"bold": True})
        for name, rows in _sheets(book).items():
            sheet = file.add_worksheet(name)
            sheet.write_row(0, 0, HEADERS[name], bold)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(HEADERS[name]) - 1, 18)
            for place, row in enumerate(rows, 1):
                for column, cell in enumerate(row):
                    sheet.write_string(place, column, cell)
            written += len(rows)
    return written


def _sheets(book: Book) -> dict[str, list[tuple[str, ...]]]:
    month = str(book.month)
    return {
        "岗位说明": [tuple(each) for each in book.posts],
        "指标目标": [
            (month, number, name, post, indicator(of).title.zh, plain(weight), plain(target), "")
            for number, name, post, of, weight, target in book.targets
        ],
        "部门目标": [(month, name, plain(target)) for name, target in book.departments],
        "小组目标": [(month, department, team, plain(target)) for department, team, target in book.teams],
        "公司目标": [] if book.company is None else [(str(book.month.quarter), plain(book.company))],
        "实际值": [
            (month, each.employee_number, each.name, indicator(each.indicator).title.zh,
             "" if each.value is None else plain(each.value), each.supplier)
            for each in book.actuals
        ],
        "重点工作": [(month, number, name, title, due.isoformat()) for number, name, title, due in book.key_work],
    }  # fmt: skip
