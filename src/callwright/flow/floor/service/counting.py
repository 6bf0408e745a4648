"""Counting days from their facts, away from the event loop."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from callwright.flow.floor.contracts import PersonDay, State
from callwright.flow.floor.decide.day import PersonFacts, lay_out_day
from callwright.flow.floor.decide.logbook import Logbook
from callwright.flow.floor.decide.shifts import StandardShift, frame_day
from callwright.flow.floor.decide.states import Interval
from callwright.flow.floor.decide.timeline import Claim, Span
from callwright.flow.floor.repository import facts as repository
from callwright.flow.floor.repository import live
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.clock import SystemClock
from callwright.platform.db import Session
from callwright.registers.staff.contracts import Person

PersonAndDay = tuple[uuid.UUID, date]


async def count_days(
    session: Session,
    people: Sequence[Person],
    wanted: Collection[PersonAndDay],
    calendar: CompanyCalendar,
    *,
    now: datetime | None = None,
    over_by: datetime | None = None,
) -> dict[PersonAndDay, PersonDay | None]:
    """The figures of these people and days; None when the person was not present.

    With `over_by`, days that still ran at that moment (night shifts) are left out of the answer.
    """
    read_at = now or over_by
    counted: dict[PersonAndDay, PersonDay | None] = {}
    for run in _runs({day for _, day in wanted}):
        inside = [pair for pair in wanted if run[0] <= pair[1] <= run[-1]]
        ids = {person_id for person_id, _ in inside}
        concerned = [person for person in people if person.id in ids]
        known = await load_facts(session, concerned, run[0], run[-1], calendar, read_at)
        shifts = {person.id: standard_shift(person) for person in concerned}
        work = _Work(inside, shifts, known, calendar, now, over_by)
        counted |= await asyncio.to_thread(work.count)
    return counted


@dataclass(frozen=True)
class _Work:
    """Days to be counted, and all that is needed for it."""

    wanted: Sequence[PersonAndDay]
    shifts: Mapping[uuid.UUID, StandardShift]
    facts: Mapping[uuid.UUID, PersonFacts]
    calendar: CompanyCalendar
    now: datetime | None
    over_by: datetime | None

    def count(self) -> dict[PersonAndDay, PersonDay | None]:
        """The figures of the days that are over."""
        return {pair: self._figures(*pair) for pair in self.wanted if self._is_over(*pair)}

    def _figures(self, person_id: uuid.UUID, day: date) -> PersonDay | None:
        facts = self.facts.get(person_id)
        if facts is None:
            return None
        shift = self.shifts[person_id]
        return lay_out_day(person_id, day, shift, facts, self.calendar, self.now).figures

    def _is_over(self, person_id: uuid.UUID, day: date) -> bool:
        if self.over_by is None:
            return True
        declared = self.facts.get(person_id, PersonFacts()).shifts
        return frame_day(day, self.shifts[person_id], declared, self.calendar).window.end <= self.over_by


def days_between(first: date, last: date) -> Sequence[date]:
    """Every day from the first to the last, both included."""
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


def _runs(days: Collection[date]) -> list[list[date]]:
    """Days that follow each other, together: their facts are read in one go."""
    runs: list[list[date]] = []
    for day in sorted(days):
        if runs and day - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


async def load_facts(
    session: Session,
    people: Sequence[Person],
    first_day: date,
    last_day: date,
    calendar: CompanyCalendar,
    read_at: datetime | None = None,
) -> Mapping[uuid.UUID, PersonFacts]:
    """One query each for states, phases and the present.

    States are read a day wider on both sides: a shift declared there may reach into the range. Phases, which are
    many, only where a day can reach to (`_last_end`). People of whom nothing is known but perhaps a shift are left
    out. States that still last count until `read_at`, which is this moment when nobody says another.
    """
    start = calendar.bounds(first_day - timedelta(days=1))[0]
    end = calendar.bounds(last_day + timedelta(days=1))[1]
    until = read_at or SystemClock().now()
    ids = [person.id for person in people]
    shifts: dict[uuid.UUID, list[Span]] = {}
    states: dict[uuid.UUID, list[Interval]] = {}
    for one in await repository.intervals_between(session, ids, start, end):
        if one.state is State.SHIFT:
            shifts.setdefault(one.person_id, []).append(Span(one.start, one.end))
        else:
            states.setdefault(one.person_id, []).append(one)
    phases: dict[uuid.UUID, list[Claim]] = {}
    first = calendar.bounds(first_day)[0]
    last = _last_end(people, shifts, last_day, calendar)
    for person_id, claim in await repository.phases_between(session, ids, first, last):
        phases.setdefault(person_id, []).append(claim)
    lasting = {one.person_id: one for one in await live.presents(session, person_ids=ids) if one.since < end}
    return {
        person_id: PersonFacts(
            shifts.get(person_id, []),
            Logbook(states.get(person_id, ())),
            Logbook(phases.get(person_id, ())),
            lasting.get(person_id),
            until,
        )
        for person_id in states.keys() | phases.keys() | lasting.keys()
    }


def _last_end(
    people: Sequence[Person],
    shifts: Mapping[uuid.UUID, Sequence[Span]],
    last_day: date,
    calendar: CompanyCalendar,
) -> datetime:
    """The latest end of anybody's last day: midnight, or the end of a night shift that reaches over it."""
    return max(
        (
            frame_day(last_day, standard_shift(one), shifts.get(one.id, ()), calendar).window.end
            for one in people
        ),
        default=calendar.bounds(last_day)[1],
    )


def standard_shift(person: Person) -> StandardShift:
    """The shift the roster gives a person."""
    return StandardShift(person.shift_start, person.shift_end, person.rest_minutes, person.work_minutes)
