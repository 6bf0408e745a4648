"""Reads one roster row: cells in, a line or the reason why not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from callwright.kernel.text import Text
from callwright.registers.staff.contracts import (
    REP_ROLES,
    Grade,
    MarketType,
    Role,
    person_key,
)

COLUMNS: dict[str, list[str]] = {
    "employee_number": [
        "工号",
        "员工编号",
        "员工号",
        "employee_number",
        "employee number",
        "employee id",
    ],
    "name": ["姓名", "员工姓名", "name"],
    "department": ["部门", "department"],
    "department_effective_on": ["部门生效日期", "调入日期", "department_effective_on", "department since"],
    "team": ["小组", "团队", "组别", "team"],
    "role": ["角色", "岗位", "role"],
    "grade": ["职级", "级别", "grade"],
    "grade_effective_on": ["职级生效日期", "grade_effective_on"],
    "market_type": ["市场类型", "market_type", "market type"],
    "market": ["市场", "market"],
    "hired_on": ["入职日期", "入职", "hired_on", "hire date"],
    "left_on": ["离职日期", "离职", "left_on", "leave date"],
    "shift_start": ["班次开始", "上班时间", "shift_start"],
    "shift_end": ["班次结束", "下班时间", "shift_end"],
    "rest_minutes": ["午休分钟", "休息分钟", "rest_minutes"],
    "leader": ["上级", "直属上级", "leader"],
}
"""Header words of each field, as `match_columns` takes them."""

Word = TypeVar("Word")

REQUIRED = ("employee_number", "name", "department", "role", "hired_on")

ROLE_WORDS = {
    "电销代表": Role.AGENT,
    "坐席": Role.AGENT,
    "销售代表": Role.AGENT,
    "组长": Role.TEAM_LEAD,
    "销售经理": Role.MANAGER,
    "经理": Role.MANAGER,
    "人力资源": Role.HR,
    "人事": Role.HR,
    "财务": Role.FINANCE,
    "名单专员": Role.LIST_STEWARD,
    "质检": Role.QA,
    "老板": Role.OWNER,
    "运营": Role.OPERATOR,
    "外包": Role.PARTNER,
} | {str(role): role for role in Role}

GRADE_WORDS = {
    "初级": Grade.JUNIOR,
    "中级": Grade.INTERMEDIATE,
    "高级": Grade.SENIOR,
} | {str(grade): grade for grade in Grade}

MARKET_WORDS = {
    "成熟": MarketType.MATURE,
    "竞争性": MarketType.COMPETITIVE,
    "竞争": MarketType.COMPETITIVE,
    "空白": MarketType.BLANK,
} | {str(kind): kind for kind in MarketType}


@dataclass(frozen=True)
class RosterLine:
    """One readable roster row; `grade` is None when the row leaves it open (non-reps only)."""

    line: int
    employee_number: str
    name: str
    department: str
    department_effective_on: dt.date | None
    team: str | None
    role: Role
    grade: Grade | None
    grade_effective_on: dt.date | None
    market_type: MarketType | None
    market: str | None
    hired_on: dt.date
    left_on: dt.date | None
    shift_start: dt.time
    shift_end: dt.time
    rest_minutes: int
    leader: str | None


class Unreadable(Exception):
    """A row that cannot be taken: stable code and sentence."""

    def __init__(self, code: str, text: Text) -> None:
        super().__init__(code)
        self.code = code
        self.text = text


def read_roster_line(line: int, cells: Mapping[str, str]) -> RosterLine:
    """Turn the cells of one row (by field name) into a line; raises Unreadable with the reason."""
    for field in REQUIRED:
        if not cells.get(field, "").strip():
            raise _missing(field)
    role = _word(cells["role"], ROLE_WORDS, "role_unknown")
    grade = _optional_word(cells.get("grade", ""), GRADE_WORDS, "grade_unknown")
    if grade is None and role in (*REP_ROLES, Role.MANAGER):
        raise _missing("grade")
    hired_on = read_date(cells["hired_on"])
    left_on = _optional_date(cells.get("left_on", ""))
    if left_on is not None and left_on < hired_on:
        raise Unreadable(
            "staff.left_before_hired",
            Text(
                zh="离职日期早于入职日期。",
                en="The leaving date is before the hiring date.",
            ),
        )
    return RosterLine(
        line=line,
        employee_number=_tidy_number(cells["employee_number"]),
        name=cells["name"].strip(),
        department=cells["department"].strip(),
        department_effective_on=_optional_date(cells.get("department_effective_on", "")),
        team=cells.get("team", "").strip() or None,
        role=role,
        grade=grade,
        grade_effective_on=_optional_date(cells.get("grade_effective_on", "")),
        market_type=_optional_word(cells.get("market_type", ""), MARKET_WORDS, "market_type_unknown"),
        market=cells.get("market", "").strip() or None,
        hired_on=hired_on,
        left_on=left_on,
        shift_start=_time(cells.get("shift_start", ""), dt.time(9)),
        shift_end=_time(cells.get("shift_end", ""), dt.time(18)),
        rest_minutes=_minutes(cells.get("rest_minutes", "")),
        leader=cells.get("leader", "").strip() or None,
    )


def read_date(cell: str) -> dt.date:
    """A date as people write it: 2026-10-01, 2026/10/1, 2026年10月1日, 20261001, with or without a time."""
    found = re.match(r"\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})", cell) or re.match(
        r"\s*(\d{4})(\d{2})(\d{2})\s*$", cell
    )
    try:
        if found is not None:
            return dt.date(*(int(part) for part in found.groups()))
    except ValueError:
        pass  # the 31st of a month that has 30 days is as unreadable as letters
    raise Unreadable(
        "staff.date_unreadable",
        Text(zh="看不懂的日期“{cell}”。", en="Unreadable date “{cell}”.").format(cell=cell),
    )


def _optional_date(cell: str) -> dt.date | None:
    return read_date(cell) if cell.strip() else None


def _time(cell: str, default: dt.time) -> dt.time:
    if not cell.strip():
        return default
    found = re.search(r"(\d{1,2}):(\d{2})", cell.replace("：", ":"))
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise Unreadable(
            "staff.time_unreadable",
            Text(zh="看不懂的时间“{cell}”。", en="Unreadable time “{cell}”.").format(cell=cell),
        )
    return dt.time(int(found[1]), int(found[2]))


def _minutes(cell: str) -> int:
    text = cell.strip()
    if not text:
        return 60
    try:
        minutes = int(float(text))
    except ValueError:
        minutes = -1
    if not 0 <= minutes <= 480:
        raise Unreadable(
            "staff.rest_unreadable",
            Text(
                zh="午休分钟应是 0–480 的数字：“{cell}”。",
                en="Rest must be 0–480 minutes: “{cell}”.",
            ).format(cell=cell),
        )
    return minutes


def _word(cell: str, words: Mapping[str, Word], code: str) -> Word:
    found = words.get(person_key(cell))
    if found is None:
        raise Unreadable(
            f"staff.{code}",
            Text(
                zh="不认识的取值“{cell}”，可用：{known}。",
                en="Unknown value “{cell}”; use one of: {known}.",
            ).format(cell=cell, known="、".join(words)),
        )
    return found


def _optional_word(cell: str, words: Mapping[str, Word], code: str) -> Word | None:
    return _word(cell, words, code) if cell.strip() else None


def _missing(field: str) -> Unreadable:
    return Unreadable(
        f"staff.{field}_missing",
        Text(zh="缺少{column}。", en="{field} is missing.").format(column=COLUMNS[field][0], field=field),
    )


def _tidy_number(cell: str) -> str:
    """`1001.0`, as spreadsheets give numbers, is 1001."""
    text = cell.strip()
    return text[:-2] if text.endswith(".0") and text[:-2].isdigit() else text
