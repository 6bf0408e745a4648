"""Taking the recordings of our own calls from the switch's folder (product §4.7)."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts import Attempt
from callwright.flow.recordings.contracts import CallTaken
from callwright.flow.recordings.errors import NotAWav
from callwright.flow.recordings.events import PracticeStored, RecordingStored
from callwright.flow.recordings.ports import SoundVault
from callwright.flow.recordings.repository import dialed, keys, reading
from callwright.flow.recordings.service.preparing import AGENT_ON_LEFT
from callwright.flow.recordings.service.raw_files import MergedCall, RawCall, find_raw, merge_raw
from callwright.flow.recordings.service.sounds import keep_sound, new_key
from callwright.kernel.ids import derive_id
from callwright.platform.db import Session
from callwright.platform.events import publish


def own_attempt_id(live_attempt_id: uuid.UUID) -> uuid.UUID:
    """The id under which our own dialer settles a live attempt into `calls.attempt`."""
    return derive_id("calls.attempt", calls.OWN_SYSTEM, live_attempt_id)


def recording_id_of(attempt_id: uuid.UUID) -> uuid.UUID:
    """The id of the recording of one of our own calls: taking it again finds the same one."""
    return derive_id("recordings.recording", calls.OWN_SYSTEM, attempt_id)


async def take_call(
    session: Session,
    *,
    live_attempt_id: uuid.UUID,
    folder: Path,
    vault: SoundVault,
    now: datetime,
    why_not: str = "",
) -> CallTaken:
    """Merge the two files of one of our calls into its recording, and say what became of it.

    "stored" or "known": the raw files may go, once the transaction is committed. "waiting": the call is not settled
    yet, or its files are still being written; nothing was done. "unanswered": no call, so no recording. "absent":
    there is no sound; the reason is kept (`why_not`, a machine word of the caller such as "consent_refused", else
    what was found). Raises nothing for bad files: what cannot be read is kept where it is and named in `absence`.
    Safe to repeat and to kill at any point.
    """
    if await calls.is_practice(session, live_attempt_id):
        return await _take_practice(session, live_attempt_id, folder, vault)
    attempt_id = own_attempt_id(live_attempt_id)
    attempt = (await calls.attempts(session, [attempt_id])).get(attempt_id)
    if attempt is None:
        return CallTaken("waiting")
    await reading.lock(session, recording_id_of(attempt_id))
    known = await dialed.of_attempt(session, attempt_id)
    if known:
        return CallTaken("known", known.id)
    if attempt.answered_at is None:
        return CallTaken("unanswered")
    raw = (await asyncio.to_thread(find_raw, folder, live_attempt_id)).get(live_attempt_id)
    if raw is None:
        return await _absent(session, attempt, why_not or "no_files", "", now)
    if await asyncio.to_thread(raw.is_growing, datetime.now(UTC)):
        return CallTaken("waiting")
    try:
        merged = await asyncio.to_thread(merge_raw, raw)
    except NotAWav as error:
        return await _absent(session, attempt, "unreadable", error.message("en"), now)
    recording_id = recording_id_of(attempt.id)
    owner = {"attempt_id": attempt.id, "person_id": attempt.person_id, "source": "dialer"}
    try:
        await _store(session, recording_id, owner, raw, merged, vault)
    finally:
        merged.path.unlink(missing_ok=True)
    event = RecordingStored(recording_id=recording_id, attempt_id=attempt.id)
    await publish(session, event, subject=str(recording_id))
    return CallTaken("stored", recording_id, notes=merged.notes)


async def _take_practice(
    session: Session, practice_id: uuid.UUID, folder: Path, vault: SoundVault
) -> CallTaken:
    """The same for a practice call, which is no attempt: later stages hear of it by an event of its own."""
    call = await calls.practice_call(session, practice_id)
    if call.ended_at is None:
        return CallTaken("waiting")
    recording_id = derive_id("recordings.practice", practice_id)
    await reading.lock(session, recording_id)
    known = (await reading.of_practice(session, [practice_id])).get(practice_id)
    if known is not None:
        return CallTaken("known", known.id)
    if call.answered_at is None:
        return CallTaken("unanswered")
    raw = (await asyncio.to_thread(find_raw, folder, practice_id)).get(practice_id)
    if raw is None:
        return CallTaken("absent", absence="no_files")
    if await asyncio.to_thread(raw.is_growing, datetime.now(UTC)):
        return CallTaken("waiting")
    try:
        merged = await asyncio.to_thread(merge_raw, raw)
    except NotAWav:
        return CallTaken("absent", absence="unreadable")
    owner = {
        "attempt_id": None,
        "practice_id": practice_id,
        "person_id": call.person_id,
        "source": "practice",
    }
    try:
        await _store(session, recording_id, owner, raw, merged, vault)
    finally:
        merged.path.unlink(missing_ok=True)
    event = PracticeStored(recording_id=recording_id, practice_id=practice_id)
    await publish(session, event, subject=str(recording_id))
    return CallTaken("stored", recording_id, notes=merged.notes)


async def _store(
    session: Session,
    recording_id: uuid.UUID,
    owner: Mapping[str, object],
    raw: RawCall,
    merged: MergedCall,
    vault: SoundVault,
) -> None:
    key = new_key(vault, recording_id)
    kept = await keep_sound(vault, recording_id, merged.path, key=key)
    await dialed.add(
        session,
        {
            "id": recording_id,
            **owner,
            "file_name": f"{raw.live_attempt_id}.wav",
            "store": kept.store,
            "file_key": kept.key,
            "play_key": kept.key,
            "sha256": merged.sha256,
            "size": merged.size,
            "rate": merged.rate,
            "channels": 2,
            "frames": merged.frames,
            "truncated": merged.truncated,
            "agent_channel": AGENT_ON_LEFT,
            "outline": merged.outline,
        },
    )
    if key is not None:
        await keys.put(session, recording_id, key.wrapped)


async def _absent(session: Session, attempt: Attempt, code: str, detail: str, now: datetime) -> CallTaken:
    await dialed.note_absence(session, attempt.id, code=code, detail=detail, now=now)
    return CallTaken("absent", absence=code)
