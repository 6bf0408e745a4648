"""Question → answer → decision → a new line in the open month; what is closed stays as it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from tests.db.flow.scores.company import (
    CALENDAR,
    NOVEMBER,
    NOW,
    OCTOBER,
    a_full_october,
    agree,
    bring_plan,
    close_scores,
    take_orders,
)

from callwright.flow.pay import service as pay
from callwright.flow.pay.errors import (
    AmountMissing,
    DisputeDecided,
    DisputeUnknown,
    LeaveInClosedMonth,
    LineUnknown,
    NotApproved,
    NotYourStatement,
    OwnDispute,
    PlanMissing,
)
from callwright.flow.scores import service as scores
from callwright.kernel.period import Month
from callwright.platform.db import Session
from callwright.platform.principal import LOCAL_OPERATOR, NotAllowed, Principal

LATER = NOW + dt.timedelta(days=30)
FINANCE = replace(
    LOCAL_OPERATOR,
    name="finance",
    roles=frozenset({"finance"}),
    permissions=frozenset({"pay.read", "pay.read_others", "pay.write", "pay.close", "pay.leave"}),
)


def own(person_id: UUID) -> Principal:
    return Principal(
        uuid4(), "own", frozenset({"agent"}), frozenset({"pay.read"}), person_id, frozenset({person_id})
    )


async def close(session: Session, month: Month = OCTOBER):
    return await pay.close_pay(session, month=month, principal=FINANCE, at=NOW, calendar=CALENDAR)


async def closed_october(session: Session) -> dict[str, UUID]:
    ids = await a_full_october(session)
    await close_scores(session)
    await close(session)
    return ids


async def ask(session: Session, person_id: UUID, place: int = 1, principal: Principal | None = None):
    return await pay.dispute_line(
        session,
        person_id=person_id,
        month=OCTOBER,
        place=place,
        question="A2 有两台，只算了一台",
        principal=principal or own(person_id),
        at=LATER,
    )


async def decide(session: Session, dispute_id: UUID, amount: str | None, principal: Principal = FINANCE):
    return await pay.decide_dispute(
        session,
        dispute_id=dispute_id,
        accept=amount is not None,
        amount=None if amount is None else Decimal(amount),
        says="查过了" if amount is None else "第二台漏记",
        principal=principal,
        at=LATER,
    )


async def close_november(session: Session) -> None:
    await take_orders(session, "N1,E001,壬公司,云呼,20000,2026-11-10 10:00,2026-11-10 15:00,,", "nov", LATER)
    await agree(session, NOVEMBER)
    await close_scores(session, NOVEMBER)
    await close(session, NOVEMBER)


async def test_an_accepted_question_is_a_line_of_the_next_statement_and_changes_nothing_closed(
    session: Session,
):
    ids = await closed_october(session)
    before = await pay.statement(session, person_id=ids["E001"], month=OCTOBER)
    asked = await ask(session, ids["E001"])
    assert (asked.state, asked.line.code, asked.corrected_in) == ("asked", "commission", None)
    answered = await pay.say_in_dispute(
        session, dispute_id=asked.id, says="正在核对", principal=FINANCE, at=LATER
    )
    assert answered.state == "answered"
    decided = await decide(session, asked.id, "360.00")
    assert [step.kind for step in decided.steps] == ["question", "answer", "decision"]
    assert await pay.statement(session, person_id=ids["E001"], month=OCTOBER) == before
    await close_november(session)
    november = await pay.statement(session, person_id=ids["E001"], month=NOVEMBER)
    line = next(each for each in november.lines if each.code == "adjustment")
    assert (line.amount, line.corrects) == (Decimal("360.00"), "2026-10")
    assert "2026-10" in line.title.zh
    assert line.reason["source"] == f"dispute:{asked.id}"
    assert (await pay.dispute(session, dispute_id=asked.id, principal=FINANCE)).corrected_in == NOVEMBER
    versions = await pay.versions(session, person_id=ids["E001"], month=OCTOBER, principal=own(ids["E001"]))
    assert [(each.number, each.delta, each.total) for each in versions] == [
        (1, Decimal("6175.00"), Decimal("6175.00")),
        (2, Decimal("360.00"), Decimal("6535.00")),
    ]
    assert await pay.wrong_sums(session) == []


async def test_the_correction_is_taken_once(session: Session):
    ids = await closed_october(session)
    await decide(session, (await ask(session, ids["E001"])).id, "100")
    await close_november(session)
    december = NOVEMBER.next()
    await take_orders(session, "P1,E001,壬公司,云呼,20000,2026-12-10 10:00,2026-12-10 15:00,,", "dec", LATER)
    await agree(session, december)
    await close_scores(session, december)
    await close(session, december)
    found = await pay.statement(session, person_id=ids["E001"], month=december)
    assert "adjustment" not in {line.code for line in found.lines}


async def test_a_rejected_question_makes_no_line(session: Session):
    ids = await closed_october(session)
    decided = await decide(session, (await ask(session, ids["E001"])).id, None)
    assert decided.state == "rejected"
    assert await pay.adjustments(session, principal=FINANCE) == []


async def test_only_the_person_asks_and_only_somebody_else_decides(session: Session):
    ids = await closed_october(session)
    with pytest.raises(NotYourStatement):
        await ask(session, ids["E001"], principal=FINANCE)
    with pytest.raises(LineUnknown):
        await ask(session, ids["E001"], place=77)
    asked = await ask(session, ids["E001"])
    with pytest.raises(DisputeUnknown):
        await pay.dispute(session, dispute_id=asked.id, principal=own(ids["E002"]))
    with pytest.raises(OwnDispute):
        await decide(session, asked.id, "1", replace(FINANCE, person_id=ids["E001"]))
    hr = replace(FINANCE, permissions=frozenset({"pay.read", "pay.read_others"}))
    with pytest.raises(NotAllowed):
        await pay.say_in_dispute(session, dispute_id=asked.id, says="???", principal=hr, at=LATER)
    for amount in ("0", "0.001"):
        with pytest.raises(AmountMissing):
            await decide(session, asked.id, amount)
    await decide(session, asked.id, "1")
    with pytest.raises(DisputeDecided):
        await decide(session, asked.id, "2")
    with pytest.raises(DisputeDecided):
        await pay.say_in_dispute(
            session, dispute_id=asked.id, says="再看看", principal=own(ids["E001"]), at=LATER
        )


async def test_a_closed_month_worked_out_again_gives_the_same_bytes(session: Session):
    await closed_october(session)
    await close_november(session)
    for month in (OCTOBER, NOVEMBER):
        assert await pay.differing_statements(session, month) == (4, [])


async def test_a_line_changed_behind_the_back_of_the_guards_is_found(session: Session):
    ids = await closed_october(session)
    await session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    await session.execute(text("ALTER TABLE pay.line DISABLE TRIGGER USER"))
    await session.execute(
        text('UPDATE pay.line SET title = \'{"zh": "x", "en": "x"}\' WHERE code = \'commission\'')
    )
    count, wrong = await pay.differing_statements(session, OCTOBER)
    assert (count, len(wrong)) == (4, 3)
    assert (await pay.statement(session, person_id=ids["M001"], month=OCTOBER)).id not in wrong


async def test_nothing_leaves_before_the_owner_approved(session: Session, tmp_path):
    await closed_october(session)
    with pytest.raises(NotApproved):
        await pay.payroll_rows(session, month=OCTOBER, principal=FINANCE)
    first = await pay.approve_payout(session, month=OCTOBER, note="ok", principal=LOCAL_OPERATOR, at=NOW)
    again = await pay.approve_payout(session, month=OCTOBER, note="again", principal=FINANCE, at=LATER)
    assert first == again
    assert (first.statements, first.paid_total) == (4, Decimal("29434.35"))
    rows = await pay.payroll_rows(session, month=OCTOBER, principal=FINANCE)
    pay.write_payroll_csv(rows, tmp_path / "payroll.csv")
    lines = (tmp_path / "payroll.csv").read_text("utf-8-sig").splitlines()
    assert lines[1].split(",")[1:] == (
        [
            "E001",
            "张三",
            "一部",
            "junior",
            "4000.00",
            "1500.00",
            "675.00",
            "0.00",
            "0.00",
            "0.00",
            "0.00",
            "0.00",
            "0.00",
            "6175.00",
            "CNY",
        ]
    )
    assert len(lines) == 5


async def test_unpaid_leave_counts_by_days_and_stays_out_of_closed_months(session: Session):
    ids = await a_full_october(session)
    days = {"first_day": dt.date(2026, 9, 28), "last_day": dt.date(2026, 10, 3), "reason": "事假"}
    await pay.record_leave(session, person_id=ids["E001"], **days, principal=FINANCE, at=NOW)
    second = {"first_day": dt.date(2026, 10, 3), "last_day": dt.date(2026, 10, 3), "reason": "同一天"}
    await pay.record_leave(session, person_id=ids["E001"], **second, principal=FINANCE, at=NOW)
    await close_scores(session)
    await close(session)
    found = await pay.statement(session, person_id=ids["E001"], month=OCTOBER)
    assert found.lines[0].amount == Decimal("3612.90")  # 4,000 × 28 ÷ 31
    with pytest.raises(LeaveInClosedMonth):
        await pay.record_leave(session, person_id=ids["E001"], **days, principal=FINANCE, at=NOW)
    leave = (await pay.leaves(session, month=OCTOBER, principal=FINANCE))[0]
    with pytest.raises(LeaveInClosedMonth):
        await pay.withdraw_leave(session, leave_id=leave.id, principal=FINANCE, at=NOW)


async def test_what_is_put_off_under_the_minimum_wage_comes_back_in_the_next_month(session: Session):
    ids = await a_full_october(session)
    await close_scores(session)
    await close(session)
    for amount in ("-3000.00", "-1000.00"):
        await pay.decide_adjustment(
            session,
            person_id=ids["E001"],
            amount=Decimal(amount),
            reason="多发的预支款",
            corrects=OCTOBER,
            principal=FINANCE,
            at=LATER,
        )
    await close_november(session)
    november = {line.code: line.amount for line in (await statement_of(session, ids["E001"], NOVEMBER)).lines}
    # 4,000 + 400 commission, the gate takes the bonus (11 %): 4,400; less 4,000 leaves 400, 1,400 below 1,800
    assert november["carry.deferred"] == Decimal("1400.00")
    december = NOVEMBER.next()
    await take_orders(session, "P1,E001,壬公司,云呼,20000,2026-12-10 10:00,2026-12-10 15:00,,", "dec", LATER)
    await agree(session, december)
    await close_scores(session, december)
    await close(session, december)
    later = {line.code: line.amount for line in (await statement_of(session, ids["E001"], december)).lines}
    assert later["carry.taken"] == Decimal("-1400.00")


async def statement_of(session: Session, person_id: UUID, month: Month):
    return await pay.statement(session, person_id=person_id, month=month)


async def test_without_a_plan_of_the_company_nothing_is_paid(session: Session):
    from tests.db.flow.scores import company

    ids = await company.hire(session)
    await take_orders(session, company.ORDERS, "orders")
    await agree(session)
    await close_scores(session)
    with pytest.raises(PlanMissing):
        await close(session)
    await bring_plan(session)
    await close(session)
    assert len(await pay.statements(session, month=OCTOBER, principal=FINANCE)) == len(ids) - 1
    assert await scores.closed_months(session) == [OCTOBER]
