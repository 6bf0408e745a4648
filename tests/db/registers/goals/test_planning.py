"""Goals per post, level and market type: drawn up, cascaded, changed with reasons, out and in as a workbook."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import sqlalchemy.exc
from sqlalchemy import text
from tests.db.flow.scores.company import (
    ACTUALS,
    NOVEMBER,
    NOW,
    OCTOBER,
    agree,
    close_scores,
    goal_sheets,
    hire,
    stored,
    table,
    take_goals,
    take_orders,
)
from tests.db.flow.scores.company import ORDERS as OCTOBER_ORDERS

from callwright.adapters.spreadsheets.reader import SpreadsheetReader
from callwright.flow.scores import service as scores
from callwright.platform.db import Session
from callwright.platform.principal import LOCAL_OPERATOR
from callwright.registers.goals import service as goals
from callwright.registers.goals.contracts import SetLine, Target
from callwright.registers.goals.errors import (
    BadGoals,
    KeyWorkDecided,
    KeyWorkOwn,
    KeyWorkUnknown,
    MonthSealed,
    ReasonMissing,
    SetMissing,
)
from callwright.registers.staff import service as staff

MARKETS = """工号,姓名,部门,小组,角色,职级,市场类型,入职日期
E001,张三,一部,一组,电销代表,初级,成熟,2026-01-05
E002,李四,一部,一组,电销代表,高级,空白,2026-01-05
E003,赵六,二部,二组,电销代表,初级,空白,2026-01-05"""


async def sellers(session: Session):
    await staff.import_roster(session, table=table(MARKETS), source_file=stored("m"), today=NOW.date())
    return {person.employee_number: person.id for person in await staff.people(session)}


async def set_indicators(
    session: Session, level: str = "", month=OCTOBER, revenue: int = 70, reason: str = "年初会议"
):
    lines = [SetLine("revenue", Decimal(revenue)), SetLine("new_customers", Decimal(100 - revenue))]
    return await goals.set_indicators(
        session, post="电销代表", level=level, effective=month, lines=lines, reason=reason, by="hr", at=NOW
    )


async def set_target(
    session: Session, market: str, revenue: int, customers: int, level: str = "", month=OCTOBER
):
    for name, value in (("revenue", revenue), ("new_customers", customers)):
        await goals.set_market_target(
            session,
            post="电销代表",
            level=level,
            market_type=market,
            indicator=name,
            effective=month,
            target=Decimal(value),
            reason="市场会议",
            by="hr",
            at=NOW,
        )


async def test_goals_are_drawn_up_from_post_level_and_market_type(session: Session):
    ids = await sellers(session)
    await set_indicators(session)
    await set_indicators(session, level="senior", revenue=60)
    await set_target(session, "mature", 80000, 10)
    await set_target(session, "blank", 30000, 4)
    await set_target(session, "blank", 45000, 6, level="senior")
    made = await scores.draw_up_goals(session, month=OCTOBER, principal=LOCAL_OPERATOR, at=NOW)
    assert made == 3
    cycle = await goals.cycle(session, OCTOBER)
    found = {number: cycle.of(ids[number]) for number in ids}
    assert {
        number: [(each.weight, each.target) for each in one.indicators] for number, one in found.items()
    } == {
        "E001": [(70, 80000), (30, 10)],
        "E002": [(60, 45000), (40, 6)],  # senior, blank market
        "E003": [(70, 30000), (30, 4)],
    }
    assert await scores.draw_up_goals(session, month=OCTOBER, principal=LOCAL_OPERATOR, at=NOW) == 0


async def test_a_set_or_target_holds_from_its_month_and_history_is_kept(session: Session):
    await set_indicators(session, revenue=70)
    await set_indicators(session, month=NOVEMBER, revenue=60, reason="加重新客户")
    assert (await goals.indicator_sets(session, OCTOBER))[0].lines[0].weight == 70
    november = await goals.indicator_sets(session, NOVEMBER)
    assert [(each.lines[0].weight, each.reason) for each in november] == [(60, "加重新客户")]
    await set_target(session, "mature", 80000, 10)
    await set_target(session, "mature", 90000, 10, month=NOVEMBER)
    targets = {each.indicator: each.target for each in await goals.market_targets(session, OCTOBER)}
    assert targets["revenue"] == 80000
    with pytest.raises(sqlalchemy.exc.DBAPIError, match="is final"):
        await session.execute(text("UPDATE goals.market_target SET target = 1"))


async def test_a_set_sums_to_100_and_needs_a_reason(session: Session):
    with pytest.raises(BadGoals, match="90"):
        await goals.set_indicators(
            session,
            post="电销代表",
            level="",
            effective=OCTOBER,
            lines=[SetLine("revenue", Decimal(90))],
            reason="x 原因",
            by="hr",
            at=NOW,
        )
    with pytest.raises(ReasonMissing):
        await set_indicators(session, reason=" ")
    with pytest.raises(SetMissing):
        await scores.draw_up_goals(session, month=OCTOBER, principal=LOCAL_OPERATOR, at=NOW)


async def test_the_cascade_shows_what_the_parts_sum_to(session: Session):
    await sellers(session)
    text_ = """月份,工号,指标,权重,目标值
{month},E001,销售额,100,80000
{month},E002,销售额,100,90000
{month},E003,销售额,100,40000"""
    sheets = goal_sheets(
        targets=text_,
        actuals=ACTUALS.splitlines()[0],
        teams="月份,部门,小组,收入目标\n{month},一部,一组,175000\n{month},一部,九组,1",
        company="季度,收入目标\n2026-Q4,660000",
    )
    report = await take_goals(session, sheets)
    assert [each.code for each in report.rejected] == ["goals.unknown_team"]
    found = await scores.goal_cascade(session, OCTOBER)
    # 180,000 + 40,000 of October; November and December have no department targets yet.
    assert (found.company.target, found.company.parts, found.company.gap) == (660000, 220000, -440000)
    first, second = sorted(found.departments, key=lambda each: each.department)
    assert (first.department, first.level.parts, first.level.gap, first.level.carried) == (
        "一部",
        170000,
        -10000,
        False,
    )
    assert [(team.team, team.level.target, team.level.parts) for team in first.teams] == [
        ("一组", 175000, 170000)
    ]
    assert (second.level.gap, second.level.carried) == (0, True)
    warned = [each.zh for each in await scores.goal_warnings(session, OCTOBER, principal=LOCAL_OPERATOR)]
    assert "一部：下级目标之和比目标少 10000。" in warned


async def test_a_change_holds_from_its_month_on_with_its_reason_and_is_acknowledged_anew(session: Session):
    ids = await hire(session)
    for month in (OCTOBER, NOVEMBER):
        await agree(session, month)
    lower = [
        Target("revenue", Decimal(70), Decimal(60000)),
        Target("new_customers", Decimal(30), Decimal(10)),
    ]
    months = await goals.change_goals(
        session, person_id=ids["E001"], targets=lower, effective=NOVEMBER, reason="产假返岗", by="hr", at=NOW
    )
    assert months == [NOVEMBER]
    assert (await goals.cycle(session, OCTOBER)).of(ids["E001"]).indicators[0].target == 80000
    november = (await goals.cycle(session, NOVEMBER)).of(ids["E001"])
    assert (november.indicators[0].target, november.acknowledged_at) == (60000, None)
    kept, _ = await goals.changes(session, month=NOVEMBER, visible_people=None, offset=0, size=5)
    assert [(each.reason, each.was_acknowledged) for each in kept] == [("产假返岗", True)]
    hidden, total = await goals.changes(
        session, month=NOVEMBER, visible_people=frozenset({ids["E002"]}), offset=0, size=5
    )
    assert (hidden, total) == ([], 0)


async def test_a_closed_month_is_not_changed(session: Session):
    ids = await hire(session)
    await take_orders(session, OCTOBER_ORDERS, "orders")
    await agree(session)
    await close_scores(session)
    with pytest.raises(MonthSealed):
        await goals.change_goals(
            session,
            person_id=ids["E002"],
            targets=[Target("revenue", Decimal(100), Decimal(1))],
            effective=OCTOBER,
            reason="补改",
            by="hr",
            at=NOW,
        )


async def test_the_workbook_goes_out_and_comes_back_without_a_change(session: Session, tmp_path: Path):
    await hire(session)
    sheets = goal_sheets(
        actuals=ACTUALS.splitlines()[0] + "\n{month},E003,重点工作完成率,81",
        company="季度,收入目标\n2026-Q4,660000",
        key_work="月份,工号,重点工作,完成日期\n{month},E001,回访老客户,2026-10-20",
    )
    await take_goals(session, sheets)
    place = tmp_path / "out.xlsx"
    await scores.write_goal_book(session, month=OCTOBER, target=place, principal=LOCAL_OPERATOR)
    book = openpyxl.load_workbook(place)
    assert book.sheetnames == [
        "岗位说明",
        "指标目标",
        "部门目标",
        "小组目标",
        "公司目标",
        "实际值",
        "重点工作",
    ]
    missing = [row for row in book["实际值"].iter_rows(min_row=2, values_only=True) if not row[4]]
    assert missing == [("2026-10", "M001", "王五", "人才培养", "", "人力资源 孙七")]
    read = goals.read_sheets(SpreadsheetReader(), place)
    report = await take_goals(session, read, "again")
    assert report.accepted == 0
    assert [each.code for each in report.rejected] == ["goals.empty_value"]
    assert report.rows == report.unchanged + 1
    filled = book["实际值"]
    for row in range(2, filled.max_row + 1):
        if filled.cell(row, 2).value == "M001":
            filled.cell(row, 5).value = "80"
    book.save(place)
    report = await take_goals(session, goals.read_sheets(SpreadsheetReader(), place), "filled")
    assert (report.accepted, report.rejected) == (1, [])


async def test_key_work_is_planned_proven_and_confirmed_by_somebody_else(session: Session):
    ids = await hire(session)
    me = ids["E003"]
    work = await goals.plan_key_work(
        session, month=OCTOBER, person_id=me, title="整理异议库", due_on=dt.date(2026, 10, 20), by="王五"
    )

    async def prove(person, on: dt.date):
        return await goals.prove_key_work(
            session, work_id=work.id, person_id=person, proof="见附件", file_key=None, file_name=None, on=on
        )

    async def decide(person, *, confirmed: bool):
        return await goals.decide_key_work(
            session,
            work_id=work.id,
            confirmed=confirmed,
            note="",
            visible_people=None,
            person_id=person,
            by="王五",
        )

    with pytest.raises(KeyWorkUnknown):
        await prove(ids["E001"], dt.date(2026, 10, 19))
    with pytest.raises(KeyWorkDecided):
        await decide(ids["M001"], confirmed=True)
    await prove(me, dt.date(2026, 10, 19))
    with pytest.raises(KeyWorkOwn):
        await decide(me, confirmed=True)
    assert (await decide(ids["M001"], confirmed=False)).confirmed is False
    await prove(me, dt.date(2026, 10, 20))
    assert (await decide(ids["M001"], confirmed=True)).confirmed is True
    with pytest.raises(KeyWorkDecided):
        await prove(me, dt.date(2026, 10, 20))


async def test_key_work_is_the_actual_value_and_an_undecided_proof_is_missing_data(session: Session):
    ids = await hire(session)
    await take_orders(session, OCTOBER_ORDERS, "orders")
    await agree(session)  # E003 entered 81 % by hand; a plan takes its place
    for title in ("甲", "乙"):
        work = await goals.plan_key_work(
            session,
            month=OCTOBER,
            person_id=ids["E003"],
            title=title,
            due_on=dt.date(2026, 10, 20),
            by="王五",
        )
        if title == "甲":
            await goals.prove_key_work(
                session,
                work_id=work.id,
                person_id=ids["E003"],
                proof="完成",
                file_key=None,
                file_name=None,
                on=dt.date(2026, 10, 20),
            )
            first = work
    await goals.decide_key_work(
        session, work_id=first.id, confirmed=True, note="", visible_people=None, person_id=None, by="王五"
    )
    await close_scores(session)
    found = {each.person_id: each for each in await scores.scores(session, month=OCTOBER)}[ids["E003"]]
    # 60 % of 67.5 + 40 % of 50 ÷ 90 × 100: one of two pieces is 50 % of a target of 90 %.
    assert [part.actual for part in found.indicators] == [27000, 50]
