"""Counted days that are over: what reading a month would else count anew each time."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base


class PersonDayRow(Base):
    """The figures of a person and company day, in seconds; `present` false: counted, and nothing was there.

    `basis` is the shift, rest and zone it was counted with; a row with another basis is not used. Whatever adds
    or changes facts of the day deletes the row in the same transaction.
    """

    __tablename__ = "person_day"
    __table_args__ = (
        Index("ix_person_day_day", "day"),
        {"schema": "floor"},
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.person.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    basis: Mapped[str]
    present: Mapped[bool]
    work_seconds: Mapped[int] = mapped_column(default=0)
    logged_in_seconds: Mapped[int | None]
    talk_seconds: Mapped[int] = mapped_column(default=0)
    outside_talk_seconds: Mapped[int] = mapped_column(default=0)
    lost: Mapped[dict[str, Any]] = mapped_column(JSONB)
