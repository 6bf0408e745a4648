"""The doctor's round every 15 minutes."""

from __future__ import annotations

from typing import Any

import structlog

from callwright.app.doctor.examine import examine
from callwright.platform.jobs import JobContext, job

log = structlog.get_logger()


@job("doctor.examine")
async def examine_company(context: JobContext) -> dict[str, Any]:
    """Check every invariant; a broken one is an error in the log, with its code and how many rows break it."""
    today = context.calendar.day_of(context.clock.now())
    async with context.transaction() as session:
        found = await examine(session, calendar=context.calendar, today=today)
    for each in found:
        if not each.holds and each.severity == "error":
            log.error("an invariant is broken", code=each.code, broken=each.broken)
    return {"invariants": [each.to_json() for each in found]}
