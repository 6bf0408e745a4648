"""Long work on keys and stores."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

from callwright.flow.recordings import service
from callwright.flow.recordings.errors import RecordingGone
from callwright.kernel.text import Text
from callwright.platform.jobs import JobContext, job

WRAPPING = Text("正在用新的主密钥保护录音密钥", "Protecting keys of recordings by the new master key")
MOVING = Text("正在搬移录音", "Moving recordings")


@job("recordings.rewrap_keys")
async def rewrap_keys(context: JobContext) -> dict[str, Any]:
    """Bring all keys under the current master key; returns how many. 500 a transaction; a killed run goes on."""
    vault, done = context.ports.get(service.SoundVault), 0
    while True:
        async with context.transaction() as session:
            step = await service.rewrap_keys(session, vault)
        if not step:
            return {"rewrapped": done}
        done += step
        await context.progress(done, done, WRAPPING)


@job("recordings.move")
async def move(context: JobContext) -> dict[str, Any]:
    """Bring all recordings to where new ones go, sealed when they are; one a transaction, the copy before the old goes.

    Returns how many were moved, and the ids of those whose sound is lost.
    """
    vault = context.ports.get(service.SoundVault)
    moved, gone, after = 0, list[str](), None
    while True:
        async with context.transaction() as session:
            waiting = await service.to_move(session, vault, after=after)
        if not waiting:
            return {"moved": moved, "gone": gone}
        for recording_id in waiting:
            try:
                await _move_one(context, vault, recording_id)
                moved += 1
            except RecordingGone:
                gone.append(str(recording_id))
            await context.progress(moved, moved + len(waiting), MOVING)
        after = waiting[-1]


async def _move_one(context: JobContext, vault: service.SoundVault, recording_id: uuid.UUID) -> None:
    async with context.transaction() as session:
        left = await service.move(session, vault, recording_id)
    for store, key in left:
        await asyncio.to_thread(vault.store(store).delete, key)
