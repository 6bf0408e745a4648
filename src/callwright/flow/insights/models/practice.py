"""The reviews of practice calls: whole documents, in no table that anything is counted from."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import DateTime, ForeignKey
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base


class PracticeReviewRow(Base):
    """One review (`contracts.practice.PracticeReview` as JSON) with what a list of them shows."""

    __tablename__ = "practice_review"
    __table_args__ = ({"schema": "insights"},)

    practice_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("calls.live_attempt.id"), primary_key=True)
    recording_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("recordings.recording.id"), unique=True)
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
