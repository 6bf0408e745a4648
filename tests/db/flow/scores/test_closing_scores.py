"""A month of scores closes once, completely, and never changes; amounts worked out by hand."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
import sqlalchemy.exc
from sqlalchemy import text
from tests.db.flow.scores.company import (
    ACTUALS,
    CALENDAR,
    NOVEMBER,
    NOW,
    OCTOBER,
    ORDERS,
    a_full_october,
    agree,
    close_scores,
    goal_sheets,
    hire,
    take_goals,
    take_orders,
)

from callwright.flow.scores import service as scores
from callwright.flow.scores.errors import DataMissing, GoalsMissing, MonthNotOver, OverrideNotAllowed
from callwright.platform.db import Session
from callwright.platform.principal import LOCAL_OPERATOR
from callwright.registers.goals import service as goals


async def by_number(session: Session, ids) -> dict[str, Decimal]:
    names = {person_id: number for number, person_id in ids.items()}
    return {names[each.person_id]: each.score for each in await scores.scores(session, month=OCTOBER)}


async def test_october_is_scored_as_worked_out_by_hand(session: Session):
    ids = await a_full_october(session)
    closed = await close_scores(session)
    assert (closed.scored, closed.already_closed) == (4, False)
    assert await by_number(session, ids) == {
        "E001": Decimal("67.5"),  # 70 % of 75 + 30 % of 50
        "E002": Decimal(66),
        "E003": Decimal("76.5"),  # 60 % of 67.5 + 40 % of 90
        "M001": Decimal(74),  # 60 % of 70 (the department's revenue) + 40 % of 80
    }
    completion = await scores.department_completion(session, OCTOBER)
    assert sorted(completion.values()) == [Decimal("0.675"), Decimal("0.7")]
    passes = {each.target: each.passes for each in await scores.departments(session, month=OCTOBER)}
    assert passes == {Decimal(180000): True, Decimal(40000): False}


async def test_closing_twice_is_closing_once(session: Session):
    ids = await a_full_october(session)
    first = await close_scores(session)
    await take_orders(session, "Z9,E001,辛公司,云呼,99000,2026-10-30 10:00,2026-10-30 15:00,,", "late")
    again = await close_scores(session)
    assert again == replace(first, already_closed=True)
    assert (await by_number(session, ids))["E001"] == Decimal("67.5")


async def test_without_goals_role_description_or_acknowledgement_nobody_is_appraised(session: Session):
    await hire(session)
    await take_orders(session, ORDERS, "orders")
    with pytest.raises(GoalsMissing) as refused:
        await close_scores(session)
    assert [lack["what"] for lack in refused.value.details["missing"]] == ["no_goals"] * 4
    assert "张三（E001）没有目标" in refused.value.message("zh")


async def test_the_refusal_lists_each_person_with_what_is_missing(session: Session):
    ids = await hire(session)
    await take_orders(session, ORDERS, "orders")
    await take_goals(session, goal_sheets(posts="岗位,职责\n电销代表,呼出\n组长,带组"))
    for number in ("E001", "M001"):
        await goals.acknowledge(session, month=OCTOBER, person_id=ids[number], at=NOW, by="self")
    with pytest.raises(GoalsMissing) as refused:
        await close_scores(session)
    lacks = {lack["person_id"]: lack["what"] for lack in refused.value.details["missing"]}
    assert lacks == {
        str(ids["E002"]): "not_acknowledged",
        str(ids["E003"]): "not_acknowledged",
        str(ids["M001"]): "no_role_description",
    }


async def test_missing_data_is_an_error_and_never_zero(session: Session):
    await hire(session)
    await take_orders(session, ORDERS, "orders")
    await take_goals(session, goal_sheets(actuals=ACTUALS.splitlines()[0]))
    await scores.acknowledge_goals(session, month=OCTOBER, person_id=None, principal=LOCAL_OPERATOR, at=NOW)
    with pytest.raises(DataMissing) as refused:
        await close_scores(session)
    assert "赵六（E003）：重点工作完成率" in refused.value.message("zh")
    assert [lack["what"] for lack in refused.value.details["missing"]] == [
        "no_actual:key_work_completion",
        "no_actual:people_development",
    ]


async def test_the_owner_may_close_with_a_reason_and_who_lacks_data_has_no_score(session: Session):
    ids = await hire(session)
    await take_orders(session, ORDERS, "orders")
    await take_goals(session, goal_sheets(actuals=ACTUALS.splitlines()[0]))
    closed = await close_scores(session, reason="上线首月")
    assert closed.override_reason == "上线首月"
    assert len(closed.lacks) == 6  # four not acknowledged, two without an actual value
    assert set(await by_number(session, ids)) == {"E001", "E002"}
    manager = replace(LOCAL_OPERATOR, roles=frozenset({"manager"}))
    with pytest.raises(OverrideNotAllowed):
        await scores.close_scores(
            session, month=NOVEMBER, principal=manager, at=NOW, calendar=CALENDAR, override_reason="x"
        )


async def test_a_month_without_any_order_has_no_revenue_figure(session: Session):
    await hire(session)
    await agree(session)
    with pytest.raises(DataMissing) as refused:
        await close_scores(session)
    assert "no_actual:revenue" in {lack["what"] for lack in refused.value.details["missing"]}


async def test_goals_of_a_closed_month_never_change(session: Session):
    await a_full_october(session)
    await close_scores(session)
    same = await take_goals(session, goal_sheets(), "goals 2026-10")
    assert (same.accepted, same.rejected, same.already_imported) == (0, [], True)
    changed = goal_sheets(targets="月份,工号,指标,权重,目标值\n{month},E001,销售额,100,1")
    report = await take_goals(session, changed, "changed")
    assert [each.code for each in report.rejected] == ["goals.month_closed"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE scores.person_score SET score = 100",
        "DELETE FROM scores.indicator_score",
        "UPDATE scores.closing SET closed_by = 'x'",
        "UPDATE goals.target SET target = 1",
        "UPDATE goals.cycle SET sealed_at = NULL",
        "DELETE FROM goals.manual_value",
    ],
)
async def test_the_database_refuses_to_change_a_closed_month(session: Session, statement: str):
    await a_full_october(session)
    await close_scores(session)
    with pytest.raises(sqlalchemy.exc.DBAPIError, match="never change"):
        await session.execute(text(statement))


async def test_a_month_that_has_not_ended_is_not_closed(session: Session):
    await a_full_october(session)
    early = CALENDAR.bounds(OCTOBER)[1] - dt.timedelta(seconds=1)
    with pytest.raises(MonthNotOver):
        await scores.close_scores(
            session, month=OCTOBER, principal=LOCAL_OPERATOR, at=early, calendar=CALENDAR
        )
