"""Statements of the small company, worked out by hand with the plan that ships."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
import sqlalchemy.exc
from sqlalchemy import text
from tests.db.flow.scores.company import (
    CALENDAR,
    DECEMBER,
    NOVEMBER,
    NOW,
    OCTOBER,
    ORDERS,
    a_full_october,
    agree,
    close_scores,
    take_orders,
)

from callwright.app.doctor.examine import examine
from callwright.flow.pay import service as pay
from callwright.flow.pay.contracts import Statement
from callwright.flow.pay.errors import OutOfOrder, PlanBroken, PlanInClosedMonth, StatementUnknown
from callwright.flow.scores import service as scores
from callwright.flow.scores.errors import NotClosed
from callwright.kernel.period import Month
from callwright.platform.db import Session
from callwright.platform.principal import LOCAL_OPERATOR, Principal
from callwright.rules.pay.plan_files import example_plan

LATER = NOW + dt.timedelta(days=30)


async def close(session: Session, month: Month = OCTOBER):
    return await pay.close_pay(session, month=month, principal=LOCAL_OPERATOR, at=NOW, calendar=CALENDAR)


async def lines(session: Session, person_id: UUID, month: Month = OCTOBER) -> dict[str, Decimal]:
    found = await pay.statement(session, person_id=person_id, month=month)
    assert sum(line.amount for line in found.lines) == found.paid_total
    return {line.code: line.amount for line in found.lines}


async def closed_october(session: Session) -> dict[str, UUID]:
    ids = await a_full_october(session)
    await close_scores(session)
    await close(session)
    return ids


async def test_october_is_paid_as_worked_out_by_hand(session: Session):
    ids = await closed_october(session)
    assert await lines(session, ids["E001"]) == {
        "base_pay": Decimal(4000),
        "commission": Decimal(1500),  # 30,000 × 2 % + 30,000 × 3 %
        "performance_bonus": Decimal(675),  # 1,000 × 67.5 %
    }
    assert await lines(session, ids["E002"]) == {
        "base_pay": Decimal(6500),
        "commission": Decimal(1680),  # 600 + 36,000 × 3 %
        "performance_bonus": Decimal(1320),
        "prize.big_customer": Decimal(800),
    }
    assert await lines(session, ids["E003"]) == {
        "base_pay": Decimal("2419.35"),  # 5,000 × 15 ÷ 31
        "commission": Decimal(540),
        "performance_bonus": Decimal("1147.50"),
        "gate.performance_bonus": Decimal("-1147.50"),  # 67.5 % of the department's target
    }
    assert await lines(session, ids["M001"]) == {"base_pay": Decimal(10000)}
    gated = await pay.statement(session, person_id=ids["E003"], month=OCTOBER)
    assert (gated.earned_total, gated.paid_total) == (Decimal("4106.85"), Decimal("2959.35"))


async def test_every_line_leads_back_to_its_facts_and_rules(session: Session):
    ids = await closed_october(session)
    found = await pay.statement(session, person_id=ids["E001"], month=OCTOBER)
    commission = next(line for line in found.lines if line.code == "commission")
    assert len(commission.sources) == 5
    revenue = commission.reason["children"][0]
    assert [child["source"] for child in revenue["children"]] == [
        f"orders:A{number}" for number in range(1, 6)
    ]
    assert found.rule_versions[0] == example_plan().version
    gated = await pay.statement(session, person_id=ids["E003"], month=OCTOBER)
    gate = next(line for line in gated.lines if line.code == "gate.performance_bonus")
    earned, department = gate.reason["children"]
    assert earned["value"] == "1147.5"
    assert "appraisal.department_gate@2020-01-01 (product §9.6)" in {
        child["source"] for child in department["children"]
    }


async def test_closing_twice_is_closing_once(session: Session):
    ids = await a_full_october(session)
    await close_scores(session)
    first = await close(session)
    before = await lines(session, ids["E001"])
    await take_orders(session, "Z9,E001,辛公司,云呼,99000,2026-10-30 10:00,2026-10-30 15:00,,", "late")
    assert await close(session) == replace(first, already_closed=True)
    assert await lines(session, ids["E001"]) == before
    assert (first.statements, first.corrections, first.unscored) == (4, 0, ())
    assert first.paid_total == Decimal(6175) + Decimal(10300) + Decimal("2959.35") + Decimal(10000)


async def test_open_scores_are_not_paid(session: Session):
    await a_full_october(session)
    with pytest.raises(NotClosed):
        await close(session)


async def next_month(session: Session, orders: str, month: Month = NOVEMBER) -> None:
    """Close the next month with some orders that arrived after October was closed."""
    await take_orders(session, orders, f"orders {month}", now=LATER)
    await agree(session, month)
    await close_scores(session, month)
    await close(session, month)


async def test_a_return_after_closing_takes_back_in_the_open_month_what_its_sale_had_earned(session: Session):
    ids = await closed_october(session)
    before = await lines(session, ids["E001"])
    back = "A1,E001,甲公司,云呼,12000,2026-10-05 10:00,2026-10-05 15:00,2026-11-03 09:00,12000"
    sold = "N1,E001,壬公司,云呼,20000,2026-11-10 10:00,2026-11-10 15:00,,"
    await next_month(session, f"{back}\n{sold}")
    assert await lines(session, ids["E001"]) == before
    november = await lines(session, ids["E001"], NOVEMBER)
    assert november["commission"] == Decimal(400)  # 20,000 × 2 %
    assert november["correction.commission"] == Decimal(-360)  # October's 48,000 instead of 60,000
    found = await pay.statement(session, person_id=ids["E001"], month=NOVEMBER)
    correction = next(line for line in found.lines if line.code == "correction.commission")
    assert "2026-10" in correction.title.en
    assert "A1" in correction.title.en
    assert len(correction.sources) == 1


async def test_a_sale_verified_late_is_a_positive_correction_and_counted_once(session: Session):
    ids = await closed_october(session)
    late = "L1,E003,癸公司,云呼,10000,2026-10-30 10:00,2026-11-05 15:00,,"
    await next_month(session, f"{late}\nN1,E001,壬公司,云呼,20000,2026-11-10 10:00,2026-11-10 15:00,,")
    november = await lines(session, ids["E003"], NOVEMBER)
    assert november["correction.commission"] == Decimal(270)  # 37,000: 600 + 210 = 810, less 540
    assert "commission" not in november
    await next_month(session, "P1,E001,壬公司,云呼,1000,2026-12-10 10:00,2026-12-10 15:00,,", DECEMBER)
    assert "correction.commission" not in await lines(session, ids["E003"], DECEMBER)


async def test_a_person_who_left_still_gets_the_correction(session: Session):
    ids = await closed_october(session)
    await session.execute(
        text("UPDATE staff.person SET left_on = '2026-10-31' WHERE employee_number = 'E002'")
    )
    back = "B1,E002,己公司,云呼,66000,2026-10-20 10:00,2026-10-20 15:00,2026-11-03 09:00,66000"
    await next_month(session, f"{back}\nN1,E001,壬公司,云呼,20000,2026-11-10 10:00,2026-11-10 15:00,,")
    assert await lines(session, ids["E002"], NOVEMBER) == {"correction.commission": Decimal(-1680)}


async def test_months_are_closed_without_a_gap(session: Session):
    await closed_october(session)
    await take_orders(session, "P1,E001,壬公司,云呼,1000,2026-12-10 10:00,2026-12-10 15:00,,", "december")
    await agree(session, DECEMBER)
    await close_scores(session, DECEMBER)
    with pytest.raises(OutOfOrder) as refused:
        await close(session, DECEMBER)
    assert refused.value.details["next_month"] == NOVEMBER


async def test_a_quarter_ends_with_the_managers_bonus_coupled_to_the_company(session: Session):
    ids = await closed_october(session)
    big = "Q1,E002,甲公司,云呼,{amount},2026-{month}-10 10:00,2026-{month}-10 15:00,,"
    await next_month(session, big.format(amount=180000, month=11))
    await next_month(session, big.format(amount=180000, month=12).replace("Q1", "Q2"), DECEMBER)
    # Scores of M001: 74, then twice 60 % of 100 + 40 % of 80 = 92; mean 86.
    # Company: 153,000 + 180,000 + 180,000 = 513,000 of 3 × 220,000 = 660,000, 77.727… %.
    # Factor: (0.7772… − 0.70) ÷ 0.30 = 0.25757…; 9,000 × 0.86 × 0.25757… = 1,993.636…
    december = await lines(session, ids["M001"], DECEMBER)
    assert december == {"base_pay": Decimal(10000), "manager_bonus": Decimal("1993.64")}
    reviews = {each.person_id: each for each in await scores.proposals(session, month=DECEMBER)}
    assert reviews[ids["E001"]].outcome == "coaching_plan"  # far below 60, already in the lowest grade
    assert reviews[ids["E002"]].outcome == "stay"


async def test_the_database_refuses_to_change_a_closed_statement(session: Session):
    await closed_october(session)
    with pytest.raises(sqlalchemy.exc.DBAPIError, match="never changes"):
        await session.execute(text("UPDATE pay.line SET amount = 1"))


async def test_a_line_that_breaks_the_sum_is_refused(session: Session):
    await closed_october(session)
    await session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    copied = "SELECT statement_id, 99, 'x', title, 1, reason, sources FROM pay.line WHERE place = 0"
    with pytest.raises(sqlalchemy.exc.DBAPIError, match="do not sum"):
        await session.execute(text("INSERT INTO pay.line " + copied))


def one(person_id: UUID | None, *roles: str, everybody: bool = False) -> Principal:
    visible = None if everybody else frozenset({person_id} if person_id else ())
    rights = {"pay.read", "pay.read_others"} if everybody else {"pay.read"}
    return Principal(uuid4(), "x", frozenset(roles), frozenset(rights), person_id, visible)


async def look(session: Session, person_id: UUID, principal: Principal) -> Statement:
    return await pay.open_statement(
        session, person_id=person_id, month=OCTOBER, principal=principal, at=LATER
    )


async def test_people_see_their_own_statement_only_unless_the_role_allows_more(session: Session):
    ids = await closed_october(session)
    lead = replace(one(ids["E002"], "team_lead"), visible_people=frozenset({ids["E001"], ids["E002"]}))
    assert (await look(session, ids["E002"], lead)).person_id == ids["E002"]
    with pytest.raises(StatementUnknown):
        await look(session, ids["E001"], lead)
    assert [each.person_id for each in await pay.statements(session, month=OCTOBER, principal=lead)] == [
        ids["E002"]
    ]
    finance = one(None, "finance", everybody=True)
    assert len(await pay.statements(session, month=OCTOBER, principal=finance)) == 4
    with pytest.raises(StatementUnknown):
        await look(session, ids["H001"], finance)


async def test_the_first_opening_by_its_owner_is_noted(session: Session):
    ids = await closed_october(session)
    await look(session, ids["E001"], one(None, "finance", everybody=True))
    assert len(await pay.unopened_statements(session, closed_before=LATER)) == 4
    await look(session, ids["E001"], one(ids["E001"], "agent"))
    assert (await look(session, ids["E001"], one(ids["E001"], "agent"))).opened_at == LATER
    assert len(await pay.unopened_statements(session, closed_before=LATER)) == 3


async def test_a_plan_of_the_company_counts_from_its_month(session: Session):
    ids = await a_full_october(session)
    await close_scores(session)
    plan = example_plan().document() | {"code": "ours", "effective_from": "2026-10-01"}
    plan["base_pay"]["rep"]["junior"] = "4500"
    made = await pay.save_plan(session, data=plan, principal=LOCAL_OPERATOR, at=NOW)
    assert (made.code, made.unchanged) == ("ours", False)
    assert (await pay.save_plan(session, data=plan, principal=LOCAL_OPERATOR, at=NOW)).unchanged
    await close(session)
    assert (await lines(session, ids["E001"]))["base_pay"] == Decimal(4500)
    plan["base_pay"]["rep"]["junior"] = "9000"
    with pytest.raises(PlanInClosedMonth):
        await pay.save_plan(session, data=plan, principal=LOCAL_OPERATOR, at=NOW)
    with pytest.raises(PlanBroken, match="curve"):
        await pay.save_plan(
            session, data=plan | {"manager_bonus": {"amount": {}}}, principal=LOCAL_OPERATOR, at=NOW
        )


async def test_no_closed_statement_has_a_wrong_sum(session: Session):
    await closed_october(session)
    assert await pay.wrong_sums(session) == []
    assert ORDERS.count("\n") == 6


async def test_the_doctor_works_closed_statements_out_again(session: Session):
    await closed_october(session)
    code = "pay.statements_worked_out_again"

    async def told() -> int:
        found = await examine(session, calendar=CALENDAR, today=dt.date(2026, 11, 2))
        return next(each.broken for each in found if each.code == code)

    assert await told() == 0
    await session.execute(
        text("SET LOCAL session_replication_role = replica")
    )  # past the guards of the tables
    await session.execute(text("UPDATE pay.line SET amount = amount + 1 WHERE code = 'commission'"))
    await session.execute(text("SET LOCAL session_replication_role = DEFAULT"))
    assert await told() == 3
