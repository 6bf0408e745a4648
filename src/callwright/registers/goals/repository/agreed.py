"""What was agreed for months: goals of people, targets, actual values, files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert

from callwright.kernel.ids import derive_id
from callwright.platform.db import Session
from callwright.platform.files import StoredFile
from callwright.registers.goals.contracts import ManualValue, PersonGoals, Target
from callwright.registers.goals.models import (
    CompanyTargetRow,
    CycleRow,
    DepartmentTargetRow,
    GoalFileRow,
    ManualValueRow,
    PersonGoalsRow,
    PostRow,
    TargetRow,
)


async def lock_months(session: Session, months: Collection[str]) -> set[str]:
    """Create the months if new, hold them until the transaction ends, and tell which are sealed."""
    if not months:
        return set()
    ordered = [{"month": month} for month in sorted(months)]
    await session.execute(insert(CycleRow).values(ordered).on_conflict_do_nothing())
    held = select(CycleRow).where(CycleRow.month.in_(months)).order_by(CycleRow.month).with_for_update()
    rows = (await session.execute(held.execution_options(populate_existing=True))).scalars().all()
    return {row.month for row in rows if row.sealed_at is not None}


async def seal(session: Session, *, month: str, at: datetime) -> bool:
    """Seal a month; False when it was sealed before."""
    statement = (
        update(CycleRow).where(CycleRow.month == month, CycleRow.sealed_at.is_(None)).values(sealed_at=at)
    )
    return bool((await session.execute(statement.returning(CycleRow.month))).scalar_one_or_none())


async def sealed_at(session: Session, month: str) -> datetime | None:
    """When a month was sealed."""
    return await session.scalar(select(CycleRow.sealed_at).where(CycleRow.month == month))


async def goals(
    session: Session, *, month: str, people: Collection[UUID] | None = None
) -> dict[UUID, PersonGoals]:
    """Goals of a month by person, the indicators in the order of the sheet."""
    found = (
        select(PersonGoalsRow, PostRow.responsibilities)
        .outerjoin(PostRow, PostRow.name == PersonGoalsRow.post)
        .where(PersonGoalsRow.month == month)
        .order_by(PersonGoalsRow.person_id)
    )
    if people is not None:
        found = found.where(PersonGoalsRow.person_id.in_(people))
    heads = (await session.execute(found.execution_options(populate_existing=True))).all()
    targets = await _targets(session, [row.id for row, _ in heads])
    return {
        row.person_id: PersonGoals(
            row.person_id, row.post, responsibilities, row.acknowledged_at, tuple(targets.get(row.id, ()))
        )
        for row, responsibilities in heads
    }


async def _targets(session: Session, goals_ids: Sequence[UUID]) -> dict[UUID, list[Target]]:
    found = select(TargetRow).where(TargetRow.goals_id.in_(goals_ids)).order_by(TargetRow.place)
    by_goals: dict[UUID, list[Target]] = {}
    for row in (await session.execute(found)).scalars():
        by_goals.setdefault(row.goals_id, []).append(Target(row.indicator, row.weight, row.target))
    return by_goals


async def replace_goals(
    session: Session, *, month: str, person_id: UUID, post: str, targets: Sequence[Target], at: datetime
) -> None:
    """Put a new set of goals in place of the old one and take its acknowledgement back."""
    goals_id = derive_id("goals.person_goals", month, person_id)
    values = {"id": goals_id, "month": month, "person_id": person_id, "post": post, "changed_at": at}
    reset = {"post": post, "changed_at": at, "acknowledged_at": None, "acknowledged_by": None}
    await session.execute(
        insert(PersonGoalsRow).values(values).on_conflict_do_update(index_elements=["id"], set_=reset)
    )
    await session.execute(delete(TargetRow).where(TargetRow.goals_id == goals_id))
    rows = [
        {
            "id": derive_id("goals.target", goals_id, target.indicator),
            "goals_id": goals_id,
            "month": month,
            "place": place,
            "indicator": target.indicator,
            "weight": target.weight,
            "target": target.target,
        }
        for place, target in enumerate(targets)
    ]
    await session.execute(insert(TargetRow).values(rows))


async def acknowledge(
    session: Session, *, month: str, people: Collection[UUID] | None, at: datetime, by: str
) -> int:
    """Mark goals as acknowledged; returns how many were not before."""
    statement = update(PersonGoalsRow).where(
        PersonGoalsRow.month == month, PersonGoalsRow.acknowledged_at.is_(None)
    )
    if people is not None:
        statement = statement.where(PersonGoalsRow.person_id.in_(people))
    changed = statement.values(acknowledged_at=at, acknowledged_by=by).returning(PersonGoalsRow.id)
    return len((await session.execute(changed)).scalars().all())


async def posts(session: Session) -> dict[str, str]:
    """Role descriptions by post."""
    return {row.name: row.responsibilities for row in (await session.execute(select(PostRow))).scalars()}


async def save_posts(session: Session, found: Mapping[str, str]) -> None:
    """Write role descriptions."""
    if found:
        rows = [{"name": name, "responsibilities": text} for name, text in found.items()]
        statement = insert(PostRow).values(rows)
        changed = {"responsibilities": statement.excluded.responsibilities}
        await session.execute(statement.on_conflict_do_update(index_elements=["name"], set_=changed))


async def department_targets(session: Session, months: Collection[str]) -> dict[tuple[str, UUID], Decimal]:
    """Department targets of months."""
    found = select(DepartmentTargetRow).where(DepartmentTargetRow.month.in_(months))
    rows = (await session.execute(found.execution_options(populate_existing=True))).scalars()
    return {(row.month, row.department_id): row.target for row in rows}


async def save_department_targets(session: Session, found: Mapping[tuple[str, UUID], Decimal]) -> None:
    """Write department targets."""
    if found:
        keys = ("month", "department_id", "target")
        rows = [dict(zip(keys, (*key, target), strict=True)) for key, target in found.items()]
        statement = insert(DepartmentTargetRow).values(rows)
        changed = {"target": statement.excluded.target}
        await session.execute(
            statement.on_conflict_do_update(index_elements=["month", "department_id"], set_=changed)
        )


async def company_targets(session: Session, quarters: Iterable[str]) -> dict[str, Decimal]:
    """Company targets of quarters."""
    found = select(CompanyTargetRow).where(CompanyTargetRow.quarter.in_(list(quarters)))
    rows = (await session.execute(found.execution_options(populate_existing=True))).scalars()
    return {row.quarter: row.target for row in rows}


async def save_company_targets(session: Session, found: Mapping[str, Decimal]) -> None:
    """Write company targets."""
    if found:
        rows = [{"quarter": quarter, "target": target} for quarter, target in found.items()]
        statement = insert(CompanyTargetRow).values(rows)
        changed = {"target": statement.excluded.target}
        await session.execute(statement.on_conflict_do_update(index_elements=["quarter"], set_=changed))


async def manual_values(session: Session, months: Collection[str]) -> dict[tuple[str, UUID, str], Decimal]:
    """Entered actual values of months."""
    found = select(ManualValueRow).where(ManualValueRow.month.in_(months))
    rows = (await session.execute(found.execution_options(populate_existing=True))).scalars()
    return {(row.month, row.person_id, row.indicator): row.value for row in rows}


async def save_manual_values(session: Session, found: Mapping[tuple[str, UUID, str], Decimal]) -> None:
    """Write entered actual values."""
    if found:
        keys = ("month", "person_id", "indicator", "value")
        rows = [dict(zip(keys, (*key, value), strict=True)) for key, value in found.items()]
        statement = insert(ManualValueRow)
        keep = ["month", "person_id", "indicator"]
        changed = {"value": statement.excluded.value}
        await session.execute(statement.on_conflict_do_update(index_elements=keep, set_=changed), rows)


async def manual_values_of(session: Session, month: str) -> tuple[ManualValue, ...]:
    """Entered actual values of one month."""
    return tuple(
        ManualValue(key[1], key[2], value) for key, value in (await manual_values(session, [month])).items()
    )


async def remember_file(session: Session, *, stored: StoredFile, rows: int, rejected: int) -> bool:
    """Note an imported file; False when the same content was imported before."""
    values = {
        "file_sha256": stored.sha256,
        "file_key": stored.key,
        "name": stored.name,
        "rows": rows,
        "rejected": rejected,
    }
    statement = insert(GoalFileRow).values(values).on_conflict_do_nothing().returning(GoalFileRow.file_sha256)
    return (await session.execute(statement)).scalar_one_or_none() is not None


async def months(session: Session) -> list[str]:
    """Months with goals of people, oldest first."""
    found = select(PersonGoalsRow.month).distinct().order_by(PersonGoalsRow.month)
    return list((await session.execute(found)).scalars())
