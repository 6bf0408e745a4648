"""A cycle goes open → data in → self-view → review → calibrated → approved → closed, and waits for people by name."""

from __future__ import annotations

from decimal import Decimal

import pytest
import sqlalchemy.exc
from sqlalchemy import text
from tests.db.flow.scores.appraised import Chain, agreed_october, staffed
from tests.db.flow.scores.company import (
    ACTUALS,
    NOVEMBER,
    NOW,
    OCTOBER,
    ORDERS,
    close_scores,
    goal_sheets,
    take_goals,
    take_orders,
)

from callwright.flow.scores import service as scores
from callwright.flow.scores.errors import (
    CycleBlocked,
    CycleExists,
    CycleMoved,
    CycleNotApproved,
    GoalsMissing,
    NobodyReviewsThemselves,
    NoteMissing,
    NotSupplier,
    OverrideNotAllowed,
    PersonUnknown,
    StepNotAllowed,
    WrongStep,
)
from callwright.kernel.period import Month
from callwright.platform.db import Session
from callwright.rules.appraisal.formulas.cycles import CycleState, PeriodLength
from callwright.rules.appraisal.indicators import PostKind


def whats(refused: pytest.ExceptionInfo) -> list[str]:
    return [lack["what"] for lack in refused.value.details["missing"]]


async def test_october_goes_all_the_way_and_closes_with_the_scores_worked_out_by_hand(session: Session):
    chain = Chain(session, await agreed_october(session))
    cycle = await chain.approved()
    closed = await chain.advance(cycle, CycleState.APPROVED)
    assert (closed.state, closed.already) == ("closed", False)
    results = await scores.cycle_results(session, kind=PostKind.REP, period="2026-10")
    assert {each.person_id: each.score for each in results} == {
        chain.ids["E001"]: Decimal("67.5"),
        chain.ids["E002"]: Decimal(66),
        chain.ids["E003"]: Decimal("76.5"),
    }
    assert len(await scores.scores(session, month=OCTOBER)) == 4  # the manager's month is frozen with it
    board = await chain.board(cycle)
    assert [(step.from_state, step.to_state) for step in board.steps] == [
        ("", "open"),
        ("open", "data_in"),
        ("data_in", "self_view"),
        ("self_view", "review"),
        ("review", "calibrated"),
        ("calibrated", "approved"),
        ("approved", "closed"),
    ]
    assert (board.next_state, board.waiting) == (None, ())


async def test_a_cycle_starts_only_when_everybodys_goals_are_agreed(session: Session):
    chain = Chain(session, await staffed(session))
    with pytest.raises(GoalsMissing) as refused:
        await chain.open()
    assert whats(refused) == ["no_goals"] * 4
    await take_goals(session, goal_sheets(posts="岗位,职责\n电销代表,呼出\n组长,带组"))
    with pytest.raises(GoalsMissing) as refused:
        await chain.open()
    assert sorted(whats(refused)) == ["no_role_description"] + ["not_acknowledged"] * 3
    with pytest.raises(OverrideNotAllowed):
        await chain.open(override_reason="赶时间")
    opened = await chain.open(principal=chain.owner, override_reason="上线首月")
    assert opened.override_reason == "上线首月"
    assert len((await chain.board(opened)).steps[0].missing) == 4


async def test_missing_data_blocks_with_the_name_of_who_supplies_it_and_is_never_zero(session: Session):
    chain = Chain(session, await staffed(session))
    await take_orders(session, ORDERS, "orders")
    await take_goals(session, goal_sheets(actuals=ACTUALS.splitlines()[0]))
    cycle = await chain.open(principal=chain.owner, override_reason="演练")
    with pytest.raises(CycleBlocked) as refused:
        await chain.sign(cycle, "people", chain.hr)
    assert "王五（M001） 2026-10 人才培养，应由 人力资源 孙七 提供" in refused.value.message("zh")
    assert "to be supplied by HR 孙七" in refused.value.message("en")
    with pytest.raises(CycleBlocked) as refused:
        await chain.advance(cycle, CycleState.OPEN)
    assert {"no_actual:people_development", "no_actual:key_work_completion", "unsigned:orders"} <= set(
        whats(refused)
    )
    board = await chain.board(cycle)
    assert {person.employee_number: person.score for person in board.people} == {
        "E001": Decimal("67.5"),
        "E002": Decimal(66),
        "E003": None,
    }


async def test_only_the_supplier_or_the_owner_signs(session: Session):
    chain = Chain(session, await agreed_october(session))
    cycle = await chain.open()
    for stranger in (chain.hr, chain.manager):
        with pytest.raises(NotSupplier, match="周八"):
            await chain.sign(cycle, "orders", stranger)
    board = await chain.sign(cycle, "orders", chain.finance)
    signed = {supply.unit: supply.signed_by for supply in board.supplies}
    assert signed["orders"] == "F001"
    assert signed["people"] is None


async def test_data_that_changes_after_the_signature_is_signed_again(session: Session):
    chain = Chain(session, await agreed_october(session))
    cycle = await chain.open()
    await chain.sign_everything(cycle)
    await take_orders(session, "Z9,E001,辛公司,云呼,99000,2026-10-30 10:00,2026-10-30 15:00,,", "late")
    with pytest.raises(CycleBlocked) as refused:
        await chain.advance(cycle, CycleState.OPEN)
    assert whats(refused) == ["stale:orders"]
    assert "请 财务 周八 重新签字" in refused.value.message("zh")
    await chain.sign(cycle, "orders", chain.finance)
    assert (await chain.advance(cycle, CycleState.OPEN)).state == "data_in"


async def test_an_approved_cycle_whose_data_changed_does_not_close_silently(session: Session):
    chain = Chain(session, await agreed_october(session))
    cycle = await chain.approved()
    await take_orders(session, "Z9,E001,辛公司,云呼,99000,2026-10-30 10:00,2026-10-30 15:00,,", "late")
    with pytest.raises(CycleBlocked) as refused:
        await chain.advance(cycle, CycleState.APPROVED)
    assert whats(refused) == ["stale:orders"]
    closed = await chain.advance(cycle, CycleState.APPROVED, chain.owner, override_reason="迟到订单计入")
    assert closed.state == "closed"


async def test_a_period_that_is_not_over_takes_no_data(session: Session):
    chain = Chain(session, await agreed_october(session))
    cycle = await chain.open()
    await chain.sign_everything(cycle)
    chain.at = NOW.replace(month=10, day=31, hour=15)  # 23:00 in Shanghai on the last day
    with pytest.raises(CycleBlocked) as refused:
        await chain.advance(cycle, CycleState.OPEN)
    assert whats(refused) == ["not_over"]


async def test_review_waits_for_self_views_and_calibration_for_reviews_each_by_name(session: Session):
    chain = Chain(session, await agreed_october(session))
    cycle = await chain.open()
    await chain.sign_everything(cycle)
    await chain.advance(cycle, CycleState.OPEN)
    with pytest.raises(WrongStep):
        await scores.write_self_view(
            session, cycle_id=cycle.id, text="早了", principal=chain.agent, at=chain.at
        )
    await chain.advance(cycle, CycleState.DATA_IN)
    await scores.write_self_view(
        session, cycle_id=cycle.id, text="差两单", principal=chain.agent, at=chain.at
    )
    with pytest.raises(CycleBlocked) as refused:
        await chain.advance(cycle, CycleState.SELF_VIEW)
    assert "李四（E002）未自评" in refused.value.message("zh")
    assert "张三" not in refused.value.message("zh")
    await chain.advance(cycle, CycleState.SELF_VIEW, chain.owner, override_reason="李四休假")
    with pytest.raises(CycleBlocked) as refused:
        await chain.advance(cycle, CycleState.REVIEW, note="齐了")
    assert whats(refused) == ["no_review"] * 3
    with pytest.raises(NoteMissing):
        await chain.advance(cycle, CycleState.REVIEW)


async def test_nobody_reviews_themselves_or_people_outside_the_scope(session: Session):
    chain = Chain(session, await agreed_october(session))
    cycle = await chain.open()
    await chain.sign_everything(cycle)
    await chain.advance(cycle, CycleState.OPEN)
    await chain.advance(cycle, CycleState.DATA_IN)
    await chain.advance(cycle, CycleState.SELF_VIEW, chain.owner, override_reason="演练")

    async def review(who, number: str):
        await scores.write_review(
            session,
            cycle_id=cycle.id,
            person_id=chain.ids[number],
            text="好的",
            next_steps="",
            principal=who,
            at=chain.at,
        )

    await review(chain.lead, "E001")
    with pytest.raises(NobodyReviewsThemselves):
        await review(chain.lead, "E002")
    with pytest.raises(PersonUnknown):
        await review(chain.lead, "E003")


async def test_only_the_owner_approves(session: Session):
    chain = Chain(session, await agreed_october(session))
    cycle = await chain.open()
    await chain.sign_everything(cycle)
    await chain.advance(cycle, CycleState.OPEN)
    await chain.views_and_reviews(cycle)
    with pytest.raises(StepNotAllowed):
        await chain.advance(cycle, CycleState.REVIEW, chain.manager, note="我来校准")
    await chain.advance(cycle, CycleState.REVIEW, note="尺度一致")
    for other in (chain.hr, chain.manager):
        with pytest.raises(StepNotAllowed):
            await chain.advance(cycle, CycleState.CALIBRATED, other)
    assert (await chain.advance(cycle, CycleState.CALIBRATED, chain.owner)).state == "approved"


async def test_a_step_from_a_state_that_is_gone_is_told(session: Session):
    chain = Chain(session, await agreed_october(session))
    cycle = await chain.open()
    await chain.sign_everything(cycle)
    await chain.advance(cycle, CycleState.OPEN)
    with pytest.raises(CycleMoved, match="data in"):
        await chain.advance(cycle, CycleState.OPEN)


async def test_a_cycle_goes_back_to_the_start_and_every_signature_with_it(session: Session):
    chain = Chain(session, await agreed_october(session))
    cycle = await chain.open()
    await chain.sign_everything(cycle)
    await chain.advance(cycle, CycleState.OPEN)
    back = await scores.send_back(
        session,
        cycle_id=cycle.id,
        before=CycleState.DATA_IN,
        reason="订单导错",
        principal=chain.hr,
        at=chain.at,
    )
    assert back.state == "open"
    board = await chain.board(cycle)
    assert {supply.signed_by for supply in board.supplies} == {None}
    assert board.steps[-1].reason == "订单导错"


async def test_the_month_of_a_cycle_is_not_closed_around_it(session: Session):
    chain = Chain(session, await agreed_october(session))
    await chain.open()
    with pytest.raises(CycleNotApproved):
        await close_scores(session)


async def test_a_month_has_one_cycle_of_a_kind_and_the_length_is_a_setting(session: Session):
    chain = Chain(session, await agreed_october(session))
    await chain.open()
    with pytest.raises(CycleExists):
        await chain.open()
    await scores.set_period_length(
        session,
        kind=PostKind.REP,
        length=PeriodLength.QUARTER,
        effective=Month(2027, 1),
        reason="销售周期长",
        principal=chain.owner,
        at=chain.at,
    )
    assert await scores.period_length(session, PostKind.REP, NOVEMBER) is PeriodLength.MONTH
    assert await scores.period_length(session, PostKind.REP, Month(2027, 2)) is PeriodLength.QUARTER
    assert await scores.period_length(session, PostKind.MANAGER, OCTOBER) is PeriodLength.QUARTER


async def test_managers_wait_for_the_months_of_their_quarter(session: Session):
    chain = Chain(session, await agreed_october(session))
    for month in (NOVEMBER, NOVEMBER.next()):
        await take_goals(session, goal_sheets(month), str(month))
        await scores.acknowledge_goals(session, month=month, person_id=None, principal=chain.hr, at=NOW)
    cycle = await chain.open(PostKind.MANAGER)
    assert (cycle.period, len(cycle.months)) == ("2026-Q4", 3)
    chain.after(Month(2026, 12))
    with pytest.raises(CycleBlocked) as refused:
        await chain.advance(cycle, CycleState.OPEN)
    assert whats(refused) == ["month_open"] * 3
    assert [person.employee_number for person in (await chain.board(cycle)).people] == ["M001"]


async def test_people_on_the_board_are_those_of_the_scope(session: Session):
    chain = Chain(session, await agreed_october(session))
    cycle = await chain.open()
    mine = await chain.board(cycle, chain.agent)
    assert [person.employee_number for person in mine.people] == ["E001"]
    assert all("赵六" not in lack.text.zh for lack in mine.waiting)
    assert {person.employee_number for person in (await chain.board(cycle, chain.manager)).people} == {
        "E001",
        "E002",
    }


async def test_without_a_published_project_the_board_warns_of_hr_alone(session: Session):
    chain = Chain(session, await agreed_october(session))
    board = await chain.board(await chain.open())
    assert ["2026-10" in text.zh for text in board.warnings] == [True]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE scores.cycle SET state = 'open'",
        "DELETE FROM scores.cycle_step",
        "UPDATE scores.cycle_result SET score = 100",
    ],
)
async def test_the_database_refuses_to_change_a_closed_cycle(session: Session, statement: str):
    chain = Chain(session, await agreed_october(session))
    cycle = await chain.approved()
    await chain.advance(cycle, CycleState.APPROVED)
    with pytest.raises(sqlalchemy.exc.DBAPIError, match=r"never changes|is final"):
        await session.execute(text(statement))
