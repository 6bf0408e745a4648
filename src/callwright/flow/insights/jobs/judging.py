"""Judging calls, and forgetting what was erased."""

from __future__ import annotations

import datetime as dt
from typing import Any

from callwright.flow.insights import service
from callwright.flow.insights.jobs.asking import ask_later
from callwright.flow.recordings.events import RecordingErased
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.platform.events import subscriber
from callwright.platform.jobs import JobContext, job

JUDGING = Text("正在检查通话", "Judging calls")


@job("insights.judge")
async def judge_calls(context: JobContext, first_day: str | None = None) -> dict[str, Any]:
    """Judge calls that have a transcript and were not judged yet, one transaction each.

    With `first_day` also those made from that day on again: a version of a check begins there.
    """
    async with context.transaction() as session:
        waiting = await service.unjudged(session)
        if first_day:
            waiting += await service.judged_from(session, dt.date.fromisoformat(first_day))
    hits = 0
    for number, recording_id in enumerate(waiting, start=1):
        async with context.transaction() as session:
            found = await service.judge_call(
                session, recording_id=recording_id, now=context.clock.now(), calendar=context.calendar
            )
            await ask_later(context, session, recording_id)
        hits += len(found)
        await context.progress(number, len(waiting), JUDGING)
    return {"calls": len(waiting), "hits": hits}


@subscriber(RecordingErased, "insights.forget_recording")
async def forget_recording(context: JobContext, session: Session, event: RecordingErased) -> None:
    """What was said in an erased recording goes too."""
    del context
    await service.forget_recording(session, event.recording_id)
