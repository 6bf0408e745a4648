"""The doctor sees calls at night, but not those to simulated customers: they are nobody's rest."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import text
from tests.factories.dialed_calls import settle

from callwright.app.doctor.examine import examine
from callwright.flow.calls import service as calls

NIGHT = dt.datetime(2026, 11, 19, 20, 30, tzinfo=dt.UTC)  # half past four in Shanghai
LEDGER = text(
    "INSERT INTO calls.live_attempt (id, node, state, mode, direction, campaign_code, e164, trunk, caller_number,"
    " planned_at, ended_at) VALUES (:id, 'main', 'ended', 'preview', 'outbound', '', '+8613800138000', 'sample', '',"
    " :at, :at)"
)


async def at_night(runtime) -> int:
    async with runtime.database.transaction() as session:
        today = runtime.calendar.day_of(runtime.clock.now())
        found = await examine(session, calendar=runtime.calendar, today=today)
    return next(one.broken for one in found if one.code == "calls.lawful_hours")


async def trunk(runtime, *, simulated: bool) -> None:
    async with runtime.database.transaction() as session:
        await calls.keep_trunk(
            session, name="sample", node="main", address="127.0.0.1:5080", at=NIGHT, simulated=simulated
        )


async def test_only_calls_that_reached_people_are_told(runtime):
    await settle(runtime, ended_at=NIGHT)
    live = await settle(runtime, ended_at=NIGHT)
    async with runtime.database.transaction() as session:
        await session.execute(LEDGER, {"id": live, "at": NIGHT})
    await trunk(runtime, simulated=False)
    assert await at_night(runtime) == 2
    await trunk(runtime, simulated=True)
    assert await at_night(runtime) == 1
