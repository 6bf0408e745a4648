"""The wallboard's people: who does what now, since when, with which phone, and what is wrong."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from callwright.flow.floor.contracts import Board, BoardPerson, CurrentState, PersonDay, PhoneHealth, State
from callwright.flow.floor.decide.alarms import alarms
from callwright.flow.floor.service.importing import COMPANY
from callwright.flow.floor.service.phones import phones
from callwright.flow.floor.service.present import current
from callwright.flow.floor.service.reading import day_figures
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.db import Session
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Person
from callwright.rules.floor.values import floor_parameters


async def board(
    session: Session,
    *,
    visible_people: frozenset[uuid.UUID] | None,
    at: datetime,
    calendar: CompanyCalendar = COMPANY,
    with_figures: bool = False,
) -> Board:
    """Everybody visible who sells or is signed in, by employee number, as they are at `at`.

    `with_figures` adds today's talk, work and lost seconds up to `at`: dearer, for a slower rhythm.
    """
    day = calendar.day_of(at)
    employed = await staff.people(session, visible_people=visible_people, on=day)
    ids = frozenset(person.id for person in employed)
    presents = await current(session, visible_people=ids)
    healths = await phones(session, person_ids=ids, at=at)
    figures: Mapping[uuid.UUID, PersonDay] = {}
    if with_figures:
        today = await day_figures(
            session, first_day=day, last_day=day, visible_people=ids, calendar=calendar, now=at
        )
        figures = {one.person_id: one for one in today}
    shown = tuple(
        _person(one, presents.get(one.id), healths.get(one.id), figures.get(one.id))
        for one in employed
        if one.is_rep or (one.id in presents and presents[one.id].state is not State.OFFLINE)
    )
    patience = timedelta(seconds=floor_parameters(day).alarm_seconds)
    counts = Counter(str(one.state) for one in shown)
    return Board(at, shown, dict(counts), tuple(alarms(shown, at, patience)))


def _person(
    person: Person, now: CurrentState | None, phone: PhoneHealth | None, figures: PersonDay | None
) -> BoardPerson:
    return BoardPerson(
        person_id=person.id,
        employee_number=person.employee_number,
        name=person.name,
        team=person.team,
        current=now,
        phone=phone,
        lost=figures.lost if figures else None,
        talk_seconds=figures.talk_seconds if figures else None,
        work_seconds=figures.work_seconds if figures else None,
    )
