"""Reading recordings."""

from __future__ import annotations

import uuid
from collections.abc import Collection

import numpy as np

from callwright.flow.recordings import repository
from callwright.flow.recordings.contracts import CallAudio, Peaks, Recording
from callwright.flow.recordings.decide.wav import decode, parse_wav
from callwright.flow.recordings.errors import RecordingGone, RecordingNotFound
from callwright.platform.db import Session
from callwright.platform.files import FileStore


async def recording(
    session: Session, recording_id: uuid.UUID, *, visible_people: frozenset[uuid.UUID] | None = None
) -> Recording:
    """One recording; RecordingNotFound (404) also when its call is outside `visible_people`."""
    row = await repository.by_id(session, recording_id, visible_people)
    if row is None:
        raise RecordingNotFound
    return repository.recording_of(row)


async def peaks(
    session: Session, recording_id: uuid.UUID, *, visible_people: frozenset[uuid.UUID] | None = None
) -> Peaks:
    """The outline for the player, computed once when the recording came in; RecordingNotFound as above."""
    row = await repository.by_id(session, recording_id, visible_people)
    if row is None:
        raise RecordingNotFound
    return repository.peaks_of(row)


async def recordings_of_attempts(
    session: Session, attempt_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, Recording]:
    """Recordings by attempt id, for attempts the caller may see."""
    return await repository.of_attempts(session, attempt_ids)


async def paired_recordings(session: Session) -> list[Recording]:
    """All recordings that belong to a call, in the order they came."""
    return await repository.paired(session)


def read_audio(store: FileStore, found: Recording) -> CallAudio:
    """The sound of a recording. Blocking: run in a thread. Raises RecordingGone when its file is missing."""
    try:
        content = store.path(found.play_key).read_bytes()
    except FileNotFoundError:
        raise RecordingGone from None
    sound = decode(content, parse_wav(content))
    return CallAudio(
        found.rate, tuple(np.ascontiguousarray(sound[:, channel]) for channel in range(sound.shape[1]))
    )
