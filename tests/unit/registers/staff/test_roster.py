"""Reading a roster row."""

from __future__ import annotations

import datetime as dt

import pytest

from callwright.registers.staff.contracts import Grade, MarketType, Role
from callwright.registers.staff.decide.roster import Unreadable, read_roster_line

ROW = {
    "employee_number": "E001",
    "name": "张三",
    "department": "销售一部",
    "team": "一组",
    "role": "电销代表",
    "grade": "中级",
    "market_type": "竞争性",
    "market": "上海",
    "hired_on": "2025/3/1",
    "left_on": "",
    "shift_start": "9:00",
    "shift_end": "18：00",
    "rest_minutes": "60.0",
    "leader": "E010",
}


def test_a_chinese_row_becomes_a_line():
    line = read_roster_line(2, ROW)
    assert (line.role, line.grade, line.market_type) == (
        Role.AGENT,
        Grade.INTERMEDIATE,
        MarketType.COMPETITIVE,
    )
    assert line.hired_on == dt.date(2025, 3, 1)
    assert (line.shift_start, line.shift_end, line.rest_minutes) == (dt.time(9), dt.time(18), 60)


@pytest.mark.parametrize("cell", ["2025年3月1日", "2025-03-01 00:00:00", "20250301", "2025.3.1"])
def test_dates_are_read_as_people_write_them(cell: str):
    assert read_roster_line(2, ROW | {"hired_on": cell}).hired_on == dt.date(2025, 3, 1)


def test_an_employee_number_from_a_spreadsheet_loses_its_point_zero():
    assert read_roster_line(2, ROW | {"employee_number": "1001.0"}).employee_number == "1001"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"role": "飞行员"}, "staff.role_unknown"),
        ({"grade": "特级"}, "staff.grade_unknown"),
        ({"grade": ""}, "staff.grade_missing"),
        ({"name": " "}, "staff.name_missing"),
        ({"hired_on": "2025-02-30"}, "staff.date_unreadable"),
        ({"left_on": "2024-01-01"}, "staff.left_before_hired"),
        ({"shift_start": "25:00"}, "staff.time_unreadable"),
        ({"rest_minutes": "lots"}, "staff.rest_unreadable"),
        ({"market_type": "月球"}, "staff.market_type_unknown"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(change: dict[str, str], code: str):
    with pytest.raises(Unreadable) as caught:
        read_roster_line(2, ROW | change)
    assert caught.value.code == code
    assert caught.value.text.zh
    assert caught.value.text.en


def test_only_reps_and_managers_need_a_grade():
    assert read_roster_line(2, ROW | {"role": "财务", "grade": ""}).grade is None
