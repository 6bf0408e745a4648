"""The newcomer programme, and anybody's own weeks."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from uuid import UUID

from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts import PersonDayActivity
from callwright.flow.coaching.contracts.growing import Newcomer, Week
from callwright.flow.coaching.decide.weeks import WEEK, weeks, weeks_from
from callwright.flow.floor import service as floor
from callwright.flow.floor.contracts import PersonDay
from callwright.flow.insights import service as insights
from callwright.flow.insights.contracts import CheckHit, Kind, Verdict
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.db import Session
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Person
from callwright.rules.coaching.growing import Ramp, growing_parameters
from callwright.rules.coaching.values import CoachingParameters, coaching_parameters

OWN_WEEKS = 8
HIT_DAYS = 30
FULL = Ramp(0, 0, Decimal(1), 0, Decimal(1), 0)
"""Who is no newcomer is expected to reach the full goals."""
Span = tuple[int, dt.date, dt.date]


async def newcomers(
    session: Session,
    *,
    today: dt.date,
    visible_people: frozenset[UUID] | None,
    calendar: CompanyCalendar,
) -> list[Newcomer]:
    """Reps in scope who are in the programme today, the newest first, with their weeks so far."""
    ramp = growing_parameters(today).ramp
    people = [
        one
        for one in await staff.people(session, visible_people=visible_people, on=today)
        if one.is_rep and (today - one.hired_on).days < ramp.weeks * WEEK.days
    ]
    return [
        await _newcomer(session, one, ramp, today, calendar)
        for one in sorted(people, key=lambda each: (each.hired_on, each.employee_number), reverse=True)
    ]


async def newcomer(
    session: Session,
    *,
    person_id: UUID,
    today: dt.date,
    visible_people: frozenset[UUID] | None,
    calendar: CompanyCalendar,
) -> Newcomer | None:
    """One person in scope in the programme; None when it is over. PersonNotFound (404)."""
    person = await staff.person(session, person_id, visible_people=visible_people)
    ramp = growing_parameters(today).ramp
    days = (today - person.hired_on).days
    if not 0 <= days < ramp.weeks * WEEK.days:
        return None
    return await _newcomer(session, person, ramp, today, calendar)


async def own_weeks(
    session: Session,
    *,
    person_id: UUID,
    today: dt.date,
    visible_people: frozenset[UUID] | None,
    calendar: CompanyCalendar,
) -> tuple[Week, ...]:
    """The last weeks of a person in scope, Mondays to Sundays, beside the full goals; the running one last."""
    person = await staff.person(session, person_id, visible_people=visible_people)
    monday = today - dt.timedelta(days=today.weekday())
    spans = list(weeks_from(monday - WEEK * (OWN_WEEKS - 1), today, OWN_WEEKS))
    return await _weeks(session, person, spans, FULL, today, calendar)


async def own_hits(
    session: Session, *, person_id: UUID, today: dt.date, visible_people: frozenset[UUID] | None
) -> list[CheckHit]:
    """Faults in a person's calls of the last thirty days, newest first, without those that people judged wrong.

    PersonNotFound (404) outside scope.
    """
    await staff.person(session, person_id, visible_people=visible_people)
    found = await insights.hits_of_people(
        session,
        people=[person_id],
        first=today - dt.timedelta(days=HIT_DAYS - 1),
        last=today,
        kinds=[Kind.FAULT],
    )
    return [one for one in found if one.verdict is not Verdict.WRONG]


async def _newcomer(
    session: Session, person: Person, ramp: Ramp, today: dt.date, calendar: CompanyCalendar
) -> Newcomer:
    spans = list(weeks_from(person.hired_on, today, ramp.weeks))
    week = spans[-1][0] if spans else 1
    return Newcomer(
        person_id=person.id,
        name=person.name,
        employee_number=person.employee_number,
        hired_on=person.hired_on,
        week=week,
        weeks_total=ramp.weeks,
        behaviour_only=week <= ramp.behaviour_weeks,
        weeks=await _weeks(session, person, spans, ramp, today, calendar),
    )


async def _weeks(
    session: Session,
    person: Person,
    spans: Sequence[Span],
    ramp: Ramp,
    today: dt.date,
    calendar: CompanyCalendar,
) -> tuple[Week, ...]:
    if not spans:
        return ()
    own = frozenset({person.id})
    first, last = spans[0][1], min(spans[-1][2], today)
    activities = await calls.activity_by_day(
        session, first_day=first, last_day=last, visible_people=own, calendar=calendar
    )
    days = await floor.day_figures(
        session, first_day=first, last_day=last, visible_people=own, calendar=calendar
    )
    grades = await insights.graded_of_person(session, person_id=person.id, first_day=first, last_day=last)
    values: dict[int, dict[str, float | None]] = {}
    present: dict[int, int] = {}
    for number, begins, ends in spans:
        done = [one for one in activities if begins <= one.day <= ends]
        there = [one for one in days if begins <= one.day <= ends]
        present[number] = len({one.day for one in done} | {one.day for one in there})
        values[number] = _values(done, there, present[number])
        scores = [float(one.score) for one in grades if begins <= one.day <= ends]
        values[number]["quality"] = sum(scores) / len(scores) if scores else None
    return weeks(spans, values, present, goals=_goals(coaching_parameters(today)), ramp=ramp)


def _values(
    done: Sequence[PersonDayActivity], there: Iterable[PersonDay], present: int
) -> dict[str, float | None]:
    """Means over days of presence; utilisation is talk ÷ work of the whole week."""
    if not present:
        return {}
    totals: dict[str, int] = defaultdict(int)
    for one in done:
        for name in ("dials", "effective", "interested"):
            totals[name] += getattr(one, name)
    found: dict[str, float | None] = {
        name: totals[name] / present for name in ("dials", "effective", "interested")
    }
    talk, work = 0, 0
    for shift in there:
        talk, work = talk + shift.talk_seconds, work + shift.work_seconds
    found["utilisation"] = talk / work if work else None
    return found


def _goals(rules: CoachingParameters) -> dict[str, Decimal]:
    return {**rules.daily_goals, "utilisation": rules.utilisation_goal}
