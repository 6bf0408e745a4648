"""A person's shift, scope and the resolver."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest

from callwright.registers.staff.contracts import Grade, Person, PersonResolver, Role
from callwright.registers.staff.decide.scope import scope_of


def person(number: str, name: str, *, start: str = "09:00", end: str = "18:00", rest: int = 60) -> Person:
    return Person(
        id=uuid4(),
        employee_number=number,
        name=name,
        department_id=uuid4(),
        department="销售一部",
        team_id=None,
        team=None,
        role=Role.AGENT,
        grade=Grade.JUNIOR,
        market_type=None,
        market=None,
        hired_on=dt.date(2026, 1, 5),
        left_on=dt.date(2026, 10, 9),
        leader_id=None,
        shift_start=dt.time.fromisoformat(start),
        shift_end=dt.time.fromisoformat(end),
        rest_minutes=rest,
        account_id=None,
    )


def test_work_minutes_are_shift_minus_rest_also_over_midnight():
    assert person("E1", "甲").work_minutes == 480
    assert person("E1", "甲", start="22:00", end="06:00", rest=30).work_minutes == 450


def test_first_and_last_day_are_worked():
    one = person("E1", "甲")
    days = ["2026-01-04", "2026-01-05", "2026-10-09", "2026-10-10"]
    assert [one.employed_on(dt.date.fromisoformat(day)) for day in days] == [False, True, True, False]


def test_a_number_wins_over_a_name_and_a_shared_name_finds_nobody():
    first, second, third = person("E1", "张三"), person("E2", "张三"), person("1001", "李四")
    find = PersonResolver([first, second, third])
    assert find.find("e1 ") is first
    assert find.find("李四") is third
    assert find.find("1001.0") is third
    assert find.find("张三") is None
    assert "E1、E2" in find.why_not("张三").zh
    assert find.find("") is None
    assert "王五" in find.why_not("王五").zh


@pytest.mark.parametrize(
    ("roles", "scope"),
    [
        (["agent"], "self"),
        (["partner"], "partner"),
        (["team_lead"], "team"),
        (["agent", "manager"], "department"),
        (["manager", "hr"], "company"),
        ([], "self"),
    ],
)
def test_the_widest_role_decides_the_scope(roles: list[str], scope: str):
    assert scope_of(roles) == scope
