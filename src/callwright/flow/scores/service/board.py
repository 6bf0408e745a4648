"""The board of a cycle, the words people write on it, and the settings behind it (product §9.4)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from callwright.flow.scores.contracts import Board, BoardPerson, Cycle, Lack, SupplierSeat
from callwright.flow.scores.decide.members import members
from callwright.flow.scores.errors import (
    NobodyReviewsThemselves,
    NoteMissing,
    PersonUnknown,
    SupplyUnknown,
    WrongStep,
)
from callwright.flow.scores.repository import cycles as repository
from callwright.flow.scores.repository import projects, scored
from callwright.flow.scores.service.cycles import get_cycle, people_of, waiting_for
from callwright.flow.scores.service.supplying import cycle_data, sign_supply, supplies
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Person
from callwright.rules.appraisal.formulas.cycles import (
    CycleState,
    PeriodLength,
    may_advance,
    may_send_back,
    next_state,
)
from callwright.rules.appraisal.formulas.scoring import mean_score
from callwright.rules.appraisal.indicators import SUPPLIERS, Area, PostKind

NO_PROJECT = Text(
    "{month} 没有已发布的考核项目：计划、小组和沟通都缺，像是人力资源一家在做。",
    "No published appraisal project covers {month}: no plan, no group, no talk; it looks like HR alone.",
)


async def board(
    session: Session, *, cycle_id: UUID, principal: Principal, at: datetime, calendar: CompanyCalendar
) -> Board:
    """A cycle as the asker sees it: people within the scope, units of data, what the next step waits for."""
    cycle = await get_cycle(session, cycle_id)
    state = CycleState(cycle.state)
    following = next_state(state)
    people = [person for person in await people_of(session, cycle) if principal.sees(person.id)]
    closed = set(cycle.months) <= set(await scored.closed_months(session))
    data = None if closed or cycle.kind == PostKind.MANAGER else await cycle_data(session, cycle, calendar)
    lacks = await waiting_for(session, cycle, at=at, calendar=calendar, data=data)
    return Board(
        cycle=cycle,
        next_state=following.value if following else None,
        may_advance=may_advance(state, principal.roles),
        may_send_back=may_send_back(state, principal.roles),
        steps=await repository.steps(session, cycle_id),
        supplies=tuple(await supplies(session, cycle, data, principal)) if data else (),
        people=tuple(await _people(session, cycle, people, dict(data.scores) if data else None)),
        waiting=tuple(lack for lack in lacks if _seen(lack, principal)),
        warnings=tuple(await _warnings(session, cycle)),
    )


def _seen(lack: Lack, principal: Principal) -> bool:
    return lack.person_id is None or principal.sees(lack.person_id)


async def _people(
    session: Session, cycle: Cycle, people: list[Person], so_far: dict[UUID, tuple[Decimal, ...]] | None
) -> list[BoardPerson]:
    views, reviews = (
        await repository.self_views(session, cycle.id),
        await repository.reviews(session, cycle.id),
    )
    scores = so_far
    if scores is None:
        scores = {}
        names = [str(month) for month in cycle.months]
        for each in await scored.scores(session, months=names, visible_people=None):
            scores[each.person_id] = (*scores.get(each.person_id, ()), each.score)
    found = []
    for person in people:
        text, next_steps, by = reviews.get(person.id, (None, None, None))
        mine = scores.get(person.id, ())
        found.append(
            BoardPerson(
                person.id,
                person.employee_number,
                person.name,
                person.department,
                mean_score(mine) if mine else None,
                views.get(person.id),
                text,
                next_steps,
                by,
            )
        )
    return found


async def _warnings(session: Session, cycle: Cycle) -> list[Text]:
    uncovered = [month for month in cycle.months if not await projects.covers(session, str(month))]
    return [NO_PROJECT.format(month=month) for month in uncovered]


async def sign(
    session: Session,
    *,
    cycle_id: UUID,
    unit: str,
    principal: Principal,
    at: datetime,
    calendar: CompanyCalendar,
) -> Board:
    """A supplier signs a unit while the cycle is not approved; see `supplying.sign_supply`. WrongStep (409)."""
    cycle = await get_cycle(session, cycle_id)
    if cycle.state in {CycleState.APPROVED, CycleState.CLOSED}:
        raise WrongStep
    await sign_supply(session, cycle=cycle, unit_key=unit, principal=principal, at=at, calendar=calendar)
    return await board(session, cycle_id=cycle_id, principal=principal, at=at, calendar=calendar)


async def write_self_view(
    session: Session, *, cycle_id: UUID, text: str, principal: Principal, at: datetime
) -> None:
    """A person of the cycle says how they see it. WrongStep (409), PersonUnknown (404), NoteMissing (422)."""
    cycle = await _in_step(session, cycle_id, CycleState.SELF_VIEW)
    mine = {person.id for person in await people_of(session, cycle)}
    if principal.person_id is None or principal.person_id not in mine:
        raise PersonUnknown(reference=principal.name)
    _need(text)
    await repository.write_self_view(
        session, cycle_id=cycle_id, person_id=principal.person_id, text=text.strip(), at=at
    )


async def write_review(
    session: Session,
    *,
    cycle_id: UUID,
    person_id: UUID,
    text: str,
    next_steps: str,
    principal: Principal,
    at: datetime,
) -> None:
    """A leader reviews somebody within the scope, never themselves. WrongStep (409), NobodyReviewsThemselves (403)."""
    cycle = await _in_step(session, cycle_id, CycleState.REVIEW)
    found = {person.id for person in await people_of(session, cycle) if principal.sees(person.id)}
    if person_id not in found:
        raise PersonUnknown(reference=str(person_id))
    if person_id == principal.person_id:
        raise NobodyReviewsThemselves
    _need(text)
    await repository.write_review(
        session,
        cycle_id=cycle_id,
        person_id=person_id,
        text=text.strip(),
        next_steps=next_steps.strip(),
        by=principal.name,
        at=at,
    )
    await record(
        session, principal, action="scores.review", object=f"cycle:{cycle_id}:{person_id}", details={}
    )


async def _in_step(session: Session, cycle_id: UUID, wanted: CycleState) -> Cycle:
    cycle = await get_cycle(session, cycle_id)
    if cycle.state != wanted:
        raise WrongStep
    return cycle


def _need(text: str) -> None:
    if len(text.strip()) < 2:
        raise NoteMissing


async def set_period_length(
    session: Session,
    *,
    kind: PostKind,
    length: PeriodLength,
    effective: Month,
    reason: str,
    principal: Principal,
    at: datetime,
) -> None:
    """Say how long cycles of a kind are from a month on; NoteMissing (422) without a reason. Audited."""
    _need(reason)
    values = {"kind": kind.value, "length": length.value, "effective_from": str(effective)}
    await repository.set_length(
        session, {**values, "reason": reason.strip(), "set_by": principal.name, "set_at": at}
    )
    await record(session, principal, action="scores.period", object=f"cycle:{kind}", details=dict(values))


async def name_supplier(
    session: Session,
    *,
    area: str,
    department_id: UUID | None,
    person_id: UUID,
    effective: Month,
    principal: Principal,
    at: datetime,
) -> None:
    """Name the person who supplies an area (of a department) from a month on. SupplyUnknown, PersonUnknown (404)."""
    if area not in set(Area):
        raise SupplyUnknown
    if department_id is not None and not SUPPLIERS[Area(area)].per_department:
        raise SupplyUnknown
    await staff.person(session, person_id)
    values = {"area": area, "department_id": department_id, "person_id": person_id}
    await repository.name_supplier(
        session, {**values, "effective_from": str(effective), "set_by": principal.name, "set_at": at}
    )
    details: dict[str, object] = {"person": str(person_id), "from": str(effective)}
    await record(session, principal, action="scores.supplier", object=f"area:{area}", details=details)


async def supplier_seats(session: Session, month: Month) -> list[SupplierSeat]:
    """Who supplies each area in a month: the person the company named, else nobody and the role of the rule.

    Departments are those in which somebody is appraised.
    """
    named = await repository.named_suppliers(session, str(month))
    everybody = await staff.people(session)
    people = {person.id: person.name for person in everybody}
    appraised = {person.department_id for person in members(everybody, month)}
    departments = [each for each in await staff.departments(session) if each.id in appraised]
    seats: list[SupplierSeat] = []
    for supplier in SUPPLIERS.values():
        units: list[tuple[UUID | None, str]] = [(None, "")]
        if supplier.per_department:
            units = [(each.id, each.name) for each in departments]
        for department_id, department in units:
            person_id = named.get((str(supplier.area), department_id)) or named.get(
                (str(supplier.area), None)
            )
            seats.append(
                SupplierSeat(
                    area=str(supplier.area),
                    title=supplier.title,
                    role=supplier.role_title,
                    department_id=department_id,
                    department=department,
                    person_id=person_id,
                    person=people.get(person_id, "") if person_id else "",
                )
            )
    return seats


async def settings(session: Session, month: Month) -> dict[str, PeriodLength | None]:
    """The lengths the company set, None where the rule's default holds."""
    found = {}
    for kind in PostKind:
        given = await repository.length(session, kind=kind.value, month=str(month))
        found[kind.value] = PeriodLength(given) if given else None
    return found
