"""The four complaints about appraisal cannot happen: each is refused, or warned about (product §9, issue 6)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.db.flow.scores.appraised import Chain, agreed_october, principal, staffed
from tests.db.flow.scores.company import (
    CALENDAR,
    NOW,
    OCTOBER,
    ORDERS,
    close_scores,
    goal_sheets,
    stored,
    table,
    take_goals,
    take_orders,
)
from tests.db.flow.scores.test_projects import SEATS, Plan

from callwright.flow.scores import service as scores
from callwright.flow.scores.errors import GoalsMissing, HrAlone, ProjectIncomplete
from callwright.platform.auth.roles import permissions_of
from callwright.platform.db import Session
from callwright.platform.principal import LOCAL_OPERATOR
from callwright.registers.staff import service as staff
from callwright.rules.appraisal.formulas.cycles import CycleState, may_advance

MARKETS = """工号,姓名,部门,角色,职级,市场类型,入职日期
E001,张三,一部,电销代表,初级,成熟,2026-01-05
E003,赵六,二部,电销代表,初级,空白,2026-01-05"""


async def test_appraisal_without_goals_is_refused_at_the_start_and_at_the_close(session: Session):
    chain = Chain(session, await staffed(session))
    await take_orders(session, ORDERS, "orders")
    with pytest.raises(GoalsMissing):
        await chain.open()
    with pytest.raises(GoalsMissing):
        await close_scores(session)


async def test_hr_alone_closes_no_month(session: Session):
    ids = await agreed_october(session)
    with pytest.raises(HrAlone):
        await scores.close_scores(
            session,
            month=OCTOBER,
            principal=principal(ids, "H001", "hr"),
            at=Chain(session, ids).at,
            calendar=CALENDAR,
        )


async def test_hr_alone_publishes_no_plan(session: Session):
    plan = Plan(session, await staffed(session))
    everything = tuple((duty, "H001") for duty, _ in SEATS)
    project = await plan.group(await plan.draft(), everything)
    with pytest.raises(ProjectIncomplete) as refused:
        await plan.publish(project)
    assert "hr_alone" in [lack["what"] for lack in refused.value.details["missing"]]


async def test_hr_reviews_nobody_and_approves_nothing():
    assert "scores.review" not in permissions_of(["hr"])
    assert not may_advance(CycleState.CALIBRATED, ["hr"])


async def test_one_size_targets_are_warned_about_and_fitted_ones_are_not(session: Session):
    await staff.import_roster(session, table=table(MARKETS), source_file=stored("m"), today=NOW.date())
    same = "月份,工号,指标,权重,目标值\n{month},E001,销售额,100,80000\n{month},E003,销售额,100,80000"
    sheets = goal_sheets(targets=same)
    await take_goals(session, replace(sheets, departments=None, actuals=None))
    warned = [text.zh for text in await scores.goal_warnings(session, OCTOBER, principal=LOCAL_OPERATOR)]
    assert any("2 类市场的“销售额”目标值完全相同" in text for text in warned)
    fitted = same.replace("E003,销售额,100,80000", "E003,销售额,100,30000")
    await take_goals(session, replace(goal_sheets(targets=fitted), departments=None, actuals=None), "fitted")
    warned = [text.zh for text in await scores.goal_warnings(session, OCTOBER, principal=LOCAL_OPERATOR)]
    assert not any("完全相同" in text for text in warned)
    assert sum("只考核销售额" in text for text in warned) == 2


async def test_commission_as_the_only_incentive_publishes_no_plan(session: Session):
    plan = Plan(session, await staffed(session))
    project = await plan.completed(incentives=("commission",))
    with pytest.raises(ProjectIncomplete) as refused:
        await plan.publish(project)
    assert [lack["what"] for lack in refused.value.details["missing"]] == ["commission_only"]
    assert "只有提成一种激励" in refused.value.message("zh")
