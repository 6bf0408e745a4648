"""Long work of insights."""

from __future__ import annotations

import uuid
from typing import Any

from callwright.flow.calls import service as calls
from callwright.flow.insights import service
from callwright.flow.insights.errors import CallWithoutRecording
from callwright.flow.insights.ports import VoiceActivity
from callwright.flow.recordings import service as recordings
from callwright.flow.recordings.contracts import Recording
from callwright.flow.recordings.errors import RecordingGone
from callwright.flow.recordings.events import RecordingStored
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.platform.events import subscriber
from callwright.platform.files import FileStore
from callwright.platform.jobs import JobContext, job, submit

LISTENING = Text("正在听录音", "Listening to the recordings")


@job("insights.run")
async def run(context: JobContext, call: str | None = None) -> dict[str, Any]:
    """Measure all recordings that were not measured yet, or the one of `call` (again).

    One transaction per recording: a killed run goes on with the next one. Recordings whose file is missing are
    listed, the others are measured.
    """
    async with context.transaction() as session:
        waiting = (
            [await _recording_of(session, uuid.UUID(call))] if call else await service.unmeasured(session)
        )
    measured, gone = 0, []
    for number, recording in enumerate(waiting, start=1):
        try:
            measured += await _measure(context, recording, again=call is not None)
        except RecordingGone as error:
            gone.append(
                {"recording_id": str(recording.id), "file": recording.file_name, **error.sentence().to_json()}
            )
        await context.progress(number, len(waiting), LISTENING)
    return {"recordings": len(waiting), "measured": measured, "failed": gone}


@job("insights.measure")
async def measure(context: JobContext, recording_id: str) -> dict[str, Any]:
    """Measure one recording, unless that was done."""
    async with context.transaction() as session:
        recording = await recordings.recording(session, uuid.UUID(recording_id))
    return {"measured": await _measure(context, recording, again=False)}


@subscriber(RecordingStored, "insights.measure_recording")
async def measure_recording(context: JobContext, session: Session, event: RecordingStored) -> None:
    """A new recording is measured as soon as a worker is free."""
    del context
    key = f"insights.measure:{event.recording_id}"
    await submit(session, "insights.measure", {"recording_id": str(event.recording_id)}, key=key)


async def _measure(context: JobContext, recording: Recording, *, again: bool) -> int:
    async with context.transaction() as session:
        done = await service.measure_recording(
            session,
            recording,
            store=context.ports.get(FileStore),
            detector=context.ports.get(VoiceActivity),
            now=context.clock.now(),
            again=again,
        )
    return int(done is not None)


async def _recording_of(session: Session, attempt_id: uuid.UUID) -> Recording:
    await calls.attempt(session, attempt_id)
    found = await recordings.recordings_of_attempts(session, [attempt_id])
    if attempt_id not in found:
        raise CallWithoutRecording
    return found[attempt_id]
