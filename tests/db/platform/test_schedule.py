"""A job by the clock is submitted once per tick, however many workers keep the schedule."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text

from callwright.platform.jobs import JobContext, job
from callwright.platform.jobs.registry import _HANDLERS
from callwright.platform.ports import Ports
from callwright.platform.runtime import Runtime
from callwright.platform.schedule import Schedule, run_schedule


@pytest.fixture(autouse=True)
def handler():
    @job("test.by_clock")
    async def by_clock(context: JobContext) -> dict[str, object]:
        return {}

    yield
    _HANDLERS.pop("test.by_clock")


async def test_two_workers_submit_one_job_per_tick(database, clock, calendar, tmp_path):
    runtime = Runtime(database, Ports(), clock, calendar, tmp_path)
    every_second = Schedule("test.by_clock", "* * * * * *")
    stop = asyncio.Event()
    keepers = [asyncio.create_task(run_schedule(runtime, [every_second], stop)) for _ in range(2)]
    try:
        async with asyncio.timeout(15):
            while await _submitted(runtime) == 0:  # noqa: ASYNC110 - the state is in the database
                await asyncio.sleep(0.1)
        await asyncio.sleep(2)
    finally:
        stop.set()
        await asyncio.gather(*keepers)
    assert await _submitted(runtime) == 1  # the test's clock stands still: all ticks are the same minute


async def _submitted(runtime: Runtime) -> int:
    async with runtime.database.transaction() as session:
        return int(
            await session.scalar(text("SELECT count(*) FROM jobs.job WHERE name = 'test.by_clock'")) or 0
        )
