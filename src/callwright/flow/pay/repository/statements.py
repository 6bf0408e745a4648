"""Closed months, statements, lines, credits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.pay.contracts import Credit, PaidMonth, Statement, StatementLine
from callwright.flow.pay.models import (
    ClosingRow,
    CreditRow,
    LineRow,
    OpeningRow,
    SnapshotRow,
    StatementRow,
)
from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.platform.db import Session, among
from callwright.platform.db.copying import copy_records

CHUNK = 2000
LINE_COLUMNS = ("statement_id", "place", "code", "title", "amount", "reason", "sources", "corrects")
Visible = frozenset[UUID] | None


async def lock(session: Session) -> None:
    """One at a time closes months or changes what the open month is worked out from; the next one waits here."""
    await session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('pay.close', 9))"))


async def claim(
    session: Session, *, month: str, at: datetime, by: str, version: str, plan: Mapping[str, Any]
) -> None:
    """Close the month; `read_at` is when the transaction that read its facts began."""
    values = {"month": month, "closed_at": at, "closed_by": by, "plan_version": version, "plan": dict(plan)}
    await session.execute(insert(ClosingRow).values(values))


async def closing(session: Session, month: str) -> ClosingRow | None:
    """The closing of a month."""
    return await session.scalar(select(ClosingRow).where(ClosingRow.month == month))


async def closed_plans(session: Session) -> dict[Month, dict[str, Any]]:
    """The plan document of every closed month."""
    found = (await session.execute(select(ClosingRow.month, ClosingRow.plan))).all()
    return {Month.parse(month): plan for month, plan in found}


async def save_statements(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write statements."""
    for start in range(0, len(rows), CHUNK):
        await session.execute(insert(StatementRow), [dict(row) for row in rows[start : start + CHUNK]])


async def save_lines(session: Session, rows: Iterable[Sequence[object]]) -> None:
    """Write statement lines: rows in the order of LINE_COLUMNS, documents as JSON."""
    await copy_records(session, LineRow.__table__, LINE_COLUMNS, rows)


async def save_credits(session: Session, rows: Iterable[tuple[UUID, Credit]]) -> None:
    """Write down which facts statements counted; pairs of statement id and credit."""
    records = (
        (
            statement_id,
            credit.fact_id,
            credit.person_id,
            credit.order_id,
            credit.order_number,
            credit.kind,
            credit.day,
            str(credit.origin),
            credit.amount,
        )
        for statement_id, credit in rows
    )
    await copy_records(
        session, CreditRow.__table__, ("statement_id", *(column.key for column in _CREDIT)), records
    )


async def counted(session: Session, *, orders: Collection[UUID]) -> dict[UUID, list[Credit]]:
    """Everything counted so far of these orders, by person, in the order of the months it was counted in."""
    found = (
        select(*_CREDIT)
        .join(StatementRow, StatementRow.id == CreditRow.statement_id)
        .where(CreditRow.order_id == among(orders))
        .order_by(StatementRow.month, CreditRow.fact_id)
    )
    by_person: dict[UUID, list[Credit]] = {}
    for fact_id, person_id, order_id, number, kind, day, origin, amount in await session.execute(found):
        credit = Credit(fact_id, person_id, order_id, number, kind, day, Month.parse(origin), amount)
        by_person.setdefault(person_id, []).append(credit)
    return by_person


_CREDIT = (
    CreditRow.fact_id,
    CreditRow.person_id,
    CreditRow.order_id,
    CreditRow.order_number,
    CreditRow.kind,
    CreditRow.day,
    CreditRow.origin,
    CreditRow.amount,
)


async def credited(
    session: Session, *, people: Collection[UUID], months: Collection[str]
) -> dict[tuple[UUID, Month], Decimal]:
    """Net revenue counted so far for the commission of closed months, by person and month."""
    found = (
        select(CreditRow.person_id, CreditRow.origin, func.sum(CreditRow.amount))
        .where(CreditRow.person_id == among(people), CreditRow.origin.in_(months))
        .group_by(CreditRow.person_id, CreditRow.origin)
    )
    rows = (await session.execute(found)).all()
    return {(person_id, Month.parse(origin)): amount for person_id, origin, amount in rows}


async def last_read(session: Session) -> tuple[bool, datetime | None]:
    """Whether any month is closed, and when the newest closing read the facts (None: before that was kept)."""
    found = select(ClosingRow.read_at).order_by(ClosingRow.month.desc()).limit(1)
    row = (await session.execute(found)).one_or_none()
    return row is not None, None if row is None else row[0]


async def paid_months(
    session: Session, *, people: Collection[UUID], months: Collection[str]
) -> dict[tuple[UUID, Month], PaidMonth]:
    """Of closed statements: whose, which month, which kind, and which part of the commission was paid."""
    found = select(
        StatementRow.person_id,
        StatementRow.month,
        StatementRow.kind,
        StatementRow.commission_paid,
        SnapshotRow.facts["gate_parts"],
    )
    found = found.outerjoin(SnapshotRow, SnapshotRow.statement_id == StatementRow.id).where(
        StatementRow.person_id == among(people), StatementRow.month.in_(months)
    )
    rows = (await session.execute(found)).all()
    return {
        (person_id, Month.parse(month)): PaidMonth(kind, paid, _shut_share(parts or ()))
        for person_id, month, kind, paid, parts in rows
    }


def _shut_share(parts: Sequence[tuple[str, int, dict[str, Any] | None]]) -> Fraction:
    """The part of a month's days under a shut gate, of who moved between departments."""
    shut = sum(days for _, days, gate in parts if gate is not None and not gate["passes"])
    return Fraction(shut, sum(days for _, days, _ in parts)) if parts else Fraction(0)


async def statements(
    session: Session,
    *,
    month: str | None = None,
    people: Collection[UUID] | None = None,
    ids: Collection[UUID] | None = None,
    visible_people: Visible,
) -> list[Statement]:
    """Closed statements of a month (or by their ids) within the scope, with their lines."""
    found = (
        select(StatementRow, ClosingRow.closed_at, OpeningRow.opened_at)
        .join(ClosingRow, ClosingRow.month == StatementRow.month)
        .outerjoin(OpeningRow, OpeningRow.statement_id == StatementRow.id)
        .order_by(StatementRow.month, StatementRow.person_id)
    )
    if month is not None:
        found = found.where(StatementRow.month == month)
    if ids is not None:
        found = found.where(StatementRow.id.in_(ids))
    if people is not None:
        found = found.where(StatementRow.person_id.in_(people))
    if visible_people is not None:
        found = found.where(StatementRow.person_id.in_(visible_people))
    rows = (await session.execute(found)).all()
    lines = await _lines(session, [row.id for row, _, _ in rows])
    return [_statement(row, lines.get(row.id, ()), closed, opened) for row, closed, opened in rows]


async def _lines(session: Session, ids: Sequence[UUID]) -> dict[UUID, tuple[StatementLine, ...]]:
    found = select(LineRow).where(LineRow.statement_id.in_(ids)).order_by(LineRow.statement_id, LineRow.place)
    by_statement: dict[UUID, list[StatementLine]] = {}
    for row in (await session.execute(found)).scalars():
        by_statement.setdefault(row.statement_id, []).append(line_of(row))
    return {key: tuple(lines) for key, lines in by_statement.items()}


def line_of(row: LineRow) -> StatementLine:
    """A stored line."""
    title = Text(row.title["zh"], row.title["en"])
    return StatementLine(row.code, title, row.amount, row.reason, tuple(row.sources), row.place, row.corrects)


async def paid_totals(session: Session, *, month: str, visible_people: Visible) -> list[tuple[UUID, Decimal]]:
    """What the reps in scope were paid for a month."""
    found = select(StatementRow.person_id, StatementRow.paid_total).where(
        StatementRow.month == month, StatementRow.kind == "rep"
    )
    if visible_people is not None:
        found = found.where(StatementRow.person_id.in_(visible_people))
    return [(person_id, amount) for person_id, amount in (await session.execute(found)).all()]


async def people_of(session: Session, *, month: str, visible_people: Visible) -> list[UUID]:
    """Whose statements of a month may be seen."""
    found = select(StatementRow.person_id).where(StatementRow.month == month)
    if visible_people is not None:
        found = found.where(StatementRow.person_id.in_(visible_people))
    return list((await session.execute(found)).scalars())


async def corrections_of(
    session: Session, *, person_id: UUID, month: str
) -> list[tuple[Month, datetime, StatementLine]]:
    """Lines of later statements that correct a person's closed month, oldest first."""
    found = (
        select(StatementRow.month, ClosingRow.closed_at, LineRow)
        .join(StatementRow, StatementRow.id == LineRow.statement_id)
        .join(ClosingRow, ClosingRow.month == StatementRow.month)
        .where(LineRow.corrects == month, StatementRow.person_id == person_id)
        .order_by(StatementRow.month, LineRow.place)
    )
    rows = (await session.execute(found)).all()
    return [(Month.parse(name), closed_at, line_of(line)) for name, closed_at, line in rows]


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
        kind=row.kind,
        grade=row.grade,
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
