"""Disputes and the payout."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.pay.contracts import Dispute, DisputeStep, Payout
from callwright.flow.pay.models import (
    AdjustmentRow,
    AdjustmentTakenRow,
    DisputeRow,
    DisputeStepRow,
    LineRow,
    PayoutRow,
    StatementRow,
)
from callwright.flow.pay.repository.statements import line_of
from callwright.kernel.ids import new_id
from callwright.kernel.period import Month
from callwright.platform.db import Session

Visible = frozenset[UUID] | None


async def add_dispute(
    session: Session, *, statement_id: UUID, place: int, person_id: UUID, question: str, by: str, at: datetime
) -> UUID:
    """Write a question; returns its id."""
    key = new_id()
    values = {
        "id": key,
        "statement_id": statement_id,
        "place": place,
        "person_id": person_id,
        "question": question,
        "asked_by": by,
        "asked_at": at,
    }
    await session.execute(insert(DisputeRow).values(values))
    return key


async def add_step(session: Session, *, dispute_id: UUID, step: DisputeStep) -> bool:
    """Write what was said; False when it is a decision and there was one before."""
    values = {"dispute_id": dispute_id, **vars(step)}
    statement = (
        insert(DisputeStepRow).values(values).on_conflict_do_nothing().returning(DisputeStepRow.number)
    )
    return (await session.execute(statement)).scalar_one_or_none() is not None


async def disputes(
    session: Session,
    *,
    dispute_id: UUID | None = None,
    statement_id: UUID | None = None,
    undecided: bool = False,
    visible_people: Visible,
    offset: int = 0,
    limit: int | None = None,
) -> tuple[list[Dispute], int]:
    """Disputes of people in scope, newest first, and how many there are."""
    conditions: list[ColumnElement[bool]] = []
    if dispute_id is not None:
        conditions.append(DisputeRow.id == dispute_id)
    if statement_id is not None:
        conditions.append(DisputeRow.statement_id == statement_id)
    if visible_people is not None:
        conditions.append(DisputeRow.person_id.in_(visible_people))
    if undecided:
        decided = exists().where(
            DisputeStepRow.dispute_id == DisputeRow.id, DisputeStepRow.kind == "decision"
        )
        conditions.append(~decided)
    total = await session.scalar(select(func.count()).select_from(DisputeRow).where(*conditions))
    found = (
        select(DisputeRow, StatementRow, LineRow)
        .join(StatementRow, StatementRow.id == DisputeRow.statement_id)
        .join(
            LineRow, (LineRow.statement_id == DisputeRow.statement_id) & (LineRow.place == DisputeRow.place)
        )
        .where(*conditions)
        .order_by(DisputeRow.asked_at.desc(), DisputeRow.id)
        .offset(offset)
        .limit(limit)
    )
    rows = (await session.execute(found)).all()
    keys = [row.id for row, _, _ in rows]
    steps, corrected = await _steps(session, keys), await _corrected(session, keys)
    made = [
        Dispute(
            id=row.id,
            statement_id=row.statement_id,
            person_id=row.person_id,
            month=Month.parse(statement.month),
            currency=statement.currency,
            line=line_of(line),
            steps=(
                DisputeStep("question", row.question, row.asked_by, row.asked_at),
                *steps.get(row.id, ()),
            ),
            corrected_in=corrected.get(row.id),
        )
        for row, statement, line in rows
    ]
    return made, total or 0


async def _steps(session: Session, keys: Sequence[UUID]) -> dict[UUID, list[DisputeStep]]:
    found = select(DisputeStepRow).where(DisputeStepRow.dispute_id.in_(keys)).order_by(DisputeStepRow.number)
    by_dispute: dict[UUID, list[DisputeStep]] = {}
    for row in (await session.execute(found)).scalars():
        step = DisputeStep(row.kind, row.says, row.by, row.at, row.accepted, row.amount)  # type: ignore[arg-type]  # words of the contract
        by_dispute.setdefault(row.dispute_id, []).append(step)
    return by_dispute


async def _corrected(session: Session, keys: Sequence[UUID]) -> dict[UUID, Month]:
    found = (
        select(AdjustmentRow.dispute_id, StatementRow.month)
        .join(AdjustmentTakenRow, AdjustmentTakenRow.adjustment_id == AdjustmentRow.id)
        .join(StatementRow, StatementRow.id == AdjustmentTakenRow.statement_id)
        .where(AdjustmentRow.dispute_id.in_(keys))
    )
    rows = (await session.execute(found)).all()
    return {key: Month.parse(month) for key, month in rows if key is not None}


async def payout(session: Session, month: str) -> Payout | None:
    """The approval of a month, None while there is none."""
    row = await session.scalar(select(PayoutRow).where(PayoutRow.month == month))
    if row is None:
        return None
    return Payout(
        Month.parse(row.month), row.approved_at, row.approved_by, row.statements, row.paid_total, row.note
    )


async def approve(
    session: Session, *, month: str, at: datetime, by: str, statements: int, total: Decimal, note: str
) -> bool:
    """Write the approval; False when there was one before."""
    values = {
        "month": month,
        "approved_at": at,
        "approved_by": by,
        "statements": statements,
        "paid_total": total,
        "note": note,
    }
    statement = insert(PayoutRow).values(values).on_conflict_do_nothing().returning(PayoutRow.month)
    return (await session.execute(statement)).scalar_one_or_none() is not None
