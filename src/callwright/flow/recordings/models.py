"""Tables of recordings."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base

_MOMENT = DateTime(timezone=True)


class RecordingRow(Base):
    """One recording. `file_key` is the original; `play_key` the same, or repaired when it was cut.

    `source` is "file" (imported, one row a content), "dialer" (our own calls, one row a call) or "practice" (a practice
    call, named by `practice_id` instead of an attempt, so that nothing that counts calls finds it). `store` names where
    the keys lead. An erased recording keeps its row without sound and outline: the tombstone says that it was there,
    when and why it went, and keeps the same file from coming back.
    """

    __tablename__ = "recording"
    __table_args__ = (
        Index("ix_recording_unpaired", "imported_at", postgresql_where=text("attempt_id IS NULL")),
        Index("uq_recording_content", "sha256", unique=True, postgresql_where=text("source = 'file'")),
        CheckConstraint("(erased_at IS NULL) = (erased_because = '')", name="erased_for_a_reason"),
        CheckConstraint(
            "(source = 'practice') = (practice_id IS NOT NULL) AND num_nonnulls(attempt_id, practice_id) < 2",
            name="practice_is_no_call",
        ),
        {"schema": "recordings"},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    attempt_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("calls.attempt.id"), unique=True)
    practice_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("calls.live_attempt.id"), unique=True)
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("staff.person.id"))
    source: Mapped[str] = mapped_column(server_default="file")
    file_name: Mapped[str]
    store: Mapped[str] = mapped_column(server_default="files")
    file_key: Mapped[str]
    play_key: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    rate: Mapped[int]
    channels: Mapped[int]
    frames: Mapped[int] = mapped_column(BigInteger)
    truncated: Mapped[bool]
    agent_channel: Mapped[int | None]
    outline: Mapped[bytes]
    imported_at: Mapped[datetime] = mapped_column(_MOMENT, server_default=func.now())
    erased_at: Mapped[datetime | None] = mapped_column(_MOMENT)
    erased_because: Mapped[str] = mapped_column(server_default="")


class AbsenceRow(Base):
    """Why an answered call of our own has no recording; gone as soon as one is stored after all."""

    __tablename__ = "absence"
    __table_args__ = ({"schema": "recordings"},)

    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("calls.attempt.id"), primary_key=True)
    code: Mapped[str]
    detail: Mapped[str] = mapped_column(server_default="")
    noted_at: Mapped[datetime] = mapped_column(_MOMENT)


class DataKeyRow(Base):
    """The key one recording is sealed with, itself wrapped by a master key. Without this row the sound is noise."""

    __tablename__ = "data_key"
    __table_args__ = (Index("ix_data_key_master_key", "master_key"), {"schema": "recordings"})

    recording_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("recordings.recording.id"), primary_key=True)
    master_key: Mapped[str]
    wrapped: Mapped[bytes]


class HoldRow(Base):
    """A legal hold: nothing of what it names is erased until it is lifted. Exactly one of the subjects is set."""

    __tablename__ = "hold"
    __table_args__ = (
        CheckConstraint("num_nonnulls(recording_id, e164, campaign_code) = 1", name="one_subject"),
        CheckConstraint("(lifted_at IS NULL) = (lifted_by IS NULL)", name="lifted_by_somebody"),
        Index("ix_hold_placed", "placed_at", postgresql_where=text("lifted_at IS NULL")),
        {"schema": "recordings"},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    recording_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("recordings.recording.id"))
    e164: Mapped[str | None]
    campaign_code: Mapped[str | None]
    reason: Mapped[str]
    placed_by: Mapped[str]
    placed_at: Mapped[datetime] = mapped_column(_MOMENT)
    lifted_by: Mapped[str | None]
    lifted_at: Mapped[datetime | None] = mapped_column(_MOMENT)


class BusinessRow(Base):
    """Which line of business a campaign is in ("" = the company): it decides how long recordings must be kept."""

    __tablename__ = "business"
    __table_args__ = ({"schema": "recordings"},)

    campaign_code: Mapped[str] = mapped_column(primary_key=True)
    business: Mapped[str]
    set_by: Mapped[str]
    set_at: Mapped[datetime] = mapped_column(_MOMENT)
