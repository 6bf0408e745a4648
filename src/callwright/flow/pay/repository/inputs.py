"""What else goes into a statement: leave, adjustments, what is owed; and what it was worked out from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import exists, func, select, update
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.pay.contracts import DecidedAdjustment, Snapshot, UnpaidLeave
from callwright.flow.pay.models import (
    AdjustmentRow,
    AdjustmentTakenRow,
    LineRow,
    SnapshotRow,
    StatementRow,
    UnpaidLeaveRow,
)
from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.platform.db import Session, among
from callwright.platform.db.copying import copy_records

DRAW, CARRIED = ("draw.advance", "draw.recovery"), ("carry.deferred", "carry.taken")
SNAPSHOT_COLUMNS = ("statement_id", "facts", "measured", "lines_sha256")
Visible = frozenset[UUID] | None


async def owed(session: Session, *, before: str) -> dict[UUID, tuple[Decimal, Decimal]]:
    """What people owe from statements of earlier months: (advances on the draw, corrections put off)."""
    draw = func.coalesce(func.sum(LineRow.amount).filter(LineRow.code.in_(DRAW)), 0)
    carried = func.coalesce(func.sum(LineRow.amount).filter(LineRow.code.in_(CARRIED)), 0)
    found = (
        select(StatementRow.person_id, draw, carried)
        .join(StatementRow, StatementRow.id == LineRow.statement_id)
        .where(LineRow.code.in_((*DRAW, *CARRIED)), StatementRow.month < before)
        .group_by(StatementRow.person_id)
    )
    return {person_id: (one, other) for person_id, one, other in (await session.execute(found)).all()}


async def waiting_adjustments(session: Session) -> list[DecidedAdjustment]:
    """Adjustments that no statement carries yet."""
    taken = exists().where(AdjustmentTakenRow.adjustment_id == AdjustmentRow.id)
    found = select(AdjustmentRow).where(~taken).order_by(AdjustmentRow.decided_at, AdjustmentRow.id)
    return [_adjustment(row, None) for row in (await session.execute(found)).scalars()]


async def adjustments(session: Session, *, visible_people: Visible) -> list[DecidedAdjustment]:
    """All adjustments of people in scope, newest first, with the month whose statement carries them."""
    found = (
        select(AdjustmentRow, StatementRow.month)
        .outerjoin(AdjustmentTakenRow, AdjustmentTakenRow.adjustment_id == AdjustmentRow.id)
        .outerjoin(StatementRow, StatementRow.id == AdjustmentTakenRow.statement_id)
        .order_by(AdjustmentRow.decided_at.desc(), AdjustmentRow.id)
    )
    if visible_people is not None:
        found = found.where(AdjustmentRow.person_id.in_(visible_people))
    return [_adjustment(row, month) for row, month in (await session.execute(found)).all()]


def _adjustment(row: AdjustmentRow, month: str | None) -> DecidedAdjustment:
    return DecidedAdjustment(
        id=row.id,
        person_id=row.person_id,
        corrects=None if row.corrects is None else Month.parse(row.corrects),
        title=Text(row.title["zh"], row.title["en"]),
        amount=row.amount,
        reason=row.reason,
        dispute_id=row.dispute_id,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        taken_in=None if month is None else Month.parse(month),
    )


async def add_adjustment(session: Session, made: DecidedAdjustment) -> None:
    """Write a decided adjustment."""
    values = {
        "id": made.id,
        "person_id": made.person_id,
        "corrects": None if made.corrects is None else str(made.corrects),
        "title": made.title.to_json(),
        "amount": made.amount,
        "reason": made.reason,
        "dispute_id": made.dispute_id,
        "decided_by": made.decided_by,
        "decided_at": made.decided_at,
    }
    await session.execute(insert(AdjustmentRow).values(values))


async def take_adjustments(session: Session, pairs: Sequence[tuple[UUID, UUID]]) -> None:
    """Note that statements carry adjustments: pairs of adjustment id and statement id."""
    if pairs:
        rows = [{"adjustment_id": one, "statement_id": other} for one, other in pairs]
        await session.execute(insert(AdjustmentTakenRow), rows)


async def leaves(
    session: Session, *, first_day: date, last_day: date, visible_people: Visible = None
) -> list[UnpaidLeave]:
    """Unpaid leave that touches the days and was not withdrawn."""
    found = (
        select(UnpaidLeaveRow)
        .where(
            UnpaidLeaveRow.withdrawn_at.is_(None),
            UnpaidLeaveRow.first_day <= last_day,
            UnpaidLeaveRow.last_day >= first_day,
        )
        .order_by(UnpaidLeaveRow.first_day, UnpaidLeaveRow.id)
    )
    if visible_people is not None:
        found = found.where(UnpaidLeaveRow.person_id.in_(visible_people))
    return [
        UnpaidLeave(
            row.id, row.person_id, row.first_day, row.last_day, row.reason, row.recorded_by, row.recorded_at
        )
        for row in (await session.execute(found)).scalars()
    ]


async def add_leave(session: Session, leave: UnpaidLeave) -> None:
    """Write unpaid leave."""
    await session.execute(insert(UnpaidLeaveRow).values(vars(leave)))


async def leave_of(session: Session, leave_id: UUID) -> UnpaidLeaveRow | None:
    """One leave, withdrawn or not."""
    return await session.get(UnpaidLeaveRow, leave_id)


async def withdraw_leave(session: Session, *, leave_id: UUID, by: str, at: datetime) -> bool:
    """Withdraw a leave; False when it was withdrawn before."""
    statement = (
        update(UnpaidLeaveRow)
        .where(UnpaidLeaveRow.id == leave_id, UnpaidLeaveRow.withdrawn_at.is_(None))
        .values(withdrawn_by=by, withdrawn_at=at)
        .returning(UnpaidLeaveRow.id)
    )
    return (await session.execute(statement)).scalar_one_or_none() is not None


async def save_snapshots(session: Session, rows: Iterable[Sequence[object]]) -> None:
    """Write what statements were worked out from: rows in the order of SNAPSHOT_COLUMNS, documents as JSON."""
    await copy_records(session, SnapshotRow.__table__, SNAPSHOT_COLUMNS, rows)


async def some_statements(session: Session, *, most: int) -> list[UUID]:
    """So many statements that can be worked out again, at random."""
    found = select(SnapshotRow.statement_id).order_by(func.random()).limit(most)
    return list((await session.execute(found)).scalars())


async def snapshots(
    session: Session,
    *,
    months: Collection[str] | None = None,
    ids: Collection[UUID] | None = None,
    visible_people: Visible = None,
) -> list[Snapshot]:
    """What statements (of closed months, or by their ids) were worked out from, by month and person."""
    found = (
        select(StatementRow.id, StatementRow.person_id, StatementRow.month, SnapshotRow)
        .join(SnapshotRow, SnapshotRow.statement_id == StatementRow.id)
        .order_by(StatementRow.month, StatementRow.person_id)
    )
    if months is not None:
        found = found.where(StatementRow.month.in_(months))
    if ids is not None:
        found = found.where(StatementRow.id == among(ids))
    if visible_people is not None:
        found = found.where(StatementRow.person_id.in_(visible_people))
    rows = (await session.execute(found)).all()
    return [
        Snapshot(key, person_id, Month.parse(month), row.facts, row.measured, row.lines_sha256)
        for key, person_id, month, row in rows
    ]
