"""Counting days once, when they are over, so that reading a month is reading rows.

A counted day says with which shift, rest and zone it was counted; facts that come late (an import, an event an
hour behind) void it in their own transaction, and it is counted anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from callwright.flow.floor.contracts import Cause, PersonDay
from callwright.flow.floor.repository import rolled as repository
from callwright.flow.floor.service.counting import PersonAndDay, count_days, days_between
from callwright.flow.floor.service.importing import COMPANY
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.db import Session
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Person

METHOD = 1
"""Raise it whenever days are counted differently: what was counted before is then void."""
SETTLED = timedelta(hours=28)
"""After its first moment a day is worth counting; whoever is still in a night shift then is left for later."""
LATENESS = timedelta(hours=2)
"""How long after its end a day is left alone, because events of it may still come."""
LOOKED_BACK = 400
AT_ONCE = 7


async def rolled(
    session: Session, people: Sequence[Person], first_day: date, last_day: date, calendar: CompanyCalendar
) -> dict[PersonAndDay, PersonDay | None]:
    """Days that are counted already with what the roster says now; None where nobody was present."""
    bases = {person.id: basis(person, calendar) for person in people}
    rows = await repository.rolled_days(session, bases.keys(), first_day, last_day)
    return {
        (row.person_id, row.day): _figures(row) if row.present else None
        for row in rows
        if row.basis == bases[row.person_id]
    }


async def pending_days(
    session: Session, *, now: datetime, calendar: CompanyCalendar = COMPANY
) -> list[list[date]]:
    """Days that are over and not counted for everybody, oldest first, in pieces for one transaction each."""
    people = await staff.people(session)
    oldest = await repository.first_fact_at(session)
    if oldest is None or not people:
        return []
    await repository.forget_other_bases(session, {one.id: basis(one, calendar) for one in people})
    last = calendar.day_of(now - SETTLED)
    first = max(calendar.day_of(oldest), last - timedelta(days=LOOKED_BACK))
    counts = await repository.rolled_counts(session, first, last)
    pending = [day for day in days_between(first, last) if counts.get(day, 0) < len(people)]
    return [pending[start : start + AT_ONCE] for start in range(0, len(pending), AT_ONCE)]


async def roll_up(
    session: Session, *, days: Sequence[date], now: datetime, calendar: CompanyCalendar = COMPANY
) -> int:
    """Count these days for everybody who lacks them; gives how many person-days were written.

    Days that are not over are left out. 0 while somebody changes facts of past days: try again later.
    """
    settled = [day for day in days if day <= calendar.day_of(now - SETTLED)]
    if not settled or not await repository.may_roll(session):
        return 0
    people = await staff.people(session)
    known = await rolled(session, people, min(settled), max(settled), calendar)
    missing = [(one.id, day) for day in settled for one in people if (one.id, day) not in known]
    counted = await count_days(session, people, missing, calendar, over_by=now - LATENESS)
    bases = {person.id: basis(person, calendar) for person in people}
    rows = [_row(pair, figures, bases[pair[0]]) for pair, figures in counted.items()]
    await repository.save_rolled(session, rows)
    return len(rows)


async def miscounted_days(
    session: Session, *, calendar: CompanyCalendar = COMPANY, sample: int = 20
) -> list[PersonAndDay]:
    """For the doctor: of so many counted days, drawn at random, those that would be counted differently now."""
    rows = await repository.some_rolled(session, sample)
    ids = frozenset(row.person_id for row in rows)
    people = await staff.people(session, visible_people=ids)
    bases = {person.id: basis(person, calendar) for person in people}
    kept = {
        (row.person_id, row.day): _figures(row) if row.present else None
        for row in rows
        if row.basis == bases.get(row.person_id)
    }
    anew = await count_days(session, people, kept, calendar)
    return sorted(pair for pair, figures in kept.items() if anew[pair] != figures)


def basis(person: Person, calendar: CompanyCalendar) -> str:
    """What, besides the facts of the day, the figures of a day depend on."""
    shift = f"{person.shift_start:%H:%M}-{person.shift_end:%H:%M}/{person.rest_minutes}"
    return f"{METHOD} {shift} {calendar.zone_name}"


def _row(pair: PersonAndDay, figures: PersonDay | None, counted_with: str) -> dict[str, Any]:
    return {
        "person_id": pair[0],
        "day": pair[1],
        "basis": counted_with,
        "present": figures is not None,
        "work_seconds": figures.work_seconds if figures else 0,
        "logged_in_seconds": figures.logged_in_seconds if figures else None,
        "talk_seconds": figures.talk_seconds if figures else 0,
        "outside_talk_seconds": figures.outside_talk_seconds if figures else 0,
        "lost": figures.lost if figures else {},
    }


def _figures(row: Any) -> PersonDay:
    return PersonDay(
        person_id=row.person_id,
        day=row.day,
        work_seconds=row.work_seconds,
        logged_in_seconds=row.logged_in_seconds,
        talk_seconds=row.talk_seconds,
        lost={str(cause): row.lost[cause] for cause in Cause},
        outside_talk_seconds=row.outside_talk_seconds,
    )
