"""Jobs that come by the clock: at each tick a job is submitted, once however many workers run."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pgqueuer.db import AsyncpgDriver
from pgqueuer.models import Schedule as Tick
from pgqueuer.queries import Queries
from pgqueuer.sm import SchedulerManager

from callwright.platform.jobs import submit
from callwright.platform.jobs.queue import shut_down_with
from callwright.platform.runtime import Runtime


@dataclass(frozen=True)
class Schedule:
    """A job and when it is due: a cron expression of five fields, in UTC."""

    job: str
    cron: str
    arguments: dict[str, Any] = field(default_factory=dict)


async def run_schedule(runtime: Runtime, schedules: Iterable[Schedule], stop: asyncio.Event) -> None:
    """Submit each job when it is due, until `stop` is set."""
    connection = await runtime.database.connect()
    try:
        manager = SchedulerManager(Queries(AsyncpgDriver(connection)))
        for schedule in schedules:
            _register(manager, runtime, schedule)
        async with shut_down_with(stop, manager.shutdown):
            await manager.run()
    finally:
        await connection.close()


def _register(manager: SchedulerManager, runtime: Runtime, schedule: Schedule) -> None:
    @manager.schedule(schedule.job, schedule.cron)
    async def due(_tick: Tick) -> None:
        minute = runtime.clock.now().strftime("%Y-%m-%dT%H:%M")
        async with runtime.database.transaction() as session:
            await submit(session, schedule.job, schedule.arguments, key=f"{schedule.job}@{minute}")
