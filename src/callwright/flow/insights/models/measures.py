"""Tables of measures: what needs no words."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import DateTime, Double, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base


class MeasurementRow(Base):
    """The measures of one recording, made by `detector`; measuring again replaces them."""

    __tablename__ = "measurement"
    __table_args__ = (
        Index("ix_measurement_attempt_id", "attempt_id"),
        Index("ix_measurement_person_id", "person_id"),
        {"schema": "insights"},
    )

    recording_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("recordings.recording.id"), primary_key=True)
    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("calls.attempt.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.person.id"))
    detector: Mapped[str]
    measured_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    duration_seconds: Mapped[float] = mapped_column(Double)
    talk_share_agent: Mapped[float | None] = mapped_column(Double)
    turns_agent: Mapped[int | None]
    turns_customer: Mapped[int | None]
    longest_monologue_seconds: Mapped[float | None] = mapped_column(Double)
    longest_monologue_start: Mapped[float | None] = mapped_column(Double)
    interruptions_by_agent: Mapped[int | None]
    interruptions_by_customer: Mapped[int | None]
    silence_share: Mapped[float | None] = mapped_column(Double)
    longest_silence_seconds: Mapped[float | None] = mapped_column(Double)
    longest_silence_start: Mapped[float | None] = mapped_column(Double)
    patience_seconds: Mapped[float | None] = mapped_column(Double)
    identical_channels: Mapped[bool]


class TurnRow(Base):
    """One turn of a recording, in milliseconds from its start; what is said in it comes beside it."""

    __tablename__ = "turn"
    __table_args__ = ({"schema": "insights"},)

    recording_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("insights.measurement.recording_id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    speaker: Mapped[str]
    start_ms: Mapped[int]
    end_ms: Mapped[int]
    backchannel: Mapped[bool]
