"""Calls whose words are known: recordings of the tiny company with a transcript, for tests on a real database."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text
from tests.factories.voice_calls import hire, import_calls, write_recordings

from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts import Attempt
from callwright.flow.insights import service
from callwright.flow.insights.contracts import Origin, Said, Speaker
from callwright.flow.recordings import service as recordings
from callwright.flow.recordings.jobs import import_recordings
from callwright.platform.jobs import JobContext
from callwright.platform.runtime import Runtime
from callwright.registers.staff.contracts import PersonResolver

AGENT, CUSTOMER = Speaker.AGENT, Speaker.CUSTOMER
TALK = (
    (AGENT, 0.5, 4.0, "您好，我是云杉办公的顾问。"),
    (CUSTOMER, 4.4, 6.0, "太贵了，没有预算。"),
    (AGENT, 6.5, 8.5, "您究竟买不买呢？"),
    (CUSTOMER, 9.0, 11.0, "我的号码是幺三八零零幺三八零零零。"),
)


async def heard_calls(runtime: Runtime, folder: Path) -> tuple[dict[str, Attempt], PersonResolver]:
    """The tiny company's attempts by record id, their recordings imported; nothing measured or written yet."""
    async with runtime.database.transaction() as session:
        await session.execute(
            text("TRUNCATE insights.measurement, recordings.recording, calls.attempt CASCADE")
        )
        await session.execute(text("TRUNCATE calls.record_import, insights.check_version CASCADE"))
    people = await hire(runtime)
    await import_calls(runtime)
    folder.mkdir(exist_ok=True)
    write_recordings(folder)
    await import_recordings(JobContext(runtime, None), folder=str(folder))
    async with runtime.database.transaction() as session:
        attempts, _ = await calls.attempts_page(session)
    return {one.record_id: one for one in attempts}, people


async def write_down(
    runtime: Runtime, attempt: Attempt, lines: tuple[tuple[Speaker, float, float, str], ...] = TALK
) -> None:
    """Keep these lines as the transcript of a call and judge it."""
    async with runtime.database.transaction() as session:
        recording = (await recordings.recordings_of_attempts(session, [attempt.id]))[attempt.id]
        await service.keep_transcript(
            session,
            recording,
            pieces=[Said(0, speaker, start, end, text) for speaker, start, end, text in lines],
            origin=Origin.WRITTEN,
            engine="test",
            model="",
            now=runtime.clock.now(),
        )
        await service.judge_call(
            session, recording_id=recording.id, now=runtime.clock.now(), calendar=runtime.calendar
        )
