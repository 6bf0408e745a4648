"""Plans, closed months and their statements; what is closed is final, the database refuses to change it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Index, Numeric, String, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base


class PlanVersionRow(Base):
    """A pay plan that was brought in; the newest one that has begun counts."""

    __tablename__ = "plan_version"
    __table_args__ = ({"schema": "pay"},)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[str]
    effective_from: Mapped[date]
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    created_by: Mapped[str]


class ClosingRow(Base):
    """A closed month with the plan it was worked out with; whoever inserts it first closed it.

    `read_at` is the database's own clock at that moment: facts recorded later are late facts.
    """

    __tablename__ = "closing"
    __table_args__ = ({"schema": "pay"},)

    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    closed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    closed_by: Mapped[str]
    plan_version: Mapped[str]
    plan: Mapped[dict[str, Any]] = mapped_column(JSONB)
    read_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True), server_default=func.now())


class StatementRow(Base):
    """A person's statement; `commission_paid` is false when the gate took that month's commission."""

    __tablename__ = "statement"
    __table_args__ = (
        UniqueConstraint("month", "person_id"),
        Index("ix_statement_person_id", "person_id"),
        {"schema": "pay"},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(ForeignKey("pay.closing.month"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("staff.person.id"))
    kind: Mapped[str]
    grade: Mapped[str]
    currency: Mapped[str] = mapped_column(String(3))
    earned_total: Mapped[Decimal] = mapped_column(Numeric)
    paid_total: Mapped[Decimal] = mapped_column(Numeric)
    commission_paid: Mapped[bool]
    scored: Mapped[bool]
    rule_versions: Mapped[list[str]] = mapped_column(JSONB)


class LineRow(Base):
    """One line of a statement; `corrects` is the closed month it is about."""

    __tablename__ = "line"
    __table_args__ = (
        Index("ix_line_corrects", "corrects", postgresql_where=text("corrects IS NOT NULL")),
        {"schema": "pay"},
    )

    statement_id: Mapped[UUID] = mapped_column(ForeignKey("pay.statement.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    title: Mapped[dict[str, str]] = mapped_column(JSONB)
    amount: Mapped[Decimal] = mapped_column(Numeric)
    reason: Mapped[dict[str, Any]] = mapped_column(JSONB)
    sources: Mapped[list[str]] = mapped_column(JSONB)
    corrects: Mapped[str | None] = mapped_column(String(7))


class SnapshotRow(Base):
    """Everything a statement was worked out from, and the fingerprint of its lines: it can be worked out again."""

    __tablename__ = "snapshot"
    __table_args__ = ({"schema": "pay"},)

    statement_id: Mapped[UUID] = mapped_column(ForeignKey("pay.statement.id"), primary_key=True)
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    measured: Mapped[dict[str, Any]] = mapped_column(JSONB)
    lines_sha256: Mapped[str] = mapped_column(String(64))


class CreditRow(Base):
    """A revenue fact (or its later difference) as a statement counted it."""

    __tablename__ = "credit"
    __table_args__ = (
        Index("ix_credit_person_id", "person_id"),
        Index("ix_credit_order_id", "order_id"),
        {"schema": "pay"},
    )

    statement_id: Mapped[UUID] = mapped_column(ForeignKey("pay.statement.id"), primary_key=True)
    fact_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("staff.person.id"))
    order_id: Mapped[UUID]
    order_number: Mapped[str]
    kind: Mapped[str]
    day: Mapped[date]
    origin: Mapped[str] = mapped_column(String(7))
    amount: Mapped[Decimal] = mapped_column(Numeric)


class OpeningRow(Base):
    """The first time a person opened the own statement."""

    __tablename__ = "opening"
    __table_args__ = ({"schema": "pay"},)

    statement_id: Mapped[UUID] = mapped_column(ForeignKey("pay.statement.id"), primary_key=True)
    opened_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class PayoutRow(Base):
    """The owner's approval of a closed month's payout; before it nothing leaves for the payroll."""

    __tablename__ = "payout"
    __table_args__ = ({"schema": "pay"},)

    month: Mapped[str] = mapped_column(ForeignKey("pay.closing.month"), primary_key=True)
    approved_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    approved_by: Mapped[str]
    statements: Mapped[int]
    paid_total: Mapped[Decimal] = mapped_column(Numeric)
    note: Mapped[str]
