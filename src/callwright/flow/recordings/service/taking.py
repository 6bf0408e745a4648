"""Taking recordings that people bring, and pairing them with their calls."""

from __future__ import annotations

import asyncio
import uuid
from datetime import datetime

from callwright.flow.calls import service as calls
from callwright.flow.recordings.contracts import MissingRecording
from callwright.flow.recordings.decide.wav import repaired
from callwright.flow.recordings.errors import RecordingErased
from callwright.flow.recordings.ports import SoundVault
from callwright.flow.recordings.repository import keys, reading
from callwright.flow.recordings.service.pairing import NOT_YOURS, Pairing, join, only_call, pair
from callwright.flow.recordings.service.preparing import AGENT_ON_LEFT, Prepared
from callwright.flow.recordings.service.sounds import keep_sound, new_key
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.ids import derive_id
from callwright.platform.db import Session

COMPANY = CompanyCalendar()
STEREO = 2


async def take_file(
    session: Session,
    prepared: Prepared,
    *,
    vault: SoundVault,
    calendar: CompanyCalendar = COMPANY,
    agent_channel: int = AGENT_ON_LEFT,
    visible_people: frozenset[uuid.UUID] | None = None,
) -> Pairing:
    """Store a prepared recording and find its call; publishes RecordingStored when it was found.

    By the name in the call record first, else by agent, number and start in the name of the file. The same content
    again changes nothing, except that a waiting recording may find its call now. With `visible_people` only calls of
    these people are found, and what finds none is not kept: it might be somebody else's call.
    """
    recording_id = derive_id("recordings.recording", prepared.sha256)
    await reading.lock(session, recording_id)
    known = await reading.by_sha256(session, prepared.sha256)
    if known and known.erased_at:
        return Pairing(None, known=True, code=RecordingErased.code, reason=RecordingErased.text, kept=False)
    if known and known.attempt_id:
        return await _again(session, known.attempt_id, visible_people)
    attempt = None
    if visible_people is not None:
        attempt = await only_call(session, prepared.name, calendar, visible_people)
        if attempt is None:
            return NOT_YOURS
    if known is None:
        await _keep(session, vault, recording_id, prepared, agent_channel)
    if attempt is not None:
        return await join(session, recording_id, attempt)
    return await pair(session, recording_id, prepared.name, calendar, known=known is not None)


async def pair_waiting(session: Session, *, calendar: CompanyCalendar = COMPANY) -> int:
    """Try all kept recordings without a call once more; returns how many found theirs."""
    found = 0
    for recording in await reading.unpaired(session):
        pairing = await pair(session, recording.id, recording.file_name, calendar, known=True)
        found += pairing.attempt is not None
    return found


async def missing_recordings(
    session: Session,
    *,
    start: datetime | None = None,
    end: datetime | None = None,
    visible_people: frozenset[uuid.UUID] | None = None,
) -> list[MissingRecording]:
    """Answered calls that began in [start, end), whose record names a recording that was never brought."""
    expecting = [
        one
        for one in await calls.attempts_expecting_recording(session, start=start, end=end)
        if one.answered_at and (visible_people is None or one.person_id in visible_people)
    ]
    have = await reading.of_attempts(session, [one.id for one in expecting])
    return [
        MissingRecording(one.id, one.recording_name, one.started_at)
        for one in expecting
        if one.id not in have
    ]


async def _again(
    session: Session, attempt_id: uuid.UUID, visible_people: frozenset[uuid.UUID] | None
) -> Pairing:
    """The same content again; whose call it is, only those learn who may see the call."""
    found = (await calls.attempts(session, [attempt_id], visible_people=visible_people)).get(attempt_id)
    return Pairing(found, known=True) if found else NOT_YOURS


async def _keep(
    session: Session, vault: SoundVault, recording_id: uuid.UUID, prepared: Prepared, agent_channel: int
) -> None:
    """Put the original, and a repaired one when it was cut, into the store, and remember both."""
    wav = prepared.wav
    key = new_key(vault, recording_id)
    kept = await keep_sound(vault, recording_id, prepared.content, key=key)
    played = kept
    if wav.truncated:
        mended = await asyncio.to_thread(repaired, prepared.content, wav)
        played = await keep_sound(vault, recording_id, mended, key=key, part="repaired")
    values = {
        "id": recording_id,
        "file_name": prepared.name,
        "store": kept.store,
        "file_key": kept.key,
        "play_key": played.key,
        "sha256": prepared.sha256,
        "size": len(prepared.content),
        "rate": wav.rate,
        "channels": wav.channels,
        "frames": wav.frames,
        "truncated": wav.truncated,
        "agent_channel": agent_channel if wav.channels == STEREO else None,
        "outline": prepared.outline,
    }
    await reading.add(session, values)
    if key is not None:
        await keys.put(session, recording_id, key.wrapped)
