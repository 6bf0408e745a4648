"""Long work of coaching."""

from __future__ import annotations

from typing import Any

from callwright.flow.coaching import service
from callwright.kernel.text import Text
from callwright.platform.jobs import JobContext, job

LOOKING = Text("正在看有没有人撑不住", "Looking for signs of burning out")


@job("coaching.watch")
async def watch(context: JobContext) -> dict[str, Any]:
    """Keep today's signs of burning out; again on the same day renews them."""
    now = context.clock.now()
    calendar = context.runtime.calendar
    async with context.transaction() as session:
        told = await service.watch(session, today=calendar.day_of(now), now=now, calendar=calendar)
    await context.progress(1, 1, LOOKING)
    return {"people": len(told)}
