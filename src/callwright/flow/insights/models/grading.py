"""Scorecards, grades, disputes, draws. Nothing of this ever changes: rows are only added, the database refuses more."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, DateTime, ForeignKey, Index, Numeric, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base

_MOMENT = DateTime(timezone=True)


class ScorecardRow(Base):
    """One version of a scorecard."""

    __tablename__ = "scorecard"
    __table_args__ = (UniqueConstraint("code", "version"), {"schema": "insights"})

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    code: Mapped[str]
    version: Mapped[int]
    title: Mapped[dict[str, Any]] = mapped_column(JSONB)
    pass_mark: Mapped[Decimal] = mapped_column(Numeric)
    items: Mapped[list[Any]] = mapped_column(JSONB)
    effective_on: Mapped[date] = mapped_column(Date)
    published_at: Mapped[datetime] = mapped_column(_MOMENT)
    published_by: Mapped[str]


class GradeRow(Base):
    """One line of a call's grades. A call has one first line; a line is replaced once."""

    __tablename__ = "grade"
    __table_args__ = (
        Index("uq_grade_first", "attempt_id", unique=True, postgresql_where=text("kind = 'first'")),
        Index("uq_grade_replaces", "replaces", unique=True, postgresql_where=text("replaces IS NOT NULL")),
        Index("ix_grade_person_id", "person_id", "day"),
        Index("ix_grade_attempt_id", "attempt_id"),
        {"schema": "insights"},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("calls.attempt.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.person.id"))
    scorecard_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("insights.scorecard.id"))
    kind: Mapped[str]
    replaces: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("insights.grade.id"))
    score: Mapped[Decimal] = mapped_column(Numeric)
    passed: Mapped[bool]
    failed_items: Mapped[list[Any]] = mapped_column(JSONB)
    marks: Mapped[list[Any]] = mapped_column(JSONB)
    comment: Mapped[str]
    day: Mapped[date] = mapped_column(Date)
    graded_at: Mapped[datetime] = mapped_column(_MOMENT)
    by_account: Mapped[uuid.UUID | None]
    by_name: Mapped[str]


class DisputeStepRow(Base):
    """One step of the dispute about a grade; a dispute is its steps, its id that of the grade."""

    __tablename__ = "dispute_step"
    __table_args__ = ({"schema": "insights"},)

    grade_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("insights.grade.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    at: Mapped[datetime] = mapped_column(_MOMENT)
    by_account: Mapped[uuid.UUID | None]
    by_name: Mapped[str]
    new_grade_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("insights.grade.id"))


class DrawRow(Base):
    """A sample as it was drawn; `candidates` is the whole population, so that the draw can be repeated."""

    __tablename__ = "draw"
    __table_args__ = ({"schema": "insights"},)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    method: Mapped[str]
    seed: Mapped[str]
    first_day: Mapped[date] = mapped_column(Date)
    last_day: Mapped[date] = mapped_column(Date)
    per_person: Mapped[int]
    calibrate: Mapped[int]
    population: Mapped[int]
    candidates: Mapped[list[Any]] = mapped_column(JSONB)
    drawn_at: Mapped[datetime] = mapped_column(_MOMENT)
    drawn_by: Mapped[str]


class DrawnCallRow(Base):
    """A call of a draw."""

    __tablename__ = "drawn_call"
    __table_args__ = (Index("ix_drawn_call_attempt_id", "attempt_id"), {"schema": "insights"})

    draw_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("insights.draw.id"), primary_key=True)
    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("calls.attempt.id"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.person.id"))
    place: Mapped[int]
    risks: Mapped[list[Any]] = mapped_column(JSONB)
    calibrate: Mapped[bool]
