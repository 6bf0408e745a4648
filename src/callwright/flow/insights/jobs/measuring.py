"""Hearing recordings: measured, written down where a speech model is installed, judged."""

from __future__ import annotations

import uuid
from typing import Any

from callwright.flow.calls import service as calls
from callwright.flow.insights import service
from callwright.flow.insights.errors import CallWithoutRecording
from callwright.flow.insights.jobs.asking import ask_later
from callwright.flow.insights.ports import Recogniser, Recognition, VoiceActivity
from callwright.flow.recordings import service as recordings
from callwright.flow.recordings.contracts import Recording
from callwright.flow.recordings.events import RecordingStored
from callwright.flow.recordings.service import SoundVault
from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.platform.events import subscriber
from callwright.platform.jobs import JobContext, job, submit
from callwright.registers.staff import service as staff
from callwright.rules.engine.parameters import parameter

LISTENING = Text("正在听录音", "Listening to the recordings")
NEWCOMER_FIRST, BEHIND_THE_OTHERS = -5, -10
"""Everything else goes before recordings: a heap of them must not keep an import or a call waiting."""


@job("insights.run")
async def run(context: JobContext, call: str | None = None) -> dict[str, Any]:
    """Measure, write down and judge what was not yet, or the recording of `call` (again).

    One transaction per recording and step: a killed run goes on where it was. Recordings that cannot be heard are
    listed, the others go on. Without a speech model nothing is written down.
    """
    recogniser = context.ports.get(Recognition).recogniser()
    async with context.transaction() as session:
        waiting = (
            [await _recording_of(session, uuid.UUID(call))] if call else await _waiting(session, recogniser)
        )
    measured, written, failed = 0, 0, []
    for number, recording in enumerate(waiting, start=1):
        try:
            measured += await _measure(context, recording, again=call is not None)
            written += await _write_down(context, recording, recogniser, again=call is not None)
        except CallwrightError as error:
            failed.append(await _note(context, recording, error))
        await context.progress(number, len(waiting), LISTENING)
    return {"recordings": len(waiting), "measured": measured, "written": written, "failed": failed}


@job("insights.measure")
async def measure(context: JobContext, recording_id: str) -> dict[str, Any]:
    """Measure one recording and write it down, unless that was done."""
    async with context.transaction() as session:
        recording = await recordings.recording(session, uuid.UUID(recording_id))
    recogniser = context.ports.get(Recognition).recogniser()
    try:
        measured = await _measure(context, recording, again=False)
        written = await _write_down(context, recording, recogniser, again=False)
    except CallwrightError as error:
        return {"measured": 0, "written": 0, "failed": [await _note(context, recording, error)]}
    return {"measured": measured, "written": written, "failed": []}


@subscriber(RecordingStored, "insights.measure_recording")
async def measure_recording(context: JobContext, session: Session, event: RecordingStored) -> None:
    """A new recording is heard as soon as a worker is free; those of newcomers first."""
    recording = await recordings.recording(session, event.recording_id)
    today = context.calendar.day_of(context.clock.now())
    priority = BEHIND_THE_OTHERS
    if recording.person_id is not None:
        person = await staff.person(session, recording.person_id)
        days = int(parameter("insights.newcomer_days", on=today).number)
        priority = NEWCOMER_FIRST if (today - person.hired_on).days <= days else BEHIND_THE_OTHERS
    key = f"insights.measure:{event.recording_id}"
    await submit(
        session, "insights.measure", {"recording_id": str(event.recording_id)}, key=key, priority=priority
    )


async def _waiting(session: Session, recogniser: Recogniser | None) -> list[Recording]:
    found = {one.id: one for one in await service.unmeasured(session)}
    if recogniser is not None:
        found |= {one.id: one for one in await service.unheard(session)}
    return list(found.values())


async def _measure(context: JobContext, recording: Recording, *, again: bool) -> int:
    service.check_length(recording, now=context.clock.now())
    async with context.transaction() as session:
        done = await service.measure_recording(
            session,
            recording,
            vault=context.ports.get(SoundVault),
            detector=context.ports.get(VoiceActivity),
            now=context.clock.now(),
            again=again,
        )
    return int(done is not None)


async def _write_down(
    context: JobContext, recording: Recording, recogniser: Recogniser | None, *, again: bool
) -> int:
    if recogniser is None or recording.person_id is None:
        return 0
    async with context.transaction() as session:
        done = await service.write_down(
            session,
            recording,
            vault=context.ports.get(SoundVault),
            recogniser=recogniser,
            now=context.clock.now(),
            again=again,
        )
        if done is not None:
            await service.judge_call(
                session, recording_id=recording.id, now=context.clock.now(), calendar=context.calendar
            )
            await ask_later(context, session, recording.id)
    return int(done is not None)


async def _note(context: JobContext, recording: Recording, error: CallwrightError) -> dict[str, Any]:
    async with context.transaction() as session:
        await service.note_problem(session, recording.id, error, now=context.clock.now())
    return {
        "recording_id": str(recording.id),
        "file": recording.file_name,
        "code": error.code,
        **error.sentence().to_json(),
    }


async def _recording_of(session: Session, attempt_id: uuid.UUID) -> Recording:
    await calls.attempt(session, attempt_id)
    found = await recordings.recordings_of_attempts(session, [attempt_id])
    if attempt_id not in found:
        raise CallWithoutRecording
    return found[attempt_id]
