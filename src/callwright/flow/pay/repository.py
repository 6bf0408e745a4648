"""The only SQL of the pay stage."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.pay.contracts import Credit, PaidMonth, PlanVersion, Statement, StatementLine
from callwright.flow.pay.models import (
    ClosingRow,
    CreditRow,
    LineRow,
    OpeningRow,
    PlanVersionRow,
    StatementRow,
)
from callwright.kernel.ids import new_id
from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.platform.db import Session

Visible = frozenset[UUID] | None


async def newest_plan(session: Session, *, on: date) -> PlanVersion | None:
    """The plan in force on a day: the latest start, and of two with one start the one brought in last."""
    found = (
        select(PlanVersionRow)
        .where(PlanVersionRow.effective_from <= on)
        .order_by(PlanVersionRow.effective_from.desc(), PlanVersionRow.created_at.desc(), PlanVersionRow.id)
        .limit(1)
    )
    row = await session.scalar(found)
    return None if row is None else _plan(row)


async def plans(session: Session) -> list[PlanVersion]:
    """All plans that were brought in, the newest first."""
    found = select(PlanVersionRow).order_by(PlanVersionRow.created_at.desc())
    return [_plan(row) for row in (await session.execute(found)).scalars()]


async def add_plan(session: Session, plan: PlanVersion) -> None:
    """Write a plan."""
    values = {
        "id": new_id(),
        "version": plan.version,
        "effective_from": plan.effective_from,
        "document": plan.document,
        "created_at": plan.created_at,
        "created_by": plan.created_by,
    }
    await session.execute(insert(PlanVersionRow).values(values))


def _plan(row: PlanVersionRow) -> PlanVersion:
    code = str(row.document["code"])
    return PlanVersion(row.version, code, row.effective_from, row.document, row.created_at, row.created_by)


async def claim(
    session: Session, *, month: str, at: datetime, by: str, version: str, plan: Mapping[str, Any]
) -> bool:
    """Close the month; False when somebody did before. A second closer waits here for the first."""
    values = {"month": month, "closed_at": at, "closed_by": by, "plan_version": version, "plan": dict(plan)}
    statement = insert(ClosingRow).values(values).on_conflict_do_nothing().returning(ClosingRow.month)
    return (await session.execute(statement)).scalar_one_or_none() is not None


async def closing(session: Session, month: str) -> ClosingRow | None:
    """The closing of a month."""
    return await session.scalar(select(ClosingRow).where(ClosingRow.month == month))


async def closed_plans(session: Session) -> dict[Month, dict[str, Any]]:
    """The plan document of every closed month."""
    found = (await session.execute(select(ClosingRow.month, ClosingRow.plan))).all()
    return {Month.parse(month): plan for month, plan in found}


async def save_statements(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write statements."""
    if rows:
        await session.execute(insert(StatementRow), [dict(row) for row in rows])


async def save_lines(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write statement lines."""
    if rows:
        await session.execute(insert(LineRow), [dict(row) for row in rows])


async def save_credits(session: Session, rows: Iterable[tuple[UUID, Credit]]) -> None:
    """Write down which facts statements counted; pairs of statement id and credit."""
    values = [
        {
            "statement_id": statement_id,
            "fact_id": credit.fact_id,
            "person_id": credit.person_id,
            "order_id": credit.order_id,
            "order_number": credit.order_number,
            "kind": credit.kind,
            "day": credit.day,
            "origin": str(credit.origin),
            "amount": credit.amount,
        }
        for statement_id, credit in rows
    ]
    if values:
        await session.execute(insert(CreditRow), values)


async def counted(session: Session) -> dict[UUID, list[Credit]]:
    """Everything counted so far, by person, in the order of the months it was counted in."""
    found = select(CreditRow).join(StatementRow, StatementRow.id == CreditRow.statement_id)
    by_person: dict[UUID, list[Credit]] = {}
    for row in (await session.execute(found.order_by(StatementRow.month, CreditRow.fact_id))).scalars():
        origin = Month.parse(row.origin)
        credit = Credit(
            row.fact_id, row.person_id, row.order_id, row.order_number, row.kind, row.day, origin, row.amount
        )
        by_person.setdefault(row.person_id, []).append(credit)
    return by_person


async def paid_months(session: Session) -> dict[tuple[UUID, Month], PaidMonth]:
    """Of every closed statement: whose, which month, which kind, and whether commission was paid."""
    found = select(
        StatementRow.person_id, StatementRow.month, StatementRow.kind, StatementRow.commission_paid
    )
    rows = (await session.execute(found)).all()
    return {(person_id, Month.parse(month)): PaidMonth(kind, paid) for person_id, month, kind, paid in rows}


async def statements(
    session: Session, *, month: str, people: Collection[UUID] | None = None, visible_people: Visible
) -> list[Statement]:
    """Closed statements of a month within the scope, with their lines."""
    found = (
        select(StatementRow, ClosingRow.closed_at, OpeningRow.opened_at)
        .join(ClosingRow, ClosingRow.month == StatementRow.month)
        .outerjoin(OpeningRow, OpeningRow.statement_id == StatementRow.id)
        .where(StatementRow.month == month)
        .order_by(StatementRow.person_id)
    )
    if people is not None:
        found = found.where(StatementRow.person_id.in_(people))
    if visible_people is not None:
        found = found.where(StatementRow.person_id.in_(visible_people))
    rows = (await session.execute(found)).all()
    lines = await _lines(session, [row.id for row, _, _ in rows])
    return [_statement(row, lines.get(row.id, ()), closed, opened) for row, closed, opened in rows]


async def _lines(session: Session, ids: Sequence[UUID]) -> dict[UUID, tuple[StatementLine, ...]]:
    found = select(LineRow).where(LineRow.statement_id.in_(ids)).order_by(LineRow.statement_id, LineRow.place)
    by_statement: dict[UUID, tuple[StatementLine, ...]] = {}
    for row in (await session.execute(found)).scalars():
        title = Text(row.title["zh"], row.title["en"])
        line = StatementLine(row.code, title, row.amount, row.reason, tuple(row.sources))
        by_statement[row.statement_id] = (*by_statement.get(row.statement_id, ()), line)
    return by_statement


def _statement(
    row: StatementRow, lines: tuple[StatementLine, ...], closed_at: datetime, opened_at: datetime | None
) -> Statement:
    return Statement(
        id=row.id,
        person_id=row.person_id,
        month=Month.parse(row.month),
        currency=row.currency,
        state="closed",
        lines=lines,
        earned_total=row.earned_total,
        paid_total=row.paid_total,
        rule_versions=tuple(row.rule_versions),
        closed_at=closed_at,
        opened_at=opened_at,
    )


async def totals(session: Session, month: str) -> tuple[int, Decimal, Decimal, int, tuple[UUID, ...]]:
    """Statements, earned and paid totals, correction lines, and people without a score of a closed month."""
    mine = StatementRow.month == month
    sums = select(func.count(), func.sum(StatementRow.earned_total), func.sum(StatementRow.paid_total))
    count, earned, paid = (await session.execute(sums.where(mine))).one()
    corrections = await session.scalar(
        select(func.count())
        .select_from(LineRow)
        .join(StatementRow, StatementRow.id == LineRow.statement_id)
        .where(mine, LineRow.code.startswith("correction."))
    )
    unscored = select(StatementRow.person_id).where(mine, StatementRow.scored.is_(False))
    people = tuple((await session.execute(unscored.order_by(StatementRow.person_id))).scalars())
    return count, earned or Decimal(0), paid or Decimal(0), int(corrections or 0), people


async def mark_opened(session: Session, *, statement_id: UUID, at: datetime) -> bool:
    """Note the first opening; False when there was one."""
    statement = insert(OpeningRow).values(statement_id=statement_id, opened_at=at).on_conflict_do_nothing()
    return (
        await session.execute(statement.returning(OpeningRow.statement_id))
    ).scalar_one_or_none() is not None


async def unopened(session: Session, *, closed_before: datetime) -> list[tuple[UUID, str]]:
    """Statements (person, month) closed before a moment and never opened by their owner."""
    found = (
        select(StatementRow.person_id, StatementRow.month)
        .join(ClosingRow, ClosingRow.month == StatementRow.month)
        .outerjoin(OpeningRow, OpeningRow.statement_id == StatementRow.id)
        .where(OpeningRow.statement_id.is_(None), ClosingRow.closed_at < closed_before)
    )
    return [(person_id, month) for person_id, month in (await session.execute(found)).all()]


async def wrong_sums(session: Session) -> list[UUID]:
    """Statements whose lines do not sum to their total; always empty."""
    lines = (
        select(LineRow.statement_id, func.sum(LineRow.amount).label("total"))
        .group_by(LineRow.statement_id)
        .subquery()
    )
    found = (
        select(StatementRow.id)
        .outerjoin(lines, lines.c.statement_id == StatementRow.id)
        .where(func.coalesce(lines.c.total, 0) != StatementRow.paid_total)
    )
    return list((await session.execute(found)).scalars())
