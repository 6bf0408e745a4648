"""Taking recordings and pairing them with their calls."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts import Attempt
from callwright.flow.recordings import repository
from callwright.flow.recordings.contracts import MissingRecording
from callwright.flow.recordings.decide.pairing import TOLERANCE, nearest, read_name
from callwright.flow.recordings.errors import AMBIGUOUS, SECOND, UNPAIRED
from callwright.flow.recordings.events import RecordingStored
from callwright.flow.recordings.service.preparing import AGENT_ON_LEFT, Prepared
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.ids import derive_id
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.platform.events import publish
from callwright.registers.staff import service as staff

COMPANY = CompanyCalendar()
STEREO = 2


@dataclass(frozen=True)
class Pairing:
    """What became of a file: paired with `attempt`, or the code and sentence why not. `known`: it came before."""

    attempt: Attempt | None
    known: bool = False
    code: str = ""
    reason: Text | None = None


async def take_file(
    session: Session,
    prepared: Prepared,
    *,
    calendar: CompanyCalendar = COMPANY,
    agent_channel: int = AGENT_ON_LEFT,
) -> Pairing:
    """Store a prepared recording and find its call; publishes RecordingStored when it was found.

    By the name in the call record first, else by agent, number and start in the name of the file. The same
    content again changes nothing, except that a waiting recording may find its call now.
    """
    known = await repository.by_sha256(session, prepared.file.sha256)
    if known and known.attempt_id:
        return Pairing((await calls.attempts(session, [known.attempt_id]))[known.attempt_id], known=True)
    recording_id = derive_id("recordings.recording", prepared.file.sha256)
    if known is None:
        await repository.add(session, _values(recording_id, prepared, agent_channel))
    return await _pair(session, recording_id, prepared.file.name, calendar, known=known is not None)


async def pair_waiting(session: Session, *, calendar: CompanyCalendar = COMPANY) -> int:
    """Try all kept recordings without a call once more; returns how many found theirs."""
    found = 0
    for recording in await repository.unpaired(session):
        pairing = await _pair(session, recording.id, recording.file_name, calendar, known=True)
        found += pairing.attempt is not None
    return found


async def missing_recordings(
    session: Session, *, start: datetime | None = None, end: datetime | None = None
) -> list[MissingRecording]:
    """Answered calls that began in [start, end), whose record names a recording that was never brought."""
    expecting = [
        one
        for one in await calls.attempts_expecting_recording(session, start=start, end=end)
        if one.answered_at
    ]
    have = await repository.of_attempts(session, [one.id for one in expecting])
    return [
        MissingRecording(one.id, one.recording_name, one.started_at)
        for one in expecting
        if one.id not in have
    ]


async def _pair(
    session: Session, recording_id: uuid.UUID, name: str, calendar: CompanyCalendar, *, known: bool
) -> Pairing:
    candidates = await calls.attempts_with_recording_name(session, [name])
    if not candidates:
        candidates = list(await _by_clue(session, name, calendar))
    if not candidates:
        return Pairing(None, known, "recordings.without_call", UNPAIRED)
    taken = await repository.of_attempts(session, [one.id for one in candidates])
    free = [one for one in candidates if one.id not in taken]
    if not free:
        return Pairing(None, known, "recordings.second_recording", SECOND)
    if len(free) > 1:
        return Pairing(None, known, "recordings.ambiguous", AMBIGUOUS)
    (attempt,) = free
    await repository.pair(session, recording_id, attempt.id, attempt.person_id)
    event = RecordingStored(recording_id=recording_id, attempt_id=attempt.id)
    await publish(session, event, subject=str(recording_id))
    return Pairing(attempt)


async def _by_clue(session: Session, name: str, calendar: CompanyCalendar) -> Sequence[Attempt]:
    people = await staff.resolver(session)

    def person_of(token: str) -> uuid.UUID | None:
        person = people.find(token)
        return person.id if person else None

    clue = read_name(name.rsplit(".", 1)[0], calendar.zone, calls.number_of, person_of)
    if clue is None:
        return []
    # A call may have been dialed well before it was answered, and the name may tell either moment.
    start, end = clue.moment - TOLERANCE - timedelta(minutes=5), clue.moment + TOLERANCE
    return nearest(clue, await calls.attempts_of_number(session, clue.numbers, start=start, end=end))


def _values(recording_id: uuid.UUID, prepared: Prepared, agent_channel: int) -> dict[str, object]:
    wav = prepared.wav
    return {
        "id": recording_id,
        "file_name": prepared.file.name,
        "file_key": prepared.file.key,
        "play_key": prepared.play_key,
        "sha256": prepared.file.sha256,
        "size": prepared.file.size,
        "rate": wav.rate,
        "channels": wav.channels,
        "frames": wav.frames,
        "truncated": wav.truncated,
        "agent_channel": agent_channel if wav.channels == STEREO else None,
        "outline": prepared.outline,
    }
