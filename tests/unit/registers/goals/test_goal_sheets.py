"""What the cells of goal sheets mean."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

import pytest

from callwright.kernel.text import Text
from callwright.platform.tables import Table, TableRow
from callwright.registers.goals.contracts import Directory, KnownPerson
from callwright.registers.goals.decide.cells import Unreadable, month_of, number_of, quarter_of
from callwright.registers.goals.decide.figures import read_actuals, read_company_targets
from callwright.registers.goals.decide.personal import read_targets
from callwright.registers.goals.decide.sheets import arrange
from callwright.registers.goals.errors import GoalColumnsMissing, GoalSheetsMissing

NAME = Text("数", "number")
ANNA = KnownPerson(uuid4(), "张三", "rep", ("电销代表", "agent"))
DIRECTORY = Directory(
    find=lambda name: ANNA if name == "E001" else None,
    why_not=lambda name: Text(f"没有{name}", f"no {name}"),
    department=lambda _: None,
)


def table(text: str, sheet: str | None = None) -> Table:
    header, *lines = [line.split(";") for line in text.splitlines()]
    rows = [TableRow(number, dict(zip(header, line, strict=True))) for number, line in enumerate(lines, 2)]
    return Table(header, rows, "utf-8", sheet=sheet)


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("80,000", "80000"),
        ("￥80000元", "80000"),
        ("8万", "80000"),
        ("60％", "60"),
        ("８０", "80"),
        ("0.5", "0.5"),
    ],
)
def test_numbers_are_read_as_people_write_them(raw: str, number: str):
    assert number_of(raw, NAME) == Decimal(number)


@pytest.mark.parametrize("raw", ["", "很多", "NaN", "1-2", "∞"])
def test_what_is_no_number_is_refused(raw: str):
    with pytest.raises(Unreadable):
        number_of(raw, NAME)


def test_months_and_quarters_are_read_as_people_write_them():
    assert [
        str(month_of(raw)) for raw in ("2026-10", "2026年10月", "202610", "2026/10", "2026-10-01 00:00:00")
    ] == ["2026-10"] * 5
    assert [str(quarter_of(raw)) for raw in ("2026-Q4", "2026Q4", "2026年第四季度", "2026年第4季度")] == [
        "2026-Q4"
    ] * 4
    with pytest.raises(Unreadable):
        quarter_of("2026-10")
    with pytest.raises(Unreadable):
        month_of("十月")


def test_a_sheet_is_known_by_its_name_or_its_columns():
    named = table("甲;乙\n1;2", "岗位说明")
    plain = table("月份;工号;指标;权重;目标值\n2026-10;E001;销售额;100;1")
    sheets = arrange([named, plain, table("x;y\n1;2", "备注")])
    assert (sheets.posts, sheets.targets, sheets.unknown) == (named, plain, ("备注",))
    assert GoalSheetsMissing(sheets="x").status == 422


def test_a_missing_column_is_named():
    with pytest.raises(GoalColumnsMissing) as refused:
        read_targets(table("月份;工号;指标;权重\n2026-10;E001;销售额;100", "指标目标"), DIRECTORY, {})
    assert "目标值" in refused.value.message("zh")


def test_a_post_is_found_by_a_usual_name():
    rows = table("月份;工号;指标;权重;目标值\n2026-10;E001;销售额;100;1")
    for described, post in (
        ("电销代表（一线）", "电销代表（一线）"),
        ("Agent", "Agent"),
        ("司机", "电销代表"),
    ):
        drafts, rejected = read_targets(rows, DIRECTORY, {described: "…"})
        assert ([draft.post for draft in drafts], rejected) == ([post], [])


def test_an_empty_actual_value_is_rejected_and_zero_is_a_value():
    rows = table("月份;工号;指标;实际值\n2026-10;E001;重点工作完成率;\n2026-10;E001;费用;0")
    found, rejected = read_actuals(rows, DIRECTORY)
    assert [figure.value for figure in found.values()] == [0]
    assert [(each.line, each.code) for each in rejected] == [(2, "goals.empty_value")]


def test_the_same_quarter_twice_is_rejected_not_overwritten():
    found, rejected = read_company_targets(table("季度;收入目标\n2026-Q4;1\n2026年第4季度;2"))
    assert ([figure.value for figure in found.values()], [each.code for each in rejected]) == (
        [1],
        ["goals.duplicate_row"],
    )
