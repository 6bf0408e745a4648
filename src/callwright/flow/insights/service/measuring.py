"""Measuring recordings."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Collection
from datetime import datetime

from callwright.flow.insights.contracts import MeasuredCall, Measures, Speaker, Turn
from callwright.flow.insights.decide.measures import measure, same_channels
from callwright.flow.insights.decide.turns import joined, turns_of
from callwright.flow.insights.ports import VoiceActivity
from callwright.flow.insights.repository import measures as repository
from callwright.flow.recordings import service as recordings
from callwright.flow.recordings.contracts import CallAudio, Recording
from callwright.flow.recordings.service import Sound, SoundVault
from callwright.platform.db import Session

STEREO = 2


async def unmeasured(session: Session) -> list[Recording]:
    """Recordings that belong to a call and were not measured yet, in the order they came."""
    known = await repository.measured_ids(session)
    return [one for one in await recordings.paired_recordings(session) if one.id not in known]


async def measure_recording(
    session: Session,
    recording: Recording,
    *,
    vault: SoundVault,
    detector: VoiceActivity,
    now: datetime,
    again: bool = False,
) -> MeasuredCall | None:
    """Measure one recording that belongs to a call; None when it was measured already and not wanted `again`.

    Calls that no agent took part in (abandoned) have nobody to measure: None.
    Two processes never measure one recording at the same time. Raises RecordingGone when its file is missing.
    """
    await repository.lock(session, recording.id)
    if not again and await repository.is_measured(session, recording.id):
        return None
    if recording.attempt_id is None or recording.person_id is None:
        return None
    sound = await recordings.open_sound(session, vault, recording)
    measures, turns = await asyncio.to_thread(listen, recording, sound, detector)
    measured = MeasuredCall(
        recording.id, recording.attempt_id, recording.person_id, measures, detector.name, now
    )
    await repository.save(session, measured, turns)
    return measured


def listen(recording: Recording, sound: Sound, detector: VoiceActivity) -> tuple[Measures, tuple[Turn, ...]]:
    """Measures and turns of a recording. Blocking: run in a thread."""
    return judge(recordings.read_audio(sound, recording), detector, recording.agent_channel)


def judge(
    audio: CallAudio, detector: VoiceActivity, agent_channel: int | None
) -> tuple[Measures, tuple[Turn, ...]]:
    """Measures and turns of decoded sound; one channel, or two alike, cannot tell who speaks."""
    apart = agent_channel is not None and len(audio.channels) == STEREO
    identical = apart and same_channels(*audio.channels)
    if agent_channel is None or not apart or identical:
        heard = detector.speech(audio.channels[0], audio.rate)
        turns = tuple(Turn(Speaker.UNKNOWN, start, end) for start, end in joined(heard, 0.35))
        return measure(audio.duration_seconds, {Speaker.UNKNOWN: heard}, turns, identical=identical), turns
    speech = {
        Speaker.AGENT: detector.speech(audio.channels[agent_channel], audio.rate),
        Speaker.CUSTOMER: detector.speech(audio.channels[1 - agent_channel], audio.rate),
    }
    turns = turns_of(speech[Speaker.AGENT], speech[Speaker.CUSTOMER])
    return measure(audio.duration_seconds, {**speech}, turns), turns


async def measures_of(session: Session, attempt_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, MeasuredCall]:
    """Measures by attempt, for attempts the caller may see; those without are left out."""
    return await repository.of_attempts(session, attempt_ids)


async def measured_calls(
    session: Session, *, visible_people: frozenset[uuid.UUID] | None = None
) -> list[MeasuredCall]:
    """All measured calls of the visible people."""
    return await repository.of_people(session, visible_people)


async def turns(session: Session, *, recording_id: uuid.UUID) -> list[Turn]:
    """The turns of a measured recording, in order; empty before it was measured."""
    return await repository.turns_of(session, recording_id)
