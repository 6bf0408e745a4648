"""Reading the cells of goal sheets: columns, months, numbers."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from callwright.kernel.errors import Rejection
from callwright.kernel.period import Month, Quarter
from callwright.kernel.text import Text
from callwright.platform.tables import Table, match_columns
from callwright.registers.goals.errors import GoalColumnsMissing

COLUMNS: dict[str, tuple[str, ...]] = {
    "post": ("岗位", "岗位名称", "职位", "post", "position"),
    "responsibilities": ("职责", "岗位职责", "职责说明", "responsibilities", "duties"),
    "month": ("月份", "考核月份", "月", "month", "period"),
    "quarter": ("季度", "考核季度", "quarter"),
    "employee_number": ("工号", "员工工号", "员工编号", "employee_number", "agent"),
    "name": ("姓名", "员工姓名", "name"),
    "indicator": ("指标", "考核指标", "指标名称", "indicator"),
    "weight": ("权重", "权重(%)", "比重", "weight"),
    "target": ("目标值", "目标", "收入目标", "target"),
    "department": ("部门", "部门名称", "department"),
    "team": ("小组", "小组名称", "团队", "team"),
    "reason": ("变更原因", "原因", "调整原因", "reason", "change reason"),
    "title": ("重点工作", "工作内容", "重点工作内容", "key work", "title"),
    "due": ("完成日期", "截止日期", "完成时间", "due", "due on", "date"),
    "value": ("实际值", "完成值", "实际", "actual", "value"),
}


class Unreadable(ValueError):
    """A cell that cannot be used: a stable code and a sentence."""

    def __init__(self, code: str, text: Text) -> None:
        self.code, self.text = code, text
        super().__init__(text.en)


@dataclass(frozen=True)
class Cells:
    """One row by field; `original` is what stood in the file, with its sheet."""

    line: int
    values: Mapping[str, str]
    original: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "").strip()

    @property
    def person(self) -> str:
        """The employee number, else the name."""
        return self["employee_number"] or self["name"]

    def rejected(self, code: str, text: Text) -> Rejection:
        """This row as a listed rejection."""
        return Rejection(self.line, code, text, self.original)


def rows(table: Table, fields: Sequence[str], *, optional: Sequence[str] = ()) -> Iterator[Cells]:
    """Rows of a sheet by field. `fields` with "a|b" need one of both; GoalColumnsMissing otherwise."""
    wanted = [name for each in (*fields, *optional) for name in each.split("|")]
    found = match_columns(table.columns, {name: COLUMNS[name] for name in wanted})
    missing = [each for each in fields if not any(name in found for name in each.split("|"))]
    if missing:
        titles = "、".join(COLUMNS[each.split("|")[0]][0] for each in missing)
        raise GoalColumnsMissing(sheet=table.sheet or "1", columns=titles)
    sheet = {"工作表": table.sheet} if table.sheet else {}
    for row in table.rows:
        values = {name: row.cells.get(column, "") for name, column in found.items()}
        yield Cells(row.line, values, {**sheet, **row.cells})


def month_of(raw: str) -> Month:
    """A month; Unreadable otherwise."""
    try:
        return Month.parse(unicodedata.normalize("NFKC", raw).split(" ")[0])
    except ValueError:
        text = Text("“{raw}”不是月份，请写成 2026-10。", "“{raw}” is no month; write 2026-10.").format(
            raw=raw
        )
        raise Unreadable("goals.bad_month", text) from None


def day_of(raw: str) -> date:
    """A day such as 2026-10-15, 2026/10/15, 2026年10月15日; Unreadable otherwise."""
    folded = unicodedata.normalize("NFKC", raw).strip().split(" ")[0].split("T")[0]
    digits = "".join(letter if letter.isdigit() else " " for letter in folded).split()
    try:
        year, number, day = (int(each) for each in digits)
        return date(year, number, day)
    except ValueError:
        text = Text("“{raw}”不是日期，请写成 2026-10-15。", "“{raw}” is no date; write 2026-10-15.")
        raise Unreadable("goals.bad_date", text.format(raw=raw)) from None


def quarter_of(raw: str) -> Quarter:
    """A quarter such as 2026-Q4, 2026Q4, 2026年第4季度; Unreadable otherwise."""
    digits = "".join(
        letter if letter.isdigit() else " " for letter in unicodedata.normalize("NFKC", raw)
    ).split()
    names = {"一": 1, "二": 2, "三": 3, "四": 4}
    spoken = [number for name, number in names.items() if name in raw]
    numbers = [int(each) for each in digits] + spoken
    if len(numbers) == 2 and 1900 < numbers[0] < 9999 and 1 <= numbers[1] <= 4:
        return Quarter(numbers[0], numbers[1])
    text = Text("“{raw}”不是季度，请写成 2026-Q4。", "“{raw}” is no quarter; write 2026-Q4.").format(raw=raw)
    raise Unreadable("goals.bad_quarter", text)


def number_of(raw: str, name: Text) -> Decimal:
    """A number as people write it: 80,000 · ￥80000 · 8万 · 60%; Unreadable otherwise."""
    text = unicodedata.normalize("NFKC", raw).strip().lstrip("¥￥").rstrip("%元").replace(",", "").strip()
    factor = Decimal(1)
    if text.endswith("万"):
        text, factor = text[:-1], Decimal(10_000)
    try:
        number = Decimal(text) * factor
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        fault = Text("{name}“{raw}”不是数字。", "{name_en} “{raw}” is no number.")
        sentence = Text(fault.zh.format(name=name.zh, raw=raw), fault.en.format(name_en=name.en, raw=raw))
        raise Unreadable("goals.bad_number", sentence)
    return number


def positive(raw: str, name: Text) -> Decimal:
    """A number above 0; a target of zero gives no completion (product §9.3)."""
    number = number_of(raw, name)
    if number <= 0:
        text = Text("目标值为 {raw}：目标值必须大于 0。", "The target is {raw}: a target is greater than 0.")
        raise Unreadable("goals.zero_target", text.format(raw=raw))
    return number
