"""Which sheet of a workbook is which, by its name or by its columns."""

from __future__ import annotations

from callwright.platform.tables import Table, match_columns, normalise_header
from callwright.registers.goals.contracts import GoalSheets
from callwright.registers.goals.decide.cells import COLUMNS

NAMES: dict[str, tuple[str, ...]] = {
    "posts": ("岗位说明", "岗位", "岗位职责", "posts", "roles"),
    "targets": ("指标目标", "目标", "个人目标", "targets", "goals"),
    "departments": ("部门目标", "departments", "department targets"),
    "company": ("公司目标", "company", "company targets"),
    "teams": ("小组目标", "teams", "team targets"),
    "key_work": ("重点工作", "重点工作计划", "key work"),
    "actuals": ("实际值", "实际完成", "actuals", "actual values"),
}


def sheet_kind(name: str | None) -> str | None:
    """What a sheet of this name holds; None when the name is unknown."""
    wanted = normalise_header(name or "")
    return next((kind for kind, names in NAMES.items() if wanted in map(normalise_header, names)), None)


def kind_by_columns(table: Table) -> str | None:
    """What a single table without a telling name holds."""
    found = set(match_columns(table.columns, COLUMNS))
    signs = {
        "targets": {"indicator", "weight", "target"},
        "actuals": {"indicator", "value"},
        "posts": {"post", "responsibilities"},
        "teams": {"team", "target"},
        "key_work": {"title", "due"},
        "departments": {"department", "target"},
        "company": {"quarter", "target"},
    }
    return next((kind for kind, needed in signs.items() if needed <= found), None)


def arrange(tables: list[Table]) -> GoalSheets:
    """Tables to their places; a sheet nobody knows is named in `unknown`, never silently dropped."""
    places: dict[str, Table] = {}
    unknown: list[str] = []
    for table in tables:
        kind = sheet_kind(table.sheet) or kind_by_columns(table)
        if kind is None or kind in places:
            unknown.append(table.sheet or "1")
        else:
            places[kind] = table
    return GoalSheets(**places, unknown=tuple(unknown))
