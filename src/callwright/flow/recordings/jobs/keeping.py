"""Retention every night, and the sound of what was erased."""

from __future__ import annotations

import uuid
from typing import Any

from callwright.flow.recordings import service
from callwright.kernel.text import Text
from callwright.platform.jobs import JobContext, job

LOOKING = Text("正在按保存期限检查录音", "Looking at how long recordings have been kept")


@job("recordings.apply_retention")
async def apply_retention(context: JobContext) -> dict[str, Any]:
    """Erase recordings whose time has come; returns how many were looked at, erased, and kept by a hold.

    One transaction per 200 recordings. A killed run begins anew and passes quickly over what it has erased.
    """
    looked = erased = held = 0
    after: uuid.UUID | None = None
    while True:
        async with context.transaction() as session:
            step = await service.apply_retention(
                session, after=after, now=context.clock.now(), calendar=context.calendar
            )
        looked, erased, held = looked + step.looked, erased + step.erased, held + step.held
        await context.progress(looked, looked, LOOKING)
        if step.last is None:
            break
        after = step.last
    finished = await finish_erasures(context)
    return {"looked": looked, "erased": erased, "held": held, **finished}


@job("recordings.finish_erasures")
async def finish_erasures(context: JobContext) -> dict[str, Any]:
    """Delete the sound of everything that was erased, also of what a killed run left; returns how many."""
    vault = context.ports.get(service.SoundVault)
    done = 0
    while True:
        async with context.transaction() as session:
            step = await service.finish_erasures(session, vault)
        if not step:
            return {"sounds_deleted": done}
        done += step
        await context.progress(done, done, LOOKING)
