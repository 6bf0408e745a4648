"""The only SQL of the staff register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, select, text, update
from sqlalchemy.dialects.postgresql import insert

from callwright.platform.db import Session, among
from callwright.registers.staff.contracts import (
    Department,
    DepartmentMove,
    Easing,
    Grade,
    GradeChange,
    MarketType,
    PartnerTerm,
    PartnerUnit,
    Person,
    PersonName,
    Role,
)
from callwright.registers.staff.models import (
    DepartmentMoveRow,
    DepartmentRow,
    EasingRow,
    GradeChangeRow,
    PartnerTermRow,
    PersonRow,
    RosterImportRow,
    TeamRow,
)


async def people(
    session: Session,
    *,
    ids: Iterable[UUID] | None = None,
    account_id: UUID | None = None,
    visible_people: frozenset[UUID] | None = None,
    on: dt.date | None = None,
) -> list[Person]:
    """People by employee number; with `on`, those employed that day with that day's grade."""
    query = _people_query()
    if ids is not None:
        query = query.where(PersonRow.id.in_(list(ids)))
    if account_id is not None:
        query = query.where(PersonRow.account_id == account_id)
    if visible_people is not None:
        query = query.where(PersonRow.id.in_(list(visible_people)))
    if on is not None:
        query = query.where(
            PersonRow.hired_on <= on,
            (PersonRow.left_on.is_(None)) | (PersonRow.left_on >= on),
        )
    rows = (await session.execute(query)).all()
    history = await grade_history(session, person_ids=[row.id for row in rows])
    return [_person(row, history.get(row.id, []), on) for row in rows]


async def people_on(session: Session, days: Sequence[dt.date]) -> list[tuple[Person, tuple[Grade, ...]]]:
    """Everybody by employee number, with the grades of some days, in one look."""
    rows = (await session.execute(_people_query())).all()
    history = await grade_history(session, person_ids=None)
    return [
        (_person(row, grades, None), tuple(grade_at(grades, day) for day in days))
        for row in rows
        for grades in (history.get(row.id, []),)
    ]


def _people_query() -> Select[*tuple[Any, ...]]:
    return (
        select(*_PERSON, DepartmentRow.name.label("department"), TeamRow.name.label("team"))
        .join(DepartmentRow, DepartmentRow.id == PersonRow.department_id)
        .outerjoin(TeamRow, TeamRow.id == PersonRow.team_id)
        .order_by(PersonRow.employee_number)
    )


_PERSON = (
    PersonRow.id,
    PersonRow.employee_number,
    PersonRow.name,
    PersonRow.department_id,
    PersonRow.team_id,
    PersonRow.role,
    PersonRow.market_type,
    PersonRow.market,
    PersonRow.hired_on,
    PersonRow.left_on,
    PersonRow.leader_id,
    PersonRow.shift_start,
    PersonRow.shift_end,
    PersonRow.rest_minutes,
    PersonRow.account_id,
)


def _person(row: Row[Any], history: Sequence[GradeChange], on: dt.date | None) -> Person:
    return Person(
        id=row.id,
        employee_number=row.employee_number,
        name=row.name,
        department_id=row.department_id,
        department=row.department,
        team_id=row.team_id,
        team=row.team,
        role=Role(row.role),
        grade=grade_at(history, on),
        market_type=MarketType(row.market_type) if row.market_type else None,
        market=row.market,
        hired_on=row.hired_on,
        left_on=row.left_on,
        leader_id=row.leader_id,
        shift_start=row.shift_start,
        shift_end=row.shift_end,
        rest_minutes=row.rest_minutes,
        account_id=row.account_id,
    )


def grade_at(history: Sequence[GradeChange], on: dt.date | None) -> Grade:
    """The grade valid on a day; before the first entry the first one counts; no history is junior."""
    if not history:
        return Grade.JUNIOR
    day = on or dt.datetime.now(dt.UTC).date()
    valid = [change for change in history if change.effective_on <= day]
    return (valid[-1] if valid else history[0]).grade


async def grade_history(
    session: Session, *, person_ids: Sequence[UUID] | None
) -> dict[UUID, list[GradeChange]]:
    """Grade changes of each person (None: of everybody), oldest first; of two on one day the later recorded last."""
    query = select(
        GradeChangeRow.person_id, GradeChangeRow.grade, GradeChangeRow.effective_on, GradeChangeRow.reason
    ).order_by(GradeChangeRow.effective_on, GradeChangeRow.recorded_at)
    if person_ids is not None:
        query = query.where(GradeChangeRow.person_id == among(person_ids))
    history: dict[UUID, list[GradeChange]] = {}
    for person_id, grade, effective_on, reason in await session.execute(query):
        change = GradeChange(person_id, Grade(grade), effective_on, reason)
        history.setdefault(person_id, []).append(change)
    return history


async def person_name(session: Session, person_id: UUID) -> PersonName | None:
    """The names of one person, by the cheapest look there is."""
    row = (await session.execute(_NAME, {"person": person_id})).one_or_none()
    return None if row is None else PersonName(*row)


_NAME = text("SELECT id, employee_number, name FROM staff.person WHERE id = :person")


async def moves(session: Session) -> dict[UUID, list[DepartmentMove]]:
    """Everybody's moves between departments by day; of two on one day the later recorded comes last."""
    query = select(
        DepartmentMoveRow.person_id,
        DepartmentMoveRow.from_department_id,
        DepartmentMoveRow.to_department_id,
        DepartmentMoveRow.effective_on,
    ).order_by(DepartmentMoveRow.effective_on, DepartmentMoveRow.recorded_at)
    found: dict[UUID, list[DepartmentMove]] = {}
    for row in await session.execute(query):
        found.setdefault(row.person_id, []).append(DepartmentMove(*row))
    return found


async def add_moves(session: Session, made: Sequence[tuple[UUID, DepartmentMove]]) -> None:
    """Write moves with their ids, one after the other; one that is told again counts as told last."""
    for key, move in made:
        told = insert(DepartmentMoveRow).values({"id": key, **vars(move)})
        again = {"recorded_at": func.clock_timestamp(), "from_department_id": move.from_department_id}
        await session.execute(told.on_conflict_do_update(index_elements=["id"], set_=again))


async def departments(session: Session) -> list[Department]:
    """All departments by name."""
    rows = (await session.execute(select(DepartmentRow).order_by(DepartmentRow.name))).scalars()
    return [Department(row.id, row.name, row.partner) for row in rows]


async def set_partner(session: Session, *, department_id: UUID, partner: bool) -> None:
    """Say whether a department is an outside partner."""
    statement = update(DepartmentRow).where(DepartmentRow.id == department_id)
    await session.execute(statement.values(partner=partner))


async def is_partner(session: Session, *, department_id: UUID) -> bool:
    """Whether a department is an outside partner."""
    query = select(DepartmentRow.partner).where(DepartmentRow.id == department_id)
    return bool(await session.scalar(query))


async def save_term(session: Session, *, row_id: UUID, term: PartnerTerm, by: str, at: dt.datetime) -> None:
    """Store a term; the same unit on the same day is replaced."""
    values = {"price": term.price, "currency": term.currency, "recorded_by": by, "recorded_at": at}
    statement = insert(PartnerTermRow).values(
        id=row_id,
        department_id=term.department_id,
        effective_on=term.effective_on,
        per=str(term.per),
        **values,
    )
    await session.execute(statement.on_conflict_do_update(index_elements=[PartnerTermRow.id], set_=values))


async def terms_until(session: Session, *, day: dt.date) -> list[PartnerTerm]:
    """Terms that have begun on a day, oldest first."""
    query = select(PartnerTermRow).where(PartnerTermRow.effective_on <= day)
    rows = await session.scalars(query.order_by(PartnerTermRow.effective_on, PartnerTermRow.per))
    return [
        PartnerTerm(row.department_id, row.effective_on, PartnerUnit(row.per), row.price, row.currency)
        for row in rows
    ]


async def people_of(
    session: Session, *, team_id: UUID | None = None, department_id: UUID | None = None
) -> set[UUID]:
    """Ids of the people of a team and/or department, left ones included."""
    query = select(PersonRow.id)
    if team_id is not None:
        query = query.where(PersonRow.team_id == team_id)
    if department_id is not None:
        query = query.where(PersonRow.department_id == department_id)
    return set((await session.execute(query)).scalars())


async def led_by(session: Session, *, leader_id: UUID) -> set[UUID]:
    """Ids of the people whose leader is this person."""
    query = select(PersonRow.id).where(PersonRow.leader_id == leader_id)
    return set((await session.execute(query)).scalars())


async def save_groups(
    session: Session,
    *,
    department_rows: list[dict[str, Any]],
    team_rows: list[dict[str, Any]],
) -> None:
    """Create departments and teams that are not there yet."""
    if department_rows:
        await session.execute(insert(DepartmentRow).values(department_rows).on_conflict_do_nothing())
    if team_rows:
        await session.execute(insert(TeamRow).values(team_rows).on_conflict_do_nothing())


async def save_people(session: Session, rows: list[dict[str, Any]]) -> None:
    """Create or overwrite people by id; account and leader are kept."""
    statement = insert(PersonRow)
    kept = {"id", "employee_number"}
    changed = {name: statement.excluded[name] for name in rows[0] if name not in kept}
    await session.execute(
        statement.values(rows).on_conflict_do_update(index_elements=[PersonRow.id], set_=changed)
    )


async def set_leader(session: Session, *, person_id: UUID, leader_id: UUID | None) -> None:
    """Set who leads a person."""
    await session.execute(update(PersonRow).where(PersonRow.id == person_id).values(leader_id=leader_id))


async def set_account(session: Session, *, person_id: UUID, account_id: UUID) -> None:
    """Set the account a person signs in with."""
    await session.execute(update(PersonRow).where(PersonRow.id == person_id).values(account_id=account_id))


async def add_grade(session: Session, *, row_id: UUID, change: GradeChange) -> bool:
    """Append one grade change; False when exactly this one is already there."""
    statement = (
        insert(GradeChangeRow)
        .values(
            id=row_id,
            person_id=change.person_id,
            grade=str(change.grade),
            effective_on=change.effective_on,
            reason=change.reason,
        )
        .on_conflict_do_nothing()
        .returning(GradeChangeRow.id)
    )
    return (await session.execute(statement)).scalar_one_or_none() is not None


async def roster_seen(session: Session, *, file_sha256: str) -> bool:
    """True when this very file was imported before."""
    query = select(func.count()).where(RosterImportRow.file_sha256 == file_sha256)
    return bool((await session.execute(query)).scalar_one())


async def remember_roster(session: Session, **values: Any) -> None:
    """Note that a roster file was taken."""
    await session.execute(insert(RosterImportRow).values(**values).on_conflict_do_nothing())


async def add_easing(session: Session, *, row_id: UUID, easing: Easing, now: dt.datetime) -> None:
    """Add an easing."""
    await session.execute(
        insert(EasingRow).values(
            id=row_id,
            person_id=easing.person_id,
            starts_on=easing.starts_on,
            ends_on=easing.ends_on,
            reason=easing.reason,
            set_by=easing.set_by,
            set_at=now,
        )
    )


async def easings(session: Session, *, on: dt.date) -> list[Easing]:
    """Easings of a day, those that last longest last."""
    query = select(EasingRow).where(EasingRow.starts_on <= on, EasingRow.ends_on >= on)
    return [
        Easing(row.person_id, row.starts_on, row.ends_on, row.reason, row.set_by)
        for row in await session.scalars(query.order_by(EasingRow.ends_on, EasingRow.set_at))
    ]
