"""Questions about lines, decided adjustments, unpaid leave."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Numeric,
    String,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base


class DisputeRow(Base):
    """A person's question about one line of the own statement."""

    __tablename__ = "dispute"
    __table_args__ = (
        ForeignKeyConstraint(["statement_id", "place"], ["pay.line.statement_id", "pay.line.place"]),
        Index("ix_dispute_person_id", "person_id"),
        {"schema": "pay"},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    statement_id: Mapped[UUID] = mapped_column(ForeignKey("pay.statement.id"))
    place: Mapped[int]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("staff.person.id"))
    question: Mapped[str]
    asked_by: Mapped[str]
    asked_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class DisputeStepRow(Base):
    """An answer, a further question, or the one decision of a dispute."""

    __tablename__ = "dispute_step"
    __table_args__ = (
        Index(
            "uq_dispute_step_decision", "dispute_id", unique=True, postgresql_where=text("kind = 'decision'")
        ),
        Index("ix_dispute_step_dispute_id", "dispute_id"),
        {"schema": "pay"},
    )

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    dispute_id: Mapped[UUID] = mapped_column(ForeignKey("pay.dispute.id"))
    kind: Mapped[str] = mapped_column(String(16))
    says: Mapped[str]
    accepted: Mapped[bool | None]
    amount: Mapped[Decimal | None] = mapped_column(Numeric)
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class AdjustmentRow(Base):
    """A decided correction that becomes a line of the next statement; `corrects` is the month it is about."""

    __tablename__ = "adjustment"
    __table_args__ = (Index("ix_adjustment_person_id", "person_id"), {"schema": "pay"})

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("staff.person.id"))
    corrects: Mapped[str | None] = mapped_column(String(7))
    title: Mapped[dict[str, str]] = mapped_column(JSONB)
    amount: Mapped[Decimal] = mapped_column(Numeric)
    reason: Mapped[str]
    dispute_id: Mapped[UUID | None] = mapped_column(ForeignKey("pay.dispute.id"), unique=True)
    decided_by: Mapped[str]
    decided_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class AdjustmentTakenRow(Base):
    """Which statement an adjustment became a line of; once."""

    __tablename__ = "adjustment_taken"
    __table_args__ = (Index("ix_adjustment_taken_statement_id", "statement_id"), {"schema": "pay"})

    adjustment_id: Mapped[UUID] = mapped_column(ForeignKey("pay.adjustment.id"), primary_key=True)
    statement_id: Mapped[UUID] = mapped_column(ForeignKey("pay.statement.id"))


class UnpaidLeaveRow(Base):
    """Calendar days without pay, both ends included; one that was wrong is withdrawn, not removed."""

    __tablename__ = "unpaid_leave"
    __table_args__ = (Index("ix_unpaid_leave_person_id", "person_id"), {"schema": "pay"})

    id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("staff.person.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    reason: Mapped[str]
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    withdrawn_by: Mapped[str | None]
    withdrawn_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
