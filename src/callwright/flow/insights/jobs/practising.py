"""Reviewing practice calls as soon as they are recorded: who practised waits for it."""

from __future__ import annotations

import uuid
from typing import Any

from callwright.flow.insights import service
from callwright.flow.insights.jobs.measuring import NEWCOMER_FIRST
from callwright.flow.insights.ports import Recognition, VoiceActivity
from callwright.flow.recordings import service as recordings
from callwright.flow.recordings.events import PracticeStored
from callwright.flow.recordings.service import SoundVault
from callwright.platform.db import Session
from callwright.platform.events import subscriber
from callwright.platform.jobs import JobContext, job, submit


@job("insights.review_practice")
async def review(context: JobContext, recording_id: str) -> dict[str, Any]:
    """Measure, write down and judge one practice call, unless that was done."""
    recogniser = context.ports.get(Recognition).recogniser()
    async with context.transaction() as session:
        recording = await recordings.recording(session, uuid.UUID(recording_id))
        service.check_length(recording, now=context.clock.now())
        done = await service.review_practice(
            session,
            recording,
            vault=context.ports.get(SoundVault),
            detector=context.ports.get(VoiceActivity),
            recogniser=recogniser,
            now=context.clock.now(),
            calendar=context.calendar,
        )
    written = done is not None and done.transcript is not None
    return {"reviewed": int(done is not None), "written": int(written)}


@subscriber(PracticeStored, "insights.review_practice")
async def review_when_stored(context: JobContext, session: Session, event: PracticeStored) -> None:
    """A practice call was recorded."""
    del context
    key = f"insights.review_practice:{event.recording_id}"
    arguments = {"recording_id": str(event.recording_id)}
    await submit(session, "insights.review_practice", arguments, key=key, priority=NEWCOMER_FIRST)
