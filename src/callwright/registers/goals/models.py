"""Tables of the goals register (schema `goals`); migration 0002 guards that a closed month stays sealed."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Index, Numeric, String, UniqueConstraint, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base


class CycleRow(Base):
    """A month with goals; `sealed_at` is set when its scores are closed and never changes again."""

    __tablename__ = "cycle"
    __table_args__ = ({"schema": "goals"},)

    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    sealed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class PostRow(Base):
    """A post and its role description."""

    __tablename__ = "post"
    __table_args__ = ({"schema": "goals"},)

    name: Mapped[str] = mapped_column(primary_key=True)
    responsibilities: Mapped[str]


class PersonGoalsRow(Base):
    """The goals of a person in a month; a change takes the acknowledgement back."""

    __tablename__ = "person_goals"
    __table_args__ = (UniqueConstraint("month", "person_id"), {"schema": "goals"})

    id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(ForeignKey("goals.cycle.month"))
    person_id: Mapped[UUID]
    post: Mapped[str]
    acknowledged_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    acknowledged_by: Mapped[str | None]
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class TargetRow(Base):
    """One indicator of a person's goals; `place` keeps the order of the sheet."""

    __tablename__ = "target"
    __table_args__ = (UniqueConstraint("goals_id", "indicator"), {"schema": "goals"})

    id: Mapped[UUID] = mapped_column(primary_key=True)
    goals_id: Mapped[UUID] = mapped_column(ForeignKey("goals.person_goals.id"))
    month: Mapped[str] = mapped_column(ForeignKey("goals.cycle.month"))
    place: Mapped[int]
    indicator: Mapped[str]
    weight: Mapped[Decimal] = mapped_column(Numeric)
    target: Mapped[Decimal] = mapped_column(Numeric)


class DepartmentTargetRow(Base):
    """The revenue target of a department in a month."""

    __tablename__ = "department_target"
    __table_args__ = ({"schema": "goals"},)

    month: Mapped[str] = mapped_column(ForeignKey("goals.cycle.month"), primary_key=True)
    department_id: Mapped[UUID] = mapped_column(primary_key=True)
    target: Mapped[Decimal] = mapped_column(Numeric)


class CompanyTargetRow(Base):
    """The revenue target of the company in a quarter."""

    __tablename__ = "company_target"
    __table_args__ = ({"schema": "goals"},)

    quarter: Mapped[str] = mapped_column(String(7), primary_key=True)
    target: Mapped[Decimal] = mapped_column(Numeric)


class ManualValueRow(Base):
    """An actual value that a person entered."""

    __tablename__ = "manual_value"
    __table_args__ = ({"schema": "goals"},)

    month: Mapped[str] = mapped_column(ForeignKey("goals.cycle.month"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    indicator: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Decimal] = mapped_column(Numeric)


class GoalFileRow(Base):
    """A goal workbook that was imported; the original is in the file store under `file_key`."""

    __tablename__ = "goal_file"
    __table_args__ = ({"schema": "goals"},)

    file_sha256: Mapped[str] = mapped_column(primary_key=True)
    file_key: Mapped[str]
    name: Mapped[str]
    rows: Mapped[int]
    rejected: Mapped[int]
    imported_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class TeamTargetRow(Base):
    """The revenue target of a team in a month."""

    __tablename__ = "team_target"
    __table_args__ = ({"schema": "goals"},)

    month: Mapped[str] = mapped_column(ForeignKey("goals.cycle.month"), primary_key=True)
    team_id: Mapped[UUID] = mapped_column(primary_key=True)
    target: Mapped[Decimal] = mapped_column(Numeric)


class IndicatorSetRow(Base):
    """The indicators of a post and level ("" = every level) from a month on; append-only, a later row replaces it."""

    __tablename__ = "indicator_set"
    __table_args__ = (Index("ix_indicator_set_post", "post", "effective_from"), {"schema": "goals"})

    id: Mapped[UUID] = mapped_column(primary_key=True)
    post: Mapped[str]
    level: Mapped[str]
    effective_from: Mapped[str] = mapped_column(String(7))
    lines: Mapped[list[Any]] = mapped_column(JSONB)
    reason: Mapped[str]
    set_by: Mapped[str]
    set_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class MarketTargetRow(Base):
    """The target of an indicator for a post, level and market type from a month on; append-only."""

    __tablename__ = "market_target"
    __table_args__ = (Index("ix_market_target_post", "post", "effective_from"), {"schema": "goals"})

    id: Mapped[UUID] = mapped_column(primary_key=True)
    post: Mapped[str]
    level: Mapped[str]
    market_type: Mapped[str]
    indicator: Mapped[str]
    effective_from: Mapped[str] = mapped_column(String(7))
    target: Mapped[Decimal] = mapped_column(Numeric)
    reason: Mapped[str]
    set_by: Mapped[str]
    set_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ChangeRow(Base):
    """A change of agreed goals from a month on, with its reason; append-only. `month` is the month that was changed."""

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_month", "month", "changed_at"), {"schema": "goals"})

    id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(ForeignKey("goals.cycle.month"))
    person_id: Mapped[UUID]
    effective_from: Mapped[str] = mapped_column(String(7))
    before: Mapped[list[Any]] = mapped_column(JSONB)
    after: Mapped[list[Any]] = mapped_column(JSONB)
    was_acknowledged: Mapped[bool]
    reason: Mapped[str]
    changed_by: Mapped[str]
    changed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class KeyWorkRow(Base):
    """A piece of key work of a person in a month: date, proof, and what the leader decided about the proof."""

    __tablename__ = "key_work"
    __table_args__ = (UniqueConstraint("month", "person_id", "title"), {"schema": "goals"})

    id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(ForeignKey("goals.cycle.month"))
    person_id: Mapped[UUID]
    title: Mapped[str]
    due_on: Mapped[date]
    planned_by: Mapped[str]
    proof: Mapped[str | None]
    proof_file_key: Mapped[str | None]
    proof_file_name: Mapped[str | None]
    proof_on: Mapped[date | None]
    confirmed: Mapped[bool | None]
    decided_by: Mapped[str | None]
    decision_note: Mapped[str | None]
