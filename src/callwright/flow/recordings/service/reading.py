"""Reading recordings."""

from __future__ import annotations

import uuid
from collections.abc import Collection

import numpy as np

from callwright.flow.recordings.contracts import CallAudio, Peaks, Recording
from callwright.flow.recordings.decide.wav import decode, parse_wav
from callwright.flow.recordings.errors import RecordingErased, RecordingNotFound
from callwright.flow.recordings.repository import reading
from callwright.flow.recordings.service.sounds import Sound
from callwright.platform.db import Session


async def recording(
    session: Session, recording_id: uuid.UUID, *, visible_people: frozenset[uuid.UUID] | None = None
) -> Recording:
    """One recording; RecordingNotFound (404) also when its call is outside `visible_people`."""
    row = await reading.by_id(session, recording_id, visible_people)
    if row is None:
        raise RecordingNotFound
    return reading.recording_of(row)


async def peaks(
    session: Session, recording_id: uuid.UUID, *, visible_people: frozenset[uuid.UUID] | None = None
) -> Peaks:
    """The outline for the player, made when the recording came in; RecordingNotFound as above, RecordingErased."""
    row = await reading.by_id(session, recording_id, visible_people)
    if row is None:
        raise RecordingNotFound
    if row.erased_at is not None:
        raise RecordingErased
    return reading.peaks_of(row)


async def recordings_of_attempts(
    session: Session, attempt_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, Recording]:
    """Recordings by attempt id, for attempts the caller may see."""
    return await reading.of_attempts(session, attempt_ids)


async def recordings_of_practice(
    session: Session, practice_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, Recording]:
    """Recordings of practice calls the caller may see, by call."""
    return await reading.of_practice(session, practice_ids)


async def paired_recordings(session: Session) -> list[Recording]:
    """All recordings that belong to a call, in the order they came."""
    return await reading.paired(session)


def read_audio(opened: Sound, found: Recording) -> CallAudio:
    """The decoded sound of a recording. Blocking: run in a thread. Raises RecordingGone when its file is missing."""
    content = opened.read()
    sound = decode(content, parse_wav(content))
    return CallAudio(
        found.rate, tuple(np.ascontiguousarray(sound[:, channel]) for channel in range(sound.shape[1]))
    )
