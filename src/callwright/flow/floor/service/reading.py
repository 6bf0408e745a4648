"""Timelines and the figures of days."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from callwright.flow.floor.contracts import PersonDay, Timeline
from callwright.flow.floor.decide.day import PersonFacts, lay_out_day
from callwright.flow.floor.errors import PersonNotVisible
from callwright.flow.floor.service.counting import count_days, days_between, load_facts, standard_shift
from callwright.flow.floor.service.importing import COMPANY
from callwright.flow.floor.service.rolling import rolled
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.db import Session
from callwright.registers.staff import service as staff


async def timeline(
    session: Session,
    *,
    person_id: uuid.UUID,
    day: date,
    visible_people: frozenset[uuid.UUID] | None = None,
    calendar: CompanyCalendar = COMPANY,
    now: datetime | None = None,
) -> Timeline:
    """One person's company day without gap or overlap; PersonNotVisible (404) outside `visible_people`.

    With `now` a running day ends there, with the state that still lasts; without it the whole shift is laid out.
    """
    people = await staff.people(session, visible_people=visible_people)
    person = next((one for one in people if one.id == person_id), None)
    if person is None:
        raise PersonNotVisible
    facts = await load_facts(session, [person], day, day, calendar, now)
    known = facts.get(person.id, PersonFacts())
    return lay_out_day(person.id, day, standard_shift(person), known, calendar, now)


async def day_figures(
    session: Session,
    *,
    first_day: date,
    last_day: date,
    visible_people: frozenset[uuid.UUID] | None = None,
    calendar: CompanyCalendar = COMPANY,
    now: datetime | None = None,
) -> list[PersonDay]:
    """Work time, talk and lost seconds of each person and day they were present, both days included.

    Ordered by day, then employee number. Present = any call phase, or any declared state but shift and
    offline. With `now` a running day counts up to that moment; without it the whole shift counts. Days that are
    over come from where `roll_up` counted them; the others are counted now.
    """
    people = await staff.people(session, visible_people=visible_people)
    found = await rolled(session, people, first_day, last_day, calendar)
    if now is not None:
        today = calendar.day_of(now)
        found = {pair: figures for pair, figures in found.items() if pair[1] < today}
    days = days_between(first_day, last_day)
    missing = [(one.id, day) for day in days for one in people if (one.id, day) not in found]
    found |= await count_days(session, people, missing, calendar, now=now)
    ordered = (found[one.id, day] for day in days for one in people)
    return [figures for figures in ordered if figures is not None]
