"""Hearing a recording through: measured, written down, judged. Each step may be killed and is done once."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Sequence
from datetime import datetime

from callwright.flow.insights.contracts import Origin, Said, Speaker, Transcript, Turn, Word
from callwright.flow.insights.errors import NothingHeard, TooLong
from callwright.flow.insights.ports import Heard, Recogniser
from callwright.flow.insights.repository import measures as measures_store
from callwright.flow.insights.repository import saying as repository
from callwright.flow.insights.service.saying import keep_transcript
from callwright.flow.recordings import service as recordings
from callwright.flow.recordings.contracts import CallAudio, Recording
from callwright.flow.recordings.service import Sound, SoundVault
from callwright.kernel.errors import CallwrightError
from callwright.platform.db import Session
from callwright.rules.engine.parameters import parameter


def check_length(recording: Recording, *, now: datetime) -> None:
    """Raises TooLong for a recording that is longer than any call: it would need the memory of hours of sound."""
    limit = int(parameter("insights.longest_minutes", on=now.date()).number)
    minutes = round(recording.duration_seconds / 60)
    if recording.duration_seconds > limit * 60:
        raise TooLong(minutes=minutes, limit=limit)


async def unheard(session: Session) -> list[Recording]:
    """Measured recordings without a transcript, in the order they came."""
    written = await repository.transcribed_ids(session)
    measured = await measures_store.measured_ids(session)
    return [
        one
        for one in await recordings.paired_recordings(session)
        if one.id in measured and one.id not in written
    ]


async def write_down(
    session: Session,
    recording: Recording,
    *,
    vault: SoundVault,
    recogniser: Recogniser,
    now: datetime,
    again: bool = False,
) -> Transcript | None:
    """Write down a measured recording, unless that was done; two processes never do it at the same time.

    Raises NothingHeard when nobody speaks, RecordingGone when its file is missing.
    """
    await measures_store.lock(session, recording.id)
    if not again and await repository.has_transcript(session, recording.id):
        return None
    turns = await measures_store.turns_of(session, recording.id)
    if not turns:
        raise NothingHeard(seconds=round(recording.duration_seconds))
    sound = await recordings.open_sound(session, vault, recording)
    pieces = await asyncio.to_thread(_hear, recording, sound, recogniser, turns)
    return await keep_transcript(
        session,
        recording,
        pieces=pieces,
        origin=Origin.RECOGNISED,
        engine=recogniser.engine,
        model=recogniser.model,
        now=now,
    )


def _hear(recording: Recording, sound: Sound, recogniser: Recogniser, turns: Sequence[Turn]) -> list[Said]:
    return hear(recordings.read_audio(sound, recording), recogniser, turns, recording.agent_channel)


def hear(
    audio: CallAudio, recogniser: Recogniser, turns: Sequence[Turn], agent_channel: int | None
) -> list[Said]:
    """Every turn written down, each speaker from their own channel. Blocking: run in a thread."""
    found: list[Said] = []
    for speaker in Speaker:
        stretches = [(turn.start, turn.end) for turn in turns if turn.speaker is speaker]
        if not stretches:
            continue
        channel = _channel_of(speaker, agent_channel, len(audio.channels))
        heard = recogniser.hear(audio.channels[channel], audio.rate, stretches)
        found += [_said(speaker, one) for one in heard]
    return found


async def note_problem(
    session: Session, recording_id: uuid.UUID, error: CallwrightError, *, now: datetime
) -> None:
    """Keep why a recording could not be heard, for the list of such recordings."""
    await repository.note_problem(session, recording_id, code=error.code, sentence=error.sentence(), at=now)


def _channel_of(speaker: Speaker, agent_channel: int | None, channels: int) -> int:
    if speaker is Speaker.UNKNOWN or agent_channel is None:
        return 0
    return agent_channel if speaker is Speaker.AGENT else (1 - agent_channel) % channels


def _said(speaker: Speaker, heard: Heard) -> Said:
    words = tuple(Word(text, start, end) for text, start, end in heard.words)
    return Said(0, speaker, heard.start, heard.end, heard.text, words)
