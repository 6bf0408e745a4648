"""What people did: declared states and phases of calls."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base


class StateImport(Base):
    """One import of a state file: which file, when, and its report (rejected rows included)."""

    __tablename__ = "state_import"
    __table_args__ = ({"schema": "floor"},)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    file_sha256: Mapped[str]
    file_name: Mapped[str]
    file_key: Mapped[str]
    report: Mapped[dict[str, Any]] = mapped_column(JSONB)
    imported_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class StateInterval(Base):
    """A state of a person, end exclusive, from a file (`import_id`) or lived through at a desk (`import_id` NULL).

    The id derives from its content: same row, same id. `source` says who set it; "import" for files.
    """

    __tablename__ = "state_interval"
    __table_args__ = (
        CheckConstraint("ended_at > started_at", name="end_after_start"),
        Index("ix_state_interval_person_time", "person_id", "started_at"),
        {"schema": "floor"},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.person.id"))
    state: Mapped[str]
    started_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    ended_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    reason: Mapped[str] = mapped_column(default="")
    import_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("floor.state_import.id"))
    source: Mapped[str] = mapped_column(default="import", server_default="import")


class CallPhase(Base):
    """A part of a call (dialing, ringing, talking, hold, wrap_up) on the agent's own leg, end exclusive."""

    __tablename__ = "call_phase"
    __table_args__ = (
        CheckConstraint("ended_at > started_at", name="end_after_start"),
        Index("ix_call_phase_person_time", "person_id", "started_at"),
        {"schema": "floor"},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.person.id"))
    state: Mapped[str]
    started_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    ended_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    source: Mapped[str]
    source_id: Mapped[str]
