"""Who works here, and whom each role may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from callwright.platform.db import Session
from callwright.registers.staff import repository
from callwright.registers.staff.contracts import (
    Department,
    Grade,
    GradeChange,
    Person,
    PersonName,
    PersonResolver,
    Stay,
)
from callwright.registers.staff.decide.scope import scope_of
from callwright.registers.staff.decide.stays import stays as stays_of
from callwright.registers.staff.errors import PersonNotFound


async def people(
    session: Session,
    *,
    visible_people: frozenset[UUID] | None = None,
    on: dt.date | None = None,
) -> list[Person]:
    """People by employee number. With `on`: those employed that day, with its grade; else everybody."""
    return await repository.people(session, visible_people=visible_people, on=on)


async def people_on(session: Session, *days: dt.date) -> list[tuple[Person, tuple[Grade, ...]]]:
    """Everybody by employee number, employed or not, with today's grade and the grades of some days."""
    return await repository.people_on(session, days)


async def stays(session: Session, *, first_day: dt.date, last_day: dt.date) -> dict[UUID, tuple[Stay, ...]]:
    """Departments by day of everybody who ever moved between them; for others the person's department counts."""
    moves = await repository.moves(session)
    return {key: stays_of(each, first_day, last_day) for key, each in moves.items()}


async def person(
    session: Session, person_id: UUID, *, visible_people: frozenset[UUID] | None = None
) -> Person:
    """One person with today's grade; PersonNotFound also when outside `visible_people`."""
    found = await repository.people(session, ids=[person_id], visible_people=visible_people)
    if not found:
        raise PersonNotFound(person_id=str(person_id))
    return found[0]


async def labels(session: Session) -> dict[UUID, str]:
    """How lists name everybody who ever worked here, by id: name and employee number."""
    return {each.id: each.label.zh for each in await people(session)}


async def person_name(session: Session, person_id: UUID) -> PersonName:
    """Employee number and name of one person; PersonNotFound. Whoever asks may see something about that person."""
    found = await repository.person_name(session, person_id)
    if found is None:
        raise PersonNotFound(person_id=str(person_id))
    return found


async def person_of_account(session: Session, account_id: UUID) -> UUID | None:
    """The id of the person who signs in with this account, if any."""
    found = await repository.people(session, account_id=account_id)
    return found[0].id if found else None


async def resolver(session: Session) -> PersonResolver:
    """A resolver over everybody, left people included (their old calls are still theirs)."""
    return PersonResolver(await repository.people(session))


async def departments(session: Session) -> list[Department]:
    """All departments by name."""
    return await repository.departments(session)


async def grade_history(session: Session, *, person_id: UUID) -> list[GradeChange]:
    """A person's grades with effective dates, oldest first."""
    return (await repository.grade_history(session, person_ids=[person_id])).get(person_id, [])


async def visible_people(
    session: Session, *, person_id: UUID | None, roles: Collection[str]
) -> frozenset[UUID] | None:
    """Whose rows a signed-in person may see: None is the whole company (product §12).

    Agent: self. Team lead: own team, people led, self. Manager: own department. HR, finance, QA, owner and
    list steward: everybody. Partner: its department when that is an outside partner, else self. Operator: self.
    Several roles add up; an account without a person and without a company-wide role sees nobody. Whatever its
    role, nobody of an outside partner sees beyond that partner.
    """
    scope = scope_of(roles)
    found = await repository.people(session, ids=[person_id]) if person_id else []
    outside = bool(found) and await repository.is_partner(session, department_id=found[0].department_id)
    if scope == "company" and not outside:
        return None
    if not found:
        return frozenset()
    me = found[0]
    seen = {me.id}
    if scope == "department" or (outside and scope in {"partner", "company"}):
        seen |= await repository.people_of(session, department_id=me.department_id)
    elif scope == "team":
        seen |= await repository.led_by(session, leader_id=me.id)
        if me.team_id is not None:
            seen |= await repository.people_of(session, team_id=me.team_id)
    return frozenset(seen)
