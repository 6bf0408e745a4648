"""Tables of settled attempts and of imported call records."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base


class RecordImport(Base):
    """One import of call records: the kept file, the mapping it was read with, the report with rejected rows."""

    __tablename__ = "record_import"
    __table_args__ = (Index("ix_record_import_file_sha256", "file_sha256"), {"schema": "calls"})

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    file_sha256: Mapped[str]
    file_name: Mapped[str]
    file_key: Mapped[str]
    mapping: Mapped[dict[str, Any]] = mapped_column(JSONB)
    report: Mapped[dict[str, Any]] = mapped_column(JSONB)
    imported_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class AttemptRow(Base):
    """One dial of one number, settled. `content` is a digest of what the record said, to see if it comes back changed.

    `import_id` is NULL for attempts of our own dialer (system "callwright", record_id = the live attempt).
    """

    __tablename__ = "attempt"
    __table_args__ = (
        CheckConstraint("ended_at >= started_at", name="end_after_start"),
        CheckConstraint("answered_at BETWEEN started_at AND ended_at", name="answer_inside"),
        Index("ix_attempt_person_time", "person_id", "started_at"),
        Index("ix_attempt_started_at", "started_at"),
        Index("ix_attempt_e164", "e164"),
        Index("ix_attempt_contact_id", "contact_id", postgresql_where=text("contact_id IS NOT NULL")),
        Index("ix_attempt_recording_key", "recording_key", postgresql_where=text("recording_key <> ''")),
        {"schema": "calls"},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    import_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("calls.record_import.id"))
    line: Mapped[int]
    system: Mapped[str]
    record_id: Mapped[str]
    content: Mapped[str]
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("staff.person.id"))
    e164: Mapped[str]
    contact_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("contacts.contact.id"))
    campaign_code: Mapped[str]
    direction: Mapped[str]
    started_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    answered_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    ended_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    outcome: Mapped[str]
    raw_outcome: Mapped[str]
    recording_name: Mapped[str]
    recording_key: Mapped[str]
    effective: Mapped[bool]
    overlapping: Mapped[bool] = mapped_column(server_default=text("false"))
