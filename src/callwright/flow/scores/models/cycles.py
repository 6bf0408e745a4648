"""Appraisal cycles: state, signatures of suppliers, self-views, reviews, results (product §9.4)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Numeric,
    String,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base

_STATES = "state IN ('open','data_in','self_view','review','calibrated','approved','closed')"


class CycleRow(Base):
    """A cycle of reps or managers over a period; `state` moves by compare-and-set only."""

    __tablename__ = "cycle"
    __table_args__ = (
        UniqueConstraint("kind", "period"),
        CheckConstraint(_STATES, name="state"),
        {"schema": "scores"},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    period: Mapped[str] = mapped_column(String(7))
    months: Mapped[list[str]] = mapped_column(ARRAY(String(7)))
    state: Mapped[str]
    opened_by: Mapped[str]
    opened_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    override_reason: Mapped[str | None]


class CycleStepRow(Base):
    """A step a cycle took; append-only."""

    __tablename__ = "cycle_step"
    __table_args__ = (Index("ix_cycle_step_cycle_id", "cycle_id", "id"), {"schema": "scores"})

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("scores.cycle.id"))
    from_state: Mapped[str]
    to_state: Mapped[str]
    reason: Mapped[str | None]
    missing: Mapped[list[Any]] = mapped_column(JSONB)
    taken_by: Mapped[str]
    taken_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class SupplyRow(Base):
    """A supplier's signature under the data of a unit; `fingerprint` names the values that were signed."""

    __tablename__ = "supply"
    __table_args__ = ({"schema": "scores"},)

    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("scores.cycle.id"), primary_key=True)
    unit: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    values: Mapped[int]
    signed_by: Mapped[str]
    signed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class SelfViewRow(Base):
    """How a person sees the own period."""

    __tablename__ = "self_view"
    __table_args__ = ({"schema": "scores"},)

    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("scores.cycle.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("staff.person.id"), primary_key=True)
    text: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ReviewRow(Base):
    """What the leader says about a person's period; words only, the score stays what was measured."""

    __tablename__ = "review"
    __table_args__ = ({"schema": "scores"},)

    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("scores.cycle.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("staff.person.id"), primary_key=True)
    text: Mapped[str]
    next_steps: Mapped[str]
    reviewed_by: Mapped[str]
    reviewed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class CycleResultRow(Base):
    """The score of a person over a closed cycle: the mean of the months; never changes."""

    __tablename__ = "cycle_result"
    __table_args__ = ({"schema": "scores"},)

    cycle_id: Mapped[UUID] = mapped_column(ForeignKey("scores.cycle.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("staff.person.id"), primary_key=True)
    score: Mapped[Decimal] = mapped_column(Numeric)
    months: Mapped[list[str]] = mapped_column(ARRAY(String(7)))


class PeriodSettingRow(Base):
    """How long the cycles of a kind are from a month on; append-only."""

    __tablename__ = "period_setting"
    __table_args__ = ({"schema": "scores"},)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    length: Mapped[str]
    effective_from: Mapped[str] = mapped_column(String(7))
    reason: Mapped[str]
    set_by: Mapped[str]
    set_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class SupplierRow(Base):
    """The person who supplies an area from a month on, in place of the role; append-only."""

    __tablename__ = "supplier"
    __table_args__ = ({"schema": "scores"},)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    area: Mapped[str]
    department_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.department.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("staff.person.id"))
    effective_from: Mapped[str] = mapped_column(String(7))
    set_by: Mapped[str]
    set_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
