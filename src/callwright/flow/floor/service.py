"""The door of the floor."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from callwright.flow.floor import repository
from callwright.flow.floor.contracts import PersonDay, Phase, State, Timeline
from callwright.flow.floor.decide.figures import count_day, covered_seconds
from callwright.flow.floor.decide.logbook import Logbook
from callwright.flow.floor.decide.shifts import StandardShift, frame_day
from callwright.flow.floor.decide.states import COLUMNS, REQUIRED, Interval, read_rows, split_overlapping
from callwright.flow.floor.decide.timeline import Claim, Span, double_booked, lay_out
from callwright.flow.floor.errors import MissingColumns, PersonNotVisible
from callwright.flow.floor.models import StateImport
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.ids import new_id
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.platform.files import StoredFile
from callwright.platform.tables import ImportReport, Table, match_columns
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Person

COMPANY = CompanyCalendar()
"""The default company zone (Asia/Shanghai); edges hand in the configured one."""

_PRESENCE = frozenset(State) - {State.SHIFT, State.OFFLINE}


@dataclass(frozen=True)
class _Facts:
    """Everything known about some people in some stretch of time, by person."""

    shifts: Mapping[uuid.UUID, list[Span]]
    states: Mapping[uuid.UUID, Logbook[Interval]]
    phases: Mapping[uuid.UUID, Logbook[Claim]]


async def record_phases(session: Session, phases: Iterable[Phase]) -> None:
    """Take the phases of calls, in bulk. The same phase again (source, source_id, state) changes nothing."""
    await repository.save_phases(session, phases)


async def import_states(
    session: Session,
    *,
    table: Table,
    source_file: StoredFile,
    now: datetime,
    calendar: CompanyCalendar = COMPANY,
    overrides: Mapping[str, str] | None = None,
) -> ImportReport:
    """Import declared states (columns agent, state, start, end, reason in Chinese or English).

    Unknown agent or state, end before start, times in the future and overlapping states are listed
    rejections; the rest is stored. Rows known already are counted as unchanged. Raises MissingColumns.
    """
    columns = match_columns(table.columns, COLUMNS, overrides)
    missing = [COLUMNS[field][0] for field in REQUIRED if field not in columns]
    if missing:
        raise MissingColumns(missing="、".join(missing))
    resolver = await staff.resolver(session)

    def find_person(reference: str) -> uuid.UUID | Text:
        person = resolver.find(reference)
        return person.id if person else resolver.why_not(reference)

    good, rejected = read_rows(table.rows, columns, find_person, calendar.zone, now)
    known: list[Interval] = []
    if good:
        people = {interval.person_id for _, interval in good}
        first, last = min(one.start for _, one in good), max(one.end for _, one in good)
        known = await repository.intervals_between(session, people, first, last)
    fresh, repeated, overlapping = split_overlapping(good, known)
    report = ImportReport(
        file_sha256=source_file.sha256,
        rows=len(table.rows),
        accepted=len(fresh),
        unchanged=len(repeated),
        rejected=sorted([*rejected, *overlapping], key=lambda rejection: rejection.line),
        already_imported=await repository.known_import(session, source_file.sha256),
    )
    record = StateImport(
        id=new_id(),
        file_sha256=source_file.sha256,
        file_name=source_file.name,
        file_key=source_file.key,
        report=report.to_json(),
    )
    await repository.save_import(session, record, fresh)
    return report


async def timeline(
    session: Session,
    *,
    person_id: uuid.UUID,
    day: date,
    visible_people: frozenset[uuid.UUID] | None = None,
    calendar: CompanyCalendar = COMPANY,
) -> Timeline:
    """One person's company day without gap or overlap; PersonNotVisible (404) outside `visible_people`."""
    people = await staff.people(session, visible_people=visible_people)
    person = next((one for one in people if one.id == person_id), None)
    if person is None:
        raise PersonNotVisible
    facts = await _facts(session, [person], day, day, calendar)
    return _timeline(person, day, facts, calendar)


async def day_figures(
    session: Session,
    *,
    first_day: date,
    last_day: date,
    visible_people: frozenset[uuid.UUID] | None = None,
    calendar: CompanyCalendar = COMPANY,
) -> list[PersonDay]:
    """Work time, talk and lost seconds of each person and day they were present, both days included.

    Ordered by day, then employee number. Present = any call phase, or any declared state but shift and
    offline.
    """
    people = await staff.people(session, visible_people=visible_people)
    facts = await _facts(session, people, first_day, last_day, calendar)
    figures: list[PersonDay] = []
    for offset in range((last_day - first_day).days + 1):
        day = first_day + timedelta(days=offset)
        for person in people:
            if person.id in facts.phases or person.id in facts.states:
                found = _timeline(person, day, facts, calendar).figures
                if found:
                    figures.append(found)
    return figures


async def _facts(
    session: Session, people: Sequence[Person], first_day: date, last_day: date, calendar: CompanyCalendar
) -> _Facts:
    """One query each for declared states and phases, a day wider on both sides for night shifts."""
    start = calendar.bounds(first_day - timedelta(days=1))[0]
    end = calendar.bounds(last_day + timedelta(days=1))[1]
    ids = [person.id for person in people]
    shifts: dict[uuid.UUID, list[Span]] = {}
    states: dict[uuid.UUID, list[Interval]] = {}
    for one in await repository.intervals_between(session, ids, start, end):
        if one.state is State.SHIFT:
            shifts.setdefault(one.person_id, []).append(Span(one.start, one.end))
        else:
            states.setdefault(one.person_id, []).append(one)
    phases: dict[uuid.UUID, list[Claim]] = {}
    for person_id, claim in await repository.phases_between(session, ids, start, end):
        phases.setdefault(person_id, []).append(claim)
    return _Facts(
        shifts,
        {person_id: Logbook(found) for person_id, found in states.items()},
        {person_id: Logbook(found) for person_id, found in phases.items()},
    )


def _timeline(person: Person, day: date, facts: _Facts, calendar: CompanyCalendar) -> Timeline:
    standard = StandardShift(person.shift_start, person.shift_end, person.rest_minutes, person.work_minutes)
    frame = frame_day(day, standard, facts.shifts.get(person.id, []), calendar)
    window = frame.window
    states = facts.states[person.id].touching(window.start, window.end) if person.id in facts.states else []
    claims = facts.phases[person.id].touching(window.start, window.end) if person.id in facts.phases else []
    claims += [
        Claim(
            one.state,
            one.start,
            one.end,
            phase=False,
            source="floor",
            source_id=str(one.id),
            reason=one.reason,
        )
        for one in states
    ]
    segments = lay_out(frame.shift, claims, window)
    figures = None
    if any(claim.phase or claim.state in _PRESENCE for claim in claims):
        figures = count_day(
            person.id,
            day,
            segments,
            standard_work_seconds=person.work_minutes * 60,
            rest_seconds=person.rest_minutes * 60,
        )
        figures = replace(figures, logged_in_seconds=_logged_in(states, window))
    start, end = (segments[0].start, segments[-1].end) if segments else (window.start, window.start)
    return Timeline(person.id, day, start, end, segments, double_booked(claims), figures)


def _logged_in(states: list[Interval], window: Span) -> int | None:
    """Seconds covered by declared states that mean "at work in the system"; None when none was declared."""
    spans = [
        (max(one.start, window.start), min(one.end, window.end))
        for one in states
        if one.state in _PRESENCE - {State.MEAL}
    ]
    return covered_seconds(spans) if spans else None
