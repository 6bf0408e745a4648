"""The diagnosis as a job."""

from __future__ import annotations

from typing import Any

from callwright.flow.diagnosis import service
from callwright.flow.diagnosis.errors import MonthUnreadable
from callwright.flow.diagnosis.service.running import STEPS
from callwright.kernel.ids import derive_id, new_id
from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.platform.jobs import JobContext, job

NOTE = Text(zh="正在诊断", en="diagnosing")


@job("diagnosis.run")
async def run(context: JobContext, month: str | None = None) -> dict[str, Any]:
    """Diagnose a month (none: the newest one with calls); a job that starts anew gives the same run."""
    now = context.clock.now()
    run_id = derive_id("diagnosis.run", context.job_id) if context.job_id else new_id()
    async with context.transaction() as session:
        if month is None:
            today = context.calendar.day_of(now)
            wanted = await service.month_to_diagnose(session, today=today, calendar=context.calendar)
        else:
            wanted = parse_month(month)

    async def tell(done: int) -> None:
        await context.progress(done, len(STEPS), NOTE)

    async with context.transaction() as session:
        found = await service.diagnose(
            session, month=wanted, now=now, calendar=context.calendar, run_id=run_id, progress=tell
        )
    return {
        "run_id": str(found.id),
        "month": found.month,
        "findings": len(found.findings),
        "total_cost": str(found.total_cost),
    }


def parse_month(text: str) -> Month:
    """A month as the user wrote it; MonthUnreadable otherwise."""
    try:
        return Month.parse(text)
    except ValueError:
        raise MonthUnreadable(month=text) from None
