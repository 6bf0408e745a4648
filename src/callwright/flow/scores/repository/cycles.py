"""Appraisal cycles: the state moves by compare-and-set, everything else is written once or replaced by its author."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.scores.contracts import Cycle, CycleResult, CycleStep
from callwright.flow.scores.models import (
    CycleResultRow,
    CycleRow,
    CycleStepRow,
    PeriodSettingRow,
    ReviewRow,
    SelfViewRow,
    SupplierRow,
    SupplyRow,
)
from callwright.kernel.ids import new_id
from callwright.kernel.period import Month
from callwright.platform.db import Session


async def add_cycle(session: Session, values: dict[str, Any]) -> bool:
    """Open a cycle; False when it is there already."""
    statement = insert(CycleRow).values(values).on_conflict_do_nothing().returning(CycleRow.id)
    return (await session.execute(statement)).scalar_one_or_none() is not None


async def cycle(session: Session, cycle_id: UUID) -> Cycle | None:
    """One cycle."""
    row = await session.get(CycleRow, cycle_id, populate_existing=True)
    return None if row is None else _cycle(row)


async def cycles(session: Session, *, offset: int, size: int) -> tuple[list[Cycle], int]:
    """Cycles, newest period first, and how many there are."""
    total = await session.scalar(select(func.count()).select_from(CycleRow))
    found = select(CycleRow).order_by(CycleRow.months.desc(), CycleRow.kind).offset(offset).limit(size)
    rows = (await session.execute(found.execution_options(populate_existing=True))).scalars()
    return [_cycle(row) for row in rows], total or 0


async def covering(session: Session, *, kind: str, months: Sequence[str]) -> Cycle | None:
    """The cycle of a kind that covers one of these months."""
    found = select(CycleRow).where(CycleRow.kind == kind, CycleRow.months.overlap(list(months)))
    row = await session.scalar(found.limit(1).execution_options(populate_existing=True))
    return None if row is None else _cycle(row)


def _cycle(row: CycleRow) -> Cycle:
    return Cycle(
        row.id,
        row.kind,
        row.period,
        tuple(Month.parse(each) for each in row.months),
        row.state,
        row.opened_by,
        row.opened_at,
        row.override_reason,
    )


async def move(session: Session, *, cycle_id: UUID, before: str, after: str) -> bool:
    """Compare-and-set of the state; False when it was another. A second mover waits here for the first."""
    statement = (
        update(CycleRow)
        .where(CycleRow.id == cycle_id, CycleRow.state == before)
        .values(state=after)
        .returning(CycleRow.id)
    )
    return (await session.execute(statement)).scalar_one_or_none() is not None


async def add_step(session: Session, cycle_id: UUID, step: CycleStep) -> None:
    """Append a step."""
    values = {name: getattr(step, name) for name in step.__dataclass_fields__}
    session.add(CycleStepRow(cycle_id=cycle_id, **{**values, "missing": list(step.missing)}))
    await session.flush()


async def steps(session: Session, cycle_id: UUID) -> tuple[CycleStep, ...]:
    """The steps of a cycle, oldest first."""
    found = select(CycleStepRow).where(CycleStepRow.cycle_id == cycle_id)
    rows = (await session.execute(found.order_by(CycleStepRow.id))).scalars()
    return tuple(
        CycleStep(row.from_state, row.to_state, row.reason, tuple(row.missing), row.taken_by, row.taken_at)
        for row in rows
    )


async def sign(
    session: Session, *, cycle_id: UUID, unit: str, fingerprint: str, values: int, by: str, at: datetime
) -> None:
    """Write a signature; signing again replaces it."""
    row = {
        "cycle_id": cycle_id,
        "unit": unit,
        "fingerprint": fingerprint,
        "values": values,
        "signed_by": by,
        "signed_at": at,
    }
    statement = insert(SupplyRow).values(row)
    changed = {name: row[name] for name in ("fingerprint", "values", "signed_by", "signed_at")}
    await session.execute(statement.on_conflict_do_update(index_elements=["cycle_id", "unit"], set_=changed))


async def signatures(session: Session, cycle_id: UUID) -> dict[str, tuple[str, str, datetime]]:
    """(fingerprint, who, when) by unit."""
    found = select(SupplyRow).where(SupplyRow.cycle_id == cycle_id)
    rows = (await session.execute(found.execution_options(populate_existing=True))).scalars()
    return {row.unit: (row.fingerprint, row.signed_by, row.signed_at) for row in rows}


async def drop_signatures(session: Session, cycle_id: UUID) -> None:
    """Take all signatures back, when the data is supplied anew."""
    await session.execute(delete(SupplyRow).where(SupplyRow.cycle_id == cycle_id))


async def write_self_view(
    session: Session, *, cycle_id: UUID, person_id: UUID, text: str, at: datetime
) -> None:
    """Write the own view, or write it anew."""
    row = {"cycle_id": cycle_id, "person_id": person_id, "text": text, "written_at": at}
    statement = insert(SelfViewRow).values(row)
    changed = {"text": text, "written_at": at}
    await session.execute(
        statement.on_conflict_do_update(index_elements=["cycle_id", "person_id"], set_=changed)
    )


async def self_views(session: Session, cycle_id: UUID) -> dict[UUID, str]:
    """Own views by person."""
    found = select(SelfViewRow).where(SelfViewRow.cycle_id == cycle_id)
    rows = (await session.execute(found.execution_options(populate_existing=True))).scalars()
    return {row.person_id: row.text for row in rows}


async def write_review(
    session: Session, *, cycle_id: UUID, person_id: UUID, text: str, next_steps: str, by: str, at: datetime
) -> None:
    """Write a review, or write it anew."""
    changed = {"text": text, "next_steps": next_steps, "reviewed_by": by, "reviewed_at": at}
    statement = insert(ReviewRow).values({"cycle_id": cycle_id, "person_id": person_id, **changed})
    await session.execute(
        statement.on_conflict_do_update(index_elements=["cycle_id", "person_id"], set_=changed)
    )


async def reviews(session: Session, cycle_id: UUID) -> dict[UUID, tuple[str, str, str]]:
    """(text, next steps, who) by person."""
    found = select(ReviewRow).where(ReviewRow.cycle_id == cycle_id)
    rows = (await session.execute(found.execution_options(populate_existing=True))).scalars()
    return {row.person_id: (row.text, row.next_steps, row.reviewed_by) for row in rows}


async def save_results(
    session: Session, cycle_id: UUID, results: Mapping[UUID, tuple[Decimal, Iterable[Month]]]
) -> None:
    """Write the results of a cycle that closes."""
    rows = [
        {
            "cycle_id": cycle_id,
            "person_id": person_id,
            "score": score,
            "months": [str(month) for month in months],
        }
        for person_id, (score, months) in results.items()
    ]
    if rows:
        await session.execute(insert(CycleResultRow), rows)


async def results(session: Session, *, kind: str, period: str) -> list[CycleResult]:
    """The results of a closed cycle."""
    found = (
        select(CycleResultRow, CycleRow.kind, CycleRow.period)
        .join(CycleRow, CycleRow.id == CycleResultRow.cycle_id)
        .where(CycleRow.kind == kind, CycleRow.period == period)
        .order_by(CycleResultRow.person_id)
    )
    return [
        CycleResult(row.person_id, of_kind, named, row.score, tuple(Month.parse(each) for each in row.months))
        for row, of_kind, named in (await session.execute(found)).all()
    ]


async def set_length(session: Session, values: dict[str, Any]) -> None:
    """Append a length of cycles."""
    session.add(PeriodSettingRow(id=new_id(), **values))
    await session.flush()


async def length(session: Session, *, kind: str, month: str) -> str | None:
    """The length that holds in a month; None when the company never set one."""
    found = select(PeriodSettingRow.length).where(
        PeriodSettingRow.kind == kind, PeriodSettingRow.effective_from <= month
    )
    order = (PeriodSettingRow.effective_from.desc(), PeriodSettingRow.set_at.desc())
    return await session.scalar(found.order_by(*order).limit(1))


async def name_supplier(session: Session, values: dict[str, Any]) -> None:
    """Append who supplies an area."""
    session.add(SupplierRow(id=new_id(), **values))
    await session.flush()


async def named_suppliers(session: Session, month: str) -> dict[tuple[str, UUID | None], UUID]:
    """Who was named for each (area, department) in a month."""
    found = select(SupplierRow).where(SupplierRow.effective_from <= month)
    rows = (await session.execute(found.order_by(SupplierRow.effective_from, SupplierRow.set_at))).scalars()
    return {(row.area, row.department_id): row.person_id for row in rows}


async def lock_kind(session: Session, kinds: Collection[str]) -> None:
    """Hold the cycles of kinds until the transaction ends, so that none is opened twice for a month."""
    for kind in sorted(kinds):
        await session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"scores.cycle:{kind}"))))
