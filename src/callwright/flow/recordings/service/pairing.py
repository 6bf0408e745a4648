"""Finding the call of a file and joining the two."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts import Attempt
from callwright.flow.recordings.decide.pairing import TOLERANCE, nearest, read_name
from callwright.flow.recordings.errors import AMBIGUOUS, NOT_YOUR_CALL, SECOND, UNPAIRED
from callwright.flow.recordings.events import RecordingStored
from callwright.flow.recordings.repository import reading
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.platform.events import publish
from callwright.registers.staff import service as staff


@dataclass(frozen=True)
class Pairing:
    """What became of a file: paired with `attempt`, or the code and sentence why not.

    `known`: it came before. `kept`: it is in the store and may find its call later.
    """

    attempt: Attempt | None
    known: bool = False
    code: str = ""
    reason: Text | None = None
    kept: bool = True


NOT_YOURS = Pairing(None, code="recordings.not_your_call", reason=NOT_YOUR_CALL, kept=False)


async def pair(
    session: Session, recording_id: uuid.UUID, name: str, calendar: CompanyCalendar, *, known: bool
) -> Pairing:
    """Find the call of a kept recording and join them, or say why not."""
    candidates = await _candidates(session, name, calendar)
    if not candidates:
        return Pairing(None, known, "recordings.without_call", UNPAIRED)
    free = await _without_recording(session, candidates)
    if not free:
        return Pairing(None, known, "recordings.second_recording", SECOND)
    if len(free) > 1:
        return Pairing(None, known, "recordings.ambiguous", AMBIGUOUS)
    return await join(session, recording_id, free[0])


async def only_call(
    session: Session, name: str, calendar: CompanyCalendar, people: frozenset[uuid.UUID]
) -> Attempt | None:
    """The one call of these people that a file belongs to and that has no recording yet."""
    candidates = [one for one in await _candidates(session, name, calendar) if one.person_id in people]
    free = await _without_recording(session, candidates)
    return free[0] if len(free) == 1 else None


async def join(session: Session, recording_id: uuid.UUID, attempt: Attempt) -> Pairing:
    """Say which call a recording belongs to; publishes RecordingStored."""
    await reading.pair(session, recording_id, attempt.id, attempt.person_id)
    event = RecordingStored(recording_id=recording_id, attempt_id=attempt.id)
    await publish(session, event, subject=str(recording_id))
    return Pairing(attempt)


async def _candidates(session: Session, name: str, calendar: CompanyCalendar) -> list[Attempt]:
    named = await calls.attempts_with_recording_name(session, [name])
    found = named or list(await _by_clue(session, name, calendar))
    return [one for one in found if one.person_id]


async def _without_recording(session: Session, candidates: Sequence[Attempt]) -> list[Attempt]:
    taken = await reading.of_attempts(session, [one.id for one in candidates])
    return [one for one in candidates if one.id not in taken]


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
