"""A roster becomes people; again and changed it stays exact."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest

from callwright.platform.db import Session
from callwright.platform.files import StoredFile
from callwright.platform.tables import ImportReport, Table, TableRow
from callwright.registers.staff import service
from callwright.registers.staff.contracts import Grade
from callwright.registers.staff.errors import AlreadyLinked, PersonNotFound, RosterColumnsMissing

COLUMNS = ["工号", "姓名", "部门", "小组", "角色", "职级", "市场类型", "入职日期", "离职日期", "上级"]
ROWS = [
    ["E001", "张三", "销售一部", "一组", "电销代表", "初级", "成熟", "2026-01-05", "", "L001"],
    ["E002", "李四", "销售一部", "二组", "电销代表", "中级", "空白", "2026-01-05", "2026-10-09", "王组长"],
    ["L001", "王组长", "销售一部", "一组", "组长", "高级", "成熟", "2025-01-05", "", "M001"],
    ["M001", "赵经理", "销售一部", "", "销售经理", "高级", "成熟", "2024-01-05", "", ""],
    ["H001", "钱人力", "人事部", "", "人力资源", "", "", "2024-01-05", "", "无此人"],
    ["", "孙无号", "销售一部", "", "电销代表", "初级", "", "2026-01-05", "", ""],
]
TODAY = dt.date(2026, 11, 20)


async def take(session: Session, rows: list[list[str]], sha: str = "a" * 64) -> ImportReport:
    table = Table(
        COLUMNS, [TableRow(n, dict(zip(COLUMNS, row, strict=True))) for n, row in enumerate(rows, 2)], "utf-8"
    )
    return await service.import_roster(
        session, table=table, source_file=StoredFile(sha, sha, 1, "people.csv"), today=TODAY
    )


async def test_rows_add_up_and_a_bad_row_is_listed(session: Session):
    report = await take(session, ROWS)
    assert (report.rows, report.accepted, report.unchanged) == (6, 5, 0)
    assert [(entry.line, entry.code) for entry in report.rejected] == [(7, "staff.employee_number_missing")]
    assert len(report.notes) == 1
    people = {one.employee_number: one for one in await service.people(session)}
    assert people["E001"].leader_id == people["E002"].leader_id == people["L001"].id
    assert people["H001"].leader_id is None


async def test_the_same_file_again_changes_nothing_and_says_so(session: Session):
    await take(session, ROWS)
    again = await take(session, ROWS)
    assert (again.accepted, again.unchanged, again.already_imported) == (0, 5, True)
    assert len(await service.people(session)) == 5


async def test_a_changed_grade_counts_from_today_and_history_stays(session: Session):
    await take(session, ROWS)
    raised = [[*ROWS[0][:5], "中级", *ROWS[0][6:]]]
    assert (await take(session, raised, "b" * 64)).accepted == 1
    for day, grade in (("2026-11-19", Grade.JUNIOR), ("2026-11-20", Grade.INTERMEDIATE)):
        found = {
            one.employee_number: one for one in await service.people(session, on=dt.date.fromisoformat(day))
        }
        assert found["E001"].grade is grade


async def test_people_of_a_day_are_those_employed_that_day(session: Session):
    await take(session, ROWS)
    in_october = await service.people(session, on=dt.date(2026, 10, 9))
    in_november = await service.people(session, on=dt.date(2026, 11, 1))
    assert {one.employee_number for one in in_october} - {one.employee_number for one in in_november} == {
        "E002"
    }


async def test_each_role_sees_its_own_rows(session: Session):
    await take(session, ROWS)
    people = {one.employee_number: one for one in await service.people(session)}

    async def sees(number: str, role: str) -> set[str] | None:
        seen = await service.visible_people(session, person_id=people[number].id, roles=[role])
        return None if seen is None else {one.employee_number for one in people.values() if one.id in seen}

    assert await sees("E001", "agent") == {"E001"}
    assert await sees("L001", "team_lead") == {"E001", "E002", "L001"}
    assert await sees("M001", "manager") == {"E001", "E002", "L001", "M001"}
    assert await sees("H001", "hr") is None
    assert await service.visible_people(session, person_id=None, roles=["agent"]) == frozenset()
    with pytest.raises(PersonNotFound):
        await service.person(session, people["E002"].id, visible_people=frozenset({people["E001"].id}))


async def test_a_grade_change_and_an_account_are_idempotent(session: Session):
    await take(session, ROWS)
    person = (await service.resolver(session)).find("E001")
    assert person is not None
    for expected in (True, False):
        changed = await service.change_grade(
            session, person_id=person.id, grade="senior", effective_on=dt.date(2026, 12, 1), reason="score"
        )
        assert changed is expected
    assert [one.grade for one in await service.grade_history(session, person_id=person.id)] == [
        "junior",
        "senior",
    ]
    account = uuid4()
    await service.link_account(session, person.id, account)
    await service.link_account(session, person.id, account)
    assert await service.person_of_account(session, account) == person.id
    with pytest.raises(AlreadyLinked):
        await service.link_account(session, person.id, uuid4())


async def test_a_roster_without_its_columns_is_refused(session: Session):
    table = Table(["名字"], [TableRow(2, {"名字": "张三"})], "utf-8")
    with pytest.raises(RosterColumnsMissing, match="columns_missing"):
        await service.import_roster(
            session, table=table, source_file=StoredFile("k", "s", 1, "x"), today=TODAY
        )
