"""Durable jobs of the floor."""

from __future__ import annotations

from typing import Any

from callwright.flow.floor import service
from callwright.kernel.text import Text
from callwright.platform.jobs import JobContext, job

_NOTE = Text("正在汇总已结束的工作日", "Counting days that are over")


@job("floor.roll_up")
async def roll_up(context: JobContext) -> dict[str, Any]:
    """Count the days that are over and not counted yet; what is counted stays when it is killed."""
    async with context.transaction() as session:
        pieces = await service.pending_days(session, now=context.clock.now(), calendar=context.calendar)
    written = 0
    for done, days in enumerate(pieces, start=1):
        async with context.transaction() as session:
            written += await service.roll_up(
                session, days=days, now=context.clock.now(), calendar=context.calendar
            )
        await context.progress(done, len(pieces), _NOTE)
    return {"days": sum(len(days) for days in pieces), "person_days": written}
