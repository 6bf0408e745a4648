"""Tables of coaching: tasks with their proof, moods, care, the shared library, examples to hear."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Date, DateTime, ForeignKey, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base

_MOMENT = DateTime(timezone=True)


class TaskRow(Base):
    """Something a person practises until a day.

    What was measured before is kept when it is agreed, what was measured after when it is closed.
    """

    __tablename__ = "task"
    __table_args__ = (Index("ix_task_person_id", "person_id", "due_on"), {"schema": "coaching"})

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.person.id"))
    attempt_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("calls.attempt.id"))
    grade_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("insights.grade.id"))
    text: Mapped[str]
    measure: Mapped[str]
    wanted: Mapped[str]
    due_on: Mapped[date] = mapped_column(Date)
    made_on: Mapped[date] = mapped_column(Date)
    made_at: Mapped[datetime] = mapped_column(_MOMENT)
    made_by: Mapped[str]
    before: Mapped[dict[str, Any]] = mapped_column(JSONB)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    verdict: Mapped[str | None]
    closed_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    closed_by: Mapped[str | None]


class MoodRow(Base):
    """How a person says a day was, 1 (bad) to 5 (good); a later word of the same day replaces it."""

    __tablename__ = "mood"
    __table_args__ = (CheckConstraint("mood BETWEEN 1 AND 5", name="in_range"), {"schema": "coaching"})

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.person.id"), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    mood: Mapped[int]
    abused: Mapped[bool] = mapped_column(server_default=sql("false"))
    said_at: Mapped[datetime] = mapped_column(_MOMENT)


class CareRow(Base):
    """Signs of burning out that were seen on a day, and what the leader did about them."""

    __tablename__ = "care"
    __table_args__ = (UniqueConstraint("person_id", "day"), {"schema": "coaching"})

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.person.id"))
    day: Mapped[date] = mapped_column(Date)
    signs: Mapped[list[Any]] = mapped_column(JSONB)
    seen_at: Mapped[datetime] = mapped_column(_MOMENT)
    act: Mapped[str | None]
    note: Mapped[str] = mapped_column(server_default="")
    acted_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    acted_by: Mapped[str | None]


class CardRow(Base):
    """One version of a card of the shared library; the newest version of a key is shown."""

    __tablename__ = "card"
    __table_args__ = (UniqueConstraint("key", "version"), {"schema": "coaching"})

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    key: Mapped[uuid.UUID]
    version: Mapped[int]
    kind: Mapped[str]
    title: Mapped[str]
    text: Mapped[str]
    campaign_code: Mapped[str] = mapped_column(server_default="")
    step: Mapped[str] = mapped_column(server_default="")
    product_code: Mapped[str] = mapped_column(server_default="")
    retired: Mapped[bool] = mapped_column(server_default=sql("false"))
    written_at: Mapped[datetime] = mapped_column(_MOMENT)
    written_by: Mapped[str]


class CardUseRow(Base):
    """A card was used by a person, in a call when one is named."""

    __tablename__ = "card_use"
    __table_args__ = (
        Index("ix_card_use_card_key", "card_key"),
        Index("ix_card_use_person_id", "person_id"),
        {"schema": "coaching"},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    card_key: Mapped[uuid.UUID]
    card_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("coaching.card.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.person.id"))
    attempt_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("calls.attempt.id"))
    used_at: Mapped[datetime] = mapped_column(_MOMENT)


class ExampleRow(Base):
    """A part of a recorded call that others may learn from, once the person who speaks agreed."""

    __tablename__ = "example"
    __table_args__ = (
        CheckConstraint("start_ms >= 0 AND end_ms > start_ms", name="a_part"),
        Index("ix_example_person_id", "person_id"),
        {"schema": "coaching"},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("calls.attempt.id"))
    recording_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("recordings.recording.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.person.id"))
    campaign_code: Mapped[str]
    step: Mapped[str]
    title: Mapped[str]
    why: Mapped[str]
    said: Mapped[str] = mapped_column(server_default="")
    start_ms: Mapped[int]
    end_ms: Mapped[int]
    consent: Mapped[str]
    named: Mapped[bool] = mapped_column(server_default=sql("false"))
    consent_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    proposed_at: Mapped[datetime] = mapped_column(_MOMENT)
    proposed_by: Mapped[str]
    plays: Mapped[int] = mapped_column(server_default="0")
