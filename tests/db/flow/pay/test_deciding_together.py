"""Two people decide about one dispute at the same moment: it is decided once."""

from __future__ import annotations

import asyncio

import pytest
import sqlalchemy.exc
from sqlalchemy import text
from tests.db.flow.pay.test_disputes import FINANCE, ask, closed_october, decide

from callwright.flow.pay import service as pay
from callwright.flow.pay.errors import DisputeDecided
from callwright.platform.db import Database


async def test_two_people_deciding_at_once_decide_once(database: Database):
    async with database.transaction() as session:
        ids = await closed_october(session)
        asked = await ask(session, ids["E001"])

    async def once(amount: str) -> str:
        try:
            async with database.transaction() as session:
                await decide(session, asked.id, amount)
        except DisputeDecided:
            return "late"
        return "decided"

    told = await asyncio.gather(*(once(amount) for amount in ("10", "20", "30")))
    assert sorted(told) == ["decided", "late", "late"]
    async with database.transaction() as session:
        assert len(await pay.adjustments(session, principal=FINANCE)) == 1
        waiting = text("UPDATE pay.adjustment SET amount = 9999")
        with pytest.raises(sqlalchemy.exc.DBAPIError, match="never changes"):
            await session.execute(waiting)
