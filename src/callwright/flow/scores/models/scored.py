"""Closed months and grade reviews; a closed month is final, the database refuses to change it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Index, Numeric, String, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base


class ClosingRow(Base):
    """A closed month; whoever inserts it first closed it."""

    __tablename__ = "closing"
    __table_args__ = ({"schema": "scores"},)

    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    closed_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    closed_by: Mapped[str]
    override_reason: Mapped[str | None]


class LackRow(Base):
    """Something that was missing when the owner closed a month with a reason."""

    __tablename__ = "lack"
    __table_args__ = ({"schema": "scores"},)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(ForeignKey("scores.closing.month"), index=True)
    document: Mapped[dict[str, Any]] = mapped_column(JSONB)


class PersonScoreRow(Base):
    """The score of a person in a month."""

    __tablename__ = "person_score"
    __table_args__ = (
        UniqueConstraint("month", "person_id"),
        Index("ix_person_score_person_id", "person_id"),
        {"schema": "scores"},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(ForeignKey("scores.closing.month"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("staff.person.id"))
    department_id: Mapped[UUID] = mapped_column(ForeignKey("staff.department.id"))
    kind: Mapped[str]
    score: Mapped[Decimal] = mapped_column(Numeric)
    revenue: Mapped[Decimal | None] = mapped_column(Numeric)
    revenue_target: Mapped[Decimal | None] = mapped_column(Numeric)
    explanation: Mapped[dict[str, Any]] = mapped_column(JSONB)


class IndicatorScoreRow(Base):
    """One indicator of a person's score; `place` keeps the order of the goals."""

    __tablename__ = "indicator_score"
    __table_args__ = ({"schema": "scores"},)

    person_score_id: Mapped[UUID] = mapped_column(ForeignKey("scores.person_score.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    indicator: Mapped[str]
    weight: Mapped[Decimal] = mapped_column(Numeric)
    target: Mapped[Decimal] = mapped_column(Numeric)
    actual: Mapped[Decimal] = mapped_column(Numeric)
    score: Mapped[Decimal] = mapped_column(Numeric)
    explanation: Mapped[dict[str, Any]] = mapped_column(JSONB)


class DepartmentResultRow(Base):
    """A department's month against its target."""

    __tablename__ = "department_result"
    __table_args__ = ({"schema": "scores"},)

    month: Mapped[str] = mapped_column(ForeignKey("scores.closing.month"), primary_key=True)
    department_id: Mapped[UUID] = mapped_column(ForeignKey("staff.department.id"), primary_key=True)
    revenue: Mapped[Decimal] = mapped_column(Numeric)
    target: Mapped[Decimal] = mapped_column(Numeric)
    passes: Mapped[bool]
    explanation: Mapped[dict[str, Any]] = mapped_column(JSONB)


class GradeProposalRow(Base):
    """A grade review; only the decision about it is written later, once."""

    __tablename__ = "grade_proposal"
    __table_args__ = (UniqueConstraint("period", "person_id"), {"schema": "scores"})

    id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(ForeignKey("scores.closing.month"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("staff.person.id"))
    period: Mapped[str]
    outcome: Mapped[str]
    from_grade: Mapped[str]
    to_grade: Mapped[str]
    reasons: Mapped[list[Any]] = mapped_column(JSONB)
    explanation: Mapped[dict[str, Any]] = mapped_column(JSONB)
    accepted: Mapped[bool | None]
    decision_reason: Mapped[str | None]
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class AppealRow(Base):
    """A person's appeal against a grade proposal or its decision: one a proposal, answered once."""

    __tablename__ = "appeal"
    __table_args__ = (UniqueConstraint("proposal_id"), {"schema": "scores"})

    id: Mapped[UUID] = mapped_column(primary_key=True)
    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("scores.grade_proposal.id"))
    text: Mapped[str]
    made_by: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    upheld: Mapped[bool | None]
    answer: Mapped[str | None]
    answered_by: Mapped[str | None]
    answered_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class CoachingPlanRow(Base):
    """What a person in the lowest grade is helped with, by whom, until when; made with the decision."""

    __tablename__ = "coaching_plan"
    __table_args__ = ({"schema": "scores"},)

    proposal_id: Mapped[UUID] = mapped_column(ForeignKey("scores.grade_proposal.id"), primary_key=True)
    plan: Mapped[str]
    mentor_id: Mapped[UUID] = mapped_column(ForeignKey("staff.person.id"))
    until: Mapped[date]
