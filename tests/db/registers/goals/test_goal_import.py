"""A goal workbook: a person is taken whole or not at all, nothing is lost, agreement follows the content."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from tests.db.flow.scores.company import NOW, OCTOBER, TARGETS, goal_sheets, hire, take_goals

from callwright.adapters.spreadsheets.reader import SpreadsheetReader
from callwright.flow.scores import service as scores
from callwright.platform.db import Session
from callwright.registers.goals import service as goals

BAD = """月份,工号,指标,权重,目标值
{month},E001,销售额,60,80000
{month},E001,新客户数,30,10
{month},不存在,销售额,100,1
{month},E002,销售额,50,1
{month},E002,收入,50,1
{month},M001,销售额,100,0
{month},E003,魅力,50,3
{month},E003,销售额,50,30000"""


async def test_each_bad_row_is_listed_and_the_rest_works(session: Session):
    ids = await hire(session)
    good = "\n2026年11月,李四,销售额,100,5万"
    report = await take_goals(session, goal_sheets(targets=BAD + good))
    assert [(each.line, each.code) for each in report.rejected] == [
        (2, "goals.weights_not_100"),
        (3, "goals.weights_not_100"),
        (4, "goals.unknown_person"),
        (5, "goals.person_set_rejected"),
        (6, "goals.duplicate_row"),
        (7, "goals.zero_target"),
        (8, "goals.unknown_indicator"),
        (9, "goals.person_set_rejected"),
    ]
    assert report.rows == report.accepted + report.unchanged + len(report.rejected)
    assert report.rejected[0].original["目标值"] == "80000"
    assert "90" in report.rejected[0].text.zh
    november = await goals.cycle(session, OCTOBER.next())
    assert [(each.person_id, each.indicators[0].target) for each in november.goals] == [(ids["E002"], 50000)]


async def test_the_same_again_changes_nothing_and_keeps_the_acknowledgement(session: Session):
    ids = await hire(session)
    first = await take_goals(session, goal_sheets())
    assert (first.rows, first.accepted, first.unchanged, first.already_imported) == (14, 14, 0, False)
    assert await goals.acknowledge(session, month=OCTOBER, person_id=ids["E001"], at=NOW, by="self")
    assert not await goals.acknowledge(session, month=OCTOBER, person_id=ids["E001"], at=NOW, by="self")
    again = await take_goals(session, goal_sheets())
    assert (again.accepted, again.unchanged, again.already_imported) == (0, 14, True)
    found = (await goals.cycle(session, OCTOBER)).of(ids["E001"])
    assert found is not None
    assert (found.acknowledged_at, found.post, found.responsibilities) == (
        NOW,
        "电销代表",
        "按名单呼出并成交",
    )


def with_reason(reason: str) -> str:
    """The targets with a lower one of E002, and a column of reasons."""
    header, *lines = TARGETS.replace("E002,销售额,100,100000", "E002,销售额,100,90000").splitlines()
    told = [f"{line},{reason if 'E002' in line else ''}" for line in lines]
    return "\n".join([f"{header},变更原因", *told])


async def test_a_change_takes_back_the_acknowledgement_of_that_person_only_and_is_kept(session: Session):
    ids = await hire(session)
    await take_goals(session, goal_sheets())
    assert await goals.acknowledge_all(session, month=OCTOBER, at=NOW, by="hr") == 4
    report = await take_goals(session, goal_sheets(targets=with_reason("十月市场转淡")), "changed")
    assert (report.accepted, report.unchanged) == (1, 13)
    cycle = await goals.cycle(session, OCTOBER)
    assert [each.person_id for each in cycle.goals if each.acknowledged_at is None] == [ids["E002"]]
    kept, total = await goals.changes(session, month=OCTOBER, visible_people=None, offset=0, size=10)
    assert total == 1
    assert (kept[0].person_id, kept[0].reason, kept[0].was_acknowledged) == (
        ids["E002"],
        "十月市场转淡",
        True,
    )
    assert (kept[0].before[0].target, kept[0].after[0].target) == (100_000, 90_000)


async def test_what_a_person_agreed_to_does_not_change_without_a_reason(session: Session):
    ids = await hire(session)
    await take_goals(session, goal_sheets())
    await goals.acknowledge_all(session, month=OCTOBER, at=NOW, by="hr")
    report = await take_goals(session, goal_sheets(targets=with_reason("")), "changed")
    assert [each.code for each in report.rejected] == ["goals.reason_missing"]
    assert report.rows == report.accepted + report.unchanged + len(report.rejected)
    found = (await goals.cycle(session, OCTOBER)).of(ids["E002"])
    assert found is not None
    assert (found.indicators[0].target, found.acknowledged_at) == (100_000, NOW)


async def test_weights_written_as_percent_cells_are_understood(session: Session):
    ids = await hire(session)
    text = "月份,姓名,指标,权重,目标值\n{month},张三,销售额,0.7,80000\n{month},张三,新客户数,0.3,10"
    assert (await take_goals(session, goal_sheets(targets=text))).rejected == []
    found = (await goals.cycle(session, OCTOBER)).of(ids["E001"])
    assert found is not None
    assert [each.weight for each in found.indicators] == [70, 30]


async def test_a_rep_with_profit_and_uneven_posts_bring_notes(session: Session):
    await hire(session)
    text = "月份,工号,指标,权重,目标值\n{month},E001,利润,100,5\n{month},E003,销售额,100,10"
    notes = [note.zh for note in (await take_goals(session, goal_sheets(targets=text))).notes]
    assert any("利润" in note and "张三" in note for note in notes)
    assert any("岗位“电销代表”的人员指标不一致" in note for note in notes)


async def test_a_workbook_is_read_sheet_by_sheet_and_unknown_sheets_are_named(
    session: Session, tmp_path: Path
):
    book = openpyxl.Workbook()
    book.active.title = "说明"
    book.active.append(["填写说明"])
    book.active.append(["请按月填写"])
    targets, company = book.create_sheet("指标目标"), book.create_sheet("公司目标")
    for row in (["月份", "工号", "指标", "权重", "目标值"], ["2026-10", "E001", "销售额", 100, 80000]):
        targets.append(row)
    for row in (["季度", "收入目标"], ["2026年第4季度", 660000]):
        company.append(row)
    book.save(tmp_path / "goals.xlsx")
    await hire(session)
    sheets = goals.read_sheets(SpreadsheetReader(), tmp_path / "goals.xlsx")
    report = await take_goals(session, sheets)
    assert (report.accepted, report.rejected) == (2, [])
    assert any("说明" in note.zh for note in report.notes)
    cycle, people, lacks = await scores.goals_of_month(session, OCTOBER)
    assert cycle.company_target == 660000
    assert {lack.what for lack in lacks} == {"no_goals", "no_role_description"}
    assert len(people) == 4
