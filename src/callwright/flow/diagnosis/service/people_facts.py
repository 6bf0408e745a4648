"""Facts about people: time, revenue, goals."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from callwright.flow.diagnosis.contracts import Actor
from callwright.flow.diagnosis.decide.facts import DepartmentTime, Earner, GoalGaps, Member, total
from callwright.flow.diagnosis.decide.wording import share
from callwright.flow.diagnosis.service.period import Span
from callwright.flow.floor import service as floor
from callwright.flow.floor.contracts import PersonDay
from callwright.flow.orders import service as orders
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.period import Month
from callwright.platform.db import Session
from callwright.registers.goals import service as goals
from callwright.registers.staff.contracts import Person, Role


def managers(people: Sequence[Person], department_id: UUID | None = None) -> tuple[Actor, ...]:
    """The managers of a department (or of all); the owner when there is none."""
    found = [
        Actor("manager", one.id, one.name)
        for one in people
        if one.role is Role.MANAGER and department_id in (None, one.department_id)
    ]
    return tuple(found) or tuple(holders(people, Role.OWNER))


def holders(people: Sequence[Person], role: Role) -> tuple[Actor, ...]:
    """Everybody with a role; the bare role when nobody has it."""
    found = tuple(Actor(str(role), one.id, one.name) for one in people if one.role is role)
    return found or (Actor(str(role)),)


async def department_times(
    session: Session, people: Sequence[Person], now: Span, before: Span, calendar: CompanyCalendar
) -> list[DepartmentTime]:
    """Work time, talk and lost minutes of the reps of each department."""
    reps = {one.id: one for one in people if one.is_rep}
    here = await _days(session, reps, now, calendar)
    then = await _days(session, reps, before, calendar)
    return [
        _department_time(
            department_id, days, then.get(department_id, []), reps, managers(people, department_id)
        )
        for department_id, days in here.items()
    ]


async def _days(
    session: Session, reps: dict[UUID, Person], span: Span, calendar: CompanyCalendar
) -> dict[UUID, list[PersonDay]]:
    found = await floor.day_figures(
        session,
        first_day=span.first_day,
        last_day=span.last_day,
        visible_people=frozenset(reps),
        calendar=calendar,
    )
    by_department: dict[UUID, list[PersonDay]] = defaultdict(list)
    for one in found:
        by_department[reps[one.person_id].department_id].append(one)
    return by_department


def _department_time(
    department_id: UUID,
    days: Sequence[PersonDay],
    before: Sequence[PersonDay],
    reps: dict[UUID, Person],
    who: tuple[Actor, ...],
) -> DepartmentTime:
    lost: dict[str, Decimal] = defaultdict(Decimal)
    for one in days:
        for cause, seconds in one.lost.items():
            lost[str(cause)] += Decimal(seconds) / 60
    name = next(one.department for one in reps.values() if one.department_id == department_id)
    work_before = sum(one.work_seconds for one in before)
    talk_before = Decimal(sum(one.talk_seconds for one in before))
    return DepartmentTime(
        department=name,
        people=frozenset(one.person_id for one in days),
        days=len(days),
        work=Decimal(sum(one.work_seconds for one in days)) / 60,
        talk=Decimal(sum(one.talk_seconds for one in days)) / 60,
        lost=dict(lost),
        previous_utilisation=share(talk_before / work_before) if work_before else None,
        who=who,
    )


async def earners(
    session: Session, people: Sequence[Person], span: Span, calendar: CompanyCalendar
) -> list[Earner]:
    """Every rep employed in the span with the revenue credited to them, 0 included."""
    facts = await orders.revenue_facts(
        session, first_day=span.first_day, last_day=span.last_day, calendar=calendar
    )
    revenue: dict[UUID, Decimal] = defaultdict(Decimal)
    for fact in facts:
        revenue[fact.person_id] += fact.amount
    return [Earner(one.id, one.name, revenue[one.id]) for one in _employed(people, span) if one.is_rep]


def _employed(people: Sequence[Person], span: Span) -> list[Person]:
    return [
        one
        for one in people
        if one.hired_on <= span.last_day and (one.left_on is None or one.left_on >= span.first_day)
    ]


async def goal_gaps(session: Session, people: Sequence[Person], month: Month, span: Span) -> GoalGaps:
    """Who of the reps and managers lacks goals, their acknowledgement or a role description."""
    asked = [one for one in _employed(people, span) if one.is_rep or one.role is Role.MANAGER]
    without, silent, no_role = await _gaps(session, asked, month)
    before = await _gaps(session, asked, month.previous())
    concerned = {one.id: one for one in (*without, *silent, *no_role)}
    workdays = _workdays(span)
    minutes = total(Decimal(one.work_minutes) for one in asked if one.id in concerned)
    previous = {one.id for group in before for one in group}
    return GoalGaps(
        month=str(month),
        asked=len(asked),
        without_goals=tuple(without),
        unacknowledged=tuple(silent),
        without_role=tuple(no_role),
        paid_minutes=minutes * workdays,
        previous_gaps=len(previous),
    )


async def _gaps(
    session: Session, asked: Sequence[Person], month: Month
) -> tuple[list[Member], list[Member], list[Member]]:
    cycle = await goals.cycle(session, month)
    without, silent, no_role = [], [], []
    for one in asked:
        member, own = Member(one.id, one.name), cycle.of(one.id)
        if own is None or not own.indicators:
            without.append(member)
            continue
        if own.acknowledged_at is None:
            silent.append(member)
        if not own.responsibilities:
            no_role.append(member)
    return without, silent, no_role


def _workdays(span: Span) -> int:
    days = (span.last_day - span.first_day).days + 1
    return sum((span.first_day + dt.timedelta(days=offset)).weekday() < 5 for offset in range(days))
