"""Tables of recordings."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, DateTime, ForeignKey, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base


class RecordingRow(Base):
    """One recording by content. `file_key` is the original; `play_key` the same, or repaired when it was cut."""

    __tablename__ = "recording"
    __table_args__ = (
        Index("ix_recording_unpaired", "imported_at", postgresql_where=text("attempt_id IS NULL")),
        {"schema": "recordings"},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    attempt_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("calls.attempt.id"), unique=True)
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("staff.person.id"))
    file_name: Mapped[str]
    file_key: Mapped[str]
    play_key: Mapped[str]
    sha256: Mapped[str] = mapped_column(unique=True)
    size: Mapped[int] = mapped_column(BigInteger)
    rate: Mapped[int]
    channels: Mapped[int]
    frames: Mapped[int] = mapped_column(BigInteger)
    truncated: Mapped[bool]
    agent_channel: Mapped[int | None]
    outline: Mapped[bytes]
    imported_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
