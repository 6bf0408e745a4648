"""A cash prize whose order comes back after the month was closed; December 2026 is the first month of the rule."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from tests.db.flow.pay.test_closing_pay import close, lines
from tests.db.flow.scores.company import (
    CALENDAR,
    DECEMBER,
    NOVEMBER,
    OCTOBER,
    a_full_october,
    agree,
    close_scores,
    take_orders,
)

from callwright.flow.pay import service as pay
from callwright.kernel.period import Month
from callwright.platform.db import Session

JANUARY, FEBRUARY = Month(2027, 1), Month(2027, 2)
BIG = "Z1,E001,大客户,云呼,60000,2026-12-08 10:00,2026-12-08 15:00,{returned},{refund}"
SMALL = "Z2,E003,小客户,云呼,40000,2026-12-09 10:00,2026-12-09 15:00,,"


def after(month: Month) -> dt.datetime:
    return CALENDAR.bounds(month)[1] + dt.timedelta(days=1)


async def paid(session: Session, month: Month) -> None:
    await agree(session, month)
    await close_scores(session, month)
    await close(session, month)


async def december(session: Session) -> dict[str, UUID]:
    """E001 wins the big customer prize of 800 in December with one order of 60,000."""
    ids = await a_full_october(session)
    for month in (OCTOBER, NOVEMBER):
        if month == NOVEMBER:
            await take_orders(
                session, "N1,E003,子公司,云呼,30000,2026-11-05 10:00,2026-11-05 15:00,,", "november"
            )
            await agree(session, month)
        await close_scores(session, month)
        await close(session, month)
    big = BIG.format(returned="", refund="")
    await take_orders(session, f"{big}\n{SMALL}", "december", after(DECEMBER))
    await paid(session, DECEMBER)
    assert (await lines(session, ids["E001"], DECEMBER))["prize.big_customer"] == 800
    return ids


async def january(session: Session, returned: str, refund: str, name: str = "january") -> None:
    order = "Y1,E003,丑公司,云呼,30000,2027-01-05 10:00,2027-01-05 15:00,,"
    await take_orders(
        session, f"{BIG.format(returned=returned, refund=refund)}\n{order}", name, after(JANUARY)
    )
    await paid(session, JANUARY)


async def test_an_order_that_falls_below_the_trigger_takes_its_prize_back(session: Session):
    ids = await december(session)
    await january(session, "2027-01-12 10:00", "15000")
    found = await lines(session, ids["E001"], JANUARY)
    assert found["correction.prize.big_customer"] == -800  # 60,000 − 15,000 = 45,000 is below 50,000
    assert found["correction.commission"] == -450  # 600 + 30,000 × 3 % − (600 + 15,000 × 3 %)
    versions = await pay.statement(session, person_id=ids["E001"], month=JANUARY)
    line = next(each for each in versions.lines if each.code == "correction.prize.big_customer")
    assert (line.corrects, len(line.sources)) == ("2026-12", 1)
    reached = line.reason["children"][0]
    assert (reached["label"]["en"], reached["value"]) == ("reached after what came back", "45000")
    assert await pay.differing_statements(session, JANUARY) == (4, [])


async def test_an_order_that_still_reaches_the_trigger_keeps_its_prize(session: Session):
    ids = await december(session)
    await january(session, "2027-01-12 10:00", "10000")
    found = await lines(session, ids["E001"], JANUARY)
    assert "correction.prize.big_customer" not in found
    assert found["correction.commission"] == -300


async def test_it_is_taken_back_once_and_given_again_when_the_return_was_a_mistake(session: Session):
    ids = await december(session)
    await january(session, "2027-01-12 10:00", "60000")
    await take_orders(
        session, BIG.format(returned="2027-01-12 10:00", refund="5000"), "february", after(FEBRUARY)
    )
    await take_orders(
        session, "X1,E003,寅公司,云呼,30000,2027-02-05 10:00,2027-02-05 15:00,,", "feb", after(FEBRUARY)
    )
    await paid(session, FEBRUARY)
    found = await lines(session, ids["E001"], FEBRUARY)
    assert found["correction.prize.big_customer"] == 800  # 55,000 stand after all
    months = [await lines(session, ids["E001"], month) for month in (DECEMBER, JANUARY, FEBRUARY)]
    amounts = [
        amount for each in months for code, amount in each.items() if code.endswith("prize.big_customer")
    ]
    assert amounts == [800, -800, 800]
