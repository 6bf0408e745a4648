"""Two people press the button at the same moment: the month is closed once."""

from __future__ import annotations

import asyncio

import pytest
from tests.db.flow.scores.company import CALENDAR, NOW, OCTOBER, a_full_october, close_scores

from callwright.flow.pay import service as pay
from callwright.flow.pay.contracts import ClosedPay
from callwright.flow.scores.errors import GoalsMissing
from callwright.platform.db import Database
from callwright.platform.principal import LOCAL_OPERATOR


async def test_closing_at_the_same_time_is_closing_once(database: Database):
    async with database.transaction() as session:
        await a_full_october(session)

    async def scores_once() -> bool:
        async with database.transaction() as session:
            return (await close_scores(session)).already_closed

    async def pay_once() -> ClosedPay:
        async with database.transaction() as session:
            return await pay.close_pay(
                session, month=OCTOBER, principal=LOCAL_OPERATOR, at=NOW, calendar=CALENDAR
            )

    assert sorted(await asyncio.gather(*(scores_once() for _ in range(3)))) == [False, True, True]
    closed = await asyncio.gather(*(pay_once() for _ in range(3)))
    assert sorted(each.already_closed for each in closed) == [False, True, True]
    assert {(each.statements, each.paid_total) for each in closed} == {(4, closed[0].paid_total)}


async def test_a_failed_closing_leaves_the_month_open(database: Database):
    """A refusal after the claim rolls the claim back with it."""
    for _ in range(2):
        with pytest.raises(GoalsMissing):
            async with database.transaction() as session:
                await close_scores(session, OCTOBER.next())
