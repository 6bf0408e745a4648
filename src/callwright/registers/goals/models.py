"""Tables of the goals register (schema `goals`); migration 0002 guards that a closed month stays sealed."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Numeric, String, UniqueConstraint, func
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
