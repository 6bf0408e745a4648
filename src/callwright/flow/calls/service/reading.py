"""Reading attempts, and what people did."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, datetime, timedelta

from callwright.flow.calls.contracts import (
    Attempt,
    ContactOutcome,
    LadderStep,
    Outcome,
    PersonActivity,
    PersonDayActivity,
    recording_key,
)
from callwright.flow.calls.decide.ladder import ladder_of
from callwright.flow.calls.decide.numbers import read_number
from callwright.flow.calls.errors import AttemptNotFound
from callwright.flow.calls.repository import reading
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.db import Session

COMPANY = CompanyCalendar()


async def attempt(
    session: Session, attempt_id: uuid.UUID, *, visible_people: frozenset[uuid.UUID] | None = None
) -> Attempt:
    """One attempt; AttemptNotFound (404) also when it is outside `visible_people`."""
    found = await reading.attempts_by_id(session, [attempt_id], visible_people)
    if attempt_id not in found:
        raise AttemptNotFound
    return found[attempt_id]


async def attempts(
    session: Session, ids: Collection[uuid.UUID], *, visible_people: frozenset[uuid.UUID] | None = None
) -> dict[uuid.UUID, Attempt]:
    """Many attempts by id; those that do not exist or are not visible are left out."""
    return await reading.attempts_by_id(session, ids, visible_people)


async def attempts_page(
    session: Session,
    *,
    visible_people: frozenset[uuid.UUID] | None = None,
    person_id: uuid.UUID | None = None,
    start: datetime | None = None,
    end: datetime | None = None,
    outcome: Outcome | None = None,
    recorded: bool = False,
    offset: int = 0,
    limit: int = 50,
) -> tuple[list[Attempt], int]:
    """One page of attempts that began in [start, end), newest first, and the total of all pages.

    `recorded` leaves those whose record names a recording file.
    """
    return await reading.attempts_page(
        session,
        visible_people=visible_people,
        person_id=person_id,
        start=start,
        end=end,
        outcome=outcome,
        recorded=recorded,
        offset=offset,
        limit=limit,
    )


async def attempts_with_recording_name(session: Session, names: Collection[str]) -> list[Attempt]:
    """Attempts whose record names one of these files; folders, suffix and case do not matter."""
    return await reading.attempts_with_recording_key(session, {recording_key(name) for name in names})


async def attempts_expecting_recording(
    session: Session, *, start: datetime | None = None, end: datetime | None = None
) -> list[Attempt]:
    """Attempts that began in [start, end) and whose record names a recording file."""
    return await reading.attempts_expecting_recording(session, start, end)


async def attempts_of_number(
    session: Session, e164s: Collection[str], *, start: datetime, end: datetime
) -> list[Attempt]:
    """Answered attempts of these numbers that began in [start, end)."""
    return await reading.attempts_of_number(session, e164s, start, end)


def number_of(text: str) -> str | None:
    """A written number as E.164, None when nobody could have dialed it."""
    return read_number(text)


async def newest_outcomes(session: Session, *, contact_ids: Collection[uuid.UUID]) -> list[ContactOutcome]:
    """The newest outcome of each contact that was called; what real calls say about a list (product §2.7)."""
    return await reading.newest_outcomes(session, contact_ids)


async def first_and_last_start(session: Session) -> tuple[datetime, datetime] | None:
    """When the first and the last attempt began, UTC; None before any import."""
    return await reading.first_and_last_start(session)


async def activity(
    session: Session, *, start: datetime, end: datetime, visible_people: frozenset[uuid.UUID] | None = None
) -> list[PersonActivity]:
    """What each person with attempts did in [start, end), aware moments (product §5)."""
    rows = await reading.activity(session, start=start, end=end, visible_people=visible_people)
    return [
        PersonActivity(
            row.person_id,
            row.dials,
            row.connected,
            row.effective,
            row.interested,
            row.ordered,
            row.talk_seconds,
        )
        for row in rows
    ]


async def activity_by_day(
    session: Session,
    *,
    first_day: date,
    last_day: date,
    visible_people: frozenset[uuid.UUID] | None = None,
    calendar: CompanyCalendar = COMPANY,
) -> list[PersonDayActivity]:
    """The same per person and company day, both days included, ordered by day."""
    start, end = calendar.bounds(first_day)[0], calendar.bounds(last_day + timedelta(days=1))[0]
    rows = await reading.activity(
        session, start=start, end=end, visible_people=visible_people, zone_name=calendar.zone_name
    )
    return [
        PersonDayActivity(
            row.person_id,
            row.dials,
            row.connected,
            row.effective,
            row.interested,
            row.ordered,
            row.talk_seconds,
            day=row.day,
        )
        for row in rows
    ]


async def ladder(
    session: Session, *, start: datetime, end: datetime, visible_people: frozenset[uuid.UUID] | None = None
) -> tuple[LadderStep, ...]:
    """The ladder of everybody visible together in [start, end) (product §5)."""
    return ladder_of(await activity(session, start=start, end=end, visible_people=visible_people))
