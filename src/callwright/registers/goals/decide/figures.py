"""The other sheets: role descriptions, department and company targets, entered actual values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from callwright.kernel.errors import Rejection
from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.platform.tables import Table
from callwright.registers.goals.contracts import Directory
from callwright.registers.goals.decide.cells import (
    Cells,
    Unreadable,
    day_of,
    month_of,
    number_of,
    positive,
    quarter_of,
    rows,
)
from callwright.rules.appraisal.indicators import find_indicator

TARGET, VALUE = Text("收入目标", "revenue target"), Text("实际值", "actual value")
Key = TypeVar("Key")


@dataclass(frozen=True)
class Figure:
    """A value of a sheet with the row it came from."""

    value: Decimal | str | date
    row: Cells


def read_posts(table: Table) -> tuple[dict[str, Figure], list[Rejection]]:
    """Role descriptions by post; an empty description is rejected."""

    def read(row: Cells) -> tuple[str, str]:
        if not row["post"] or not row["responsibilities"]:
            text = Text("岗位和职责都要填写。", "Both the post and its responsibilities are needed.")
            raise Unreadable("goals.empty_post", text)
        return row["post"], row["responsibilities"]

    return _read(table, ("post", "responsibilities"), read)


def read_department_targets(
    table: Table, directory: Directory
) -> tuple[dict[tuple[str, UUID], Figure], list[Rejection]]:
    """Monthly revenue targets by (month, department)."""

    def read(row: Cells) -> tuple[tuple[str, UUID], Decimal]:
        month, department = month_of(row["month"]), directory.department(row["department"])
        if department is None:
            text = Text("没有部门“{name}”。", "There is no department “{name}”.").format(
                name=row["department"]
            )
            raise Unreadable("goals.unknown_department", text)
        return (str(month), department), positive(row["target"], TARGET)

    return _read(table, ("month", "department", "target"), read)


def read_company_targets(table: Table) -> tuple[dict[str, Figure], list[Rejection]]:
    """Quarterly revenue targets by quarter."""

    def read(row: Cells) -> tuple[str, Decimal]:
        return str(quarter_of(row["quarter"])), positive(row["target"], TARGET)

    return _read(table, ("quarter", "target"), read)


def read_actuals(
    table: Table, directory: Directory
) -> tuple[dict[tuple[str, UUID, str], Figure], list[Rejection]]:
    """Entered actual values by (month, person, indicator); 0 is a value, an empty cell is not."""

    def read(row: Cells) -> tuple[tuple[str, UUID, str], Decimal]:
        month, person = month_of(row["month"]), directory.find(row.person)
        if person is None:
            raise Unreadable("goals.unknown_person", directory.why_not(row.person))
        indicator = find_indicator(row["indicator"])
        if indicator is None:
            text = Text("没有指标“{name}”。", "There is no indicator “{name}”.").format(name=row["indicator"])
            raise Unreadable("goals.unknown_indicator", text)
        if not row["value"]:
            text = Text(
                "未填实际值；缺数据不按 0 计。", "No actual value was entered; missing data is never 0."
            )
            raise Unreadable("goals.empty_value", text)
        return (str(month), person.person_id, indicator.id), number_of(row["value"], VALUE)

    return _read(table, ("month", "employee_number|name", "indicator", "value"), read)


def read_team_targets(
    table: Table, directory: Directory
) -> tuple[dict[tuple[str, UUID], Figure], list[Rejection]]:
    """Monthly revenue targets by (month, team); a team is named with its department."""

    def read(row: Cells) -> tuple[tuple[str, UUID], Decimal]:
        month, team = month_of(row["month"]), directory.team(row["department"], row["team"])
        if team is None:
            text = Text("部门“{department}”没有小组“{team}”。", "“{department}” has no team “{team}”.")
            named = text.format(department=row["department"], team=row["team"])
            raise Unreadable("goals.unknown_team", named)
        return (str(month), team), positive(row["target"], TARGET)

    return _read(table, ("month", "department", "team", "target"), read)


def read_key_work(
    table: Table, directory: Directory
) -> tuple[dict[tuple[str, UUID, str], Figure], list[Rejection]]:
    """Dates of key work by (month, person, title); the date lies in the month."""

    def read(row: Cells) -> tuple[tuple[str, UUID, str], date]:
        month, person, due = month_of(row["month"]), directory.find(row.person), day_of(row["due"])
        if person is None:
            raise Unreadable("goals.unknown_person", directory.why_not(row.person))
        if not row["title"]:
            text = Text("请写明重点工作。", "The key work is not named.")
            raise Unreadable("goals.empty_key_work", text)
        if Month.of(due) != month:
            text = Text("完成日期应在 {month} 之内。", "The date must lie within {month}.").format(
                month=month
            )
            raise Unreadable("goals.key_work_date", text)
        return (str(month), person.person_id, row["title"]), due

    return _read(table, ("month", "employee_number|name", "title", "due"), read)


def _read(
    table: Table, fields: tuple[str, ...], read: Callable[[Cells], tuple[Key, Decimal | str | date]]
) -> tuple[dict[Key, Figure], list[Rejection]]:
    """Read every row; a second row of the same key is a rejection, not an overwrite."""
    found: dict[Key, Figure] = {}
    rejected: list[Rejection] = []
    for row in rows(table, fields):
        try:
            key, value = read(row)
        except Unreadable as fault:
            rejected.append(row.rejected(fault.code, fault.text))
            continue
        if key in found:
            text = Text("与第 {line} 行重复。", "The same as line {line}.").format(line=found[key].row.line)
            rejected.append(row.rejected("goals.duplicate_row", text))
        else:
            found[key] = Figure(value, row)
    return found, rejected
