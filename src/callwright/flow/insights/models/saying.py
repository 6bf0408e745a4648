"""Tables of what was said, of what could not be heard, and of what people note beside it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import ARRAY, DateTime, Double, ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base

_MOMENT = DateTime(timezone=True)


class TranscriptRow(Base):
    """The transcript of one recording; made again, it replaces the earlier one."""

    __tablename__ = "transcript"
    __table_args__ = (Index("ix_transcript_attempt_id", "attempt_id"), {"schema": "insights"})

    recording_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("recordings.recording.id"), primary_key=True)
    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("calls.attempt.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.person.id"))
    origin: Mapped[str]
    engine: Mapped[str]
    model: Mapped[str]
    made_at: Mapped[dt.datetime] = mapped_column(_MOMENT)
    speech_rate_agent: Mapped[float | None] = mapped_column(Double)
    speech_rate_customer: Mapped[float | None] = mapped_column(Double)
    questions_agent: Mapped[int]
    script_steps: Mapped[int] = mapped_column(server_default="0")
    script_steps_said: Mapped[int] = mapped_column(server_default="0")


class SaidRow(Base):
    """One sentence, masked; `words` are [text, start ms, end ms]."""

    __tablename__ = "said"
    __table_args__ = ({"schema": "insights"},)

    recording_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("insights.transcript.recording_id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    speaker: Mapped[str]
    start_ms: Mapped[int]
    end_ms: Mapped[int]
    text: Mapped[str]
    words: Mapped[list[Any]] = mapped_column(JSONB, server_default="[]")


_MEASURED = (
    "talk_share_agent",
    "longest_monologue_seconds",
    "interruptions_by_agent",
    "silence_share",
    "patience_seconds",
    "speech_rate_agent",
    "questions_agent",
)


class CallIndexRow(Base):
    """What calls are searched by: the words (pairs of characters and codes of checks) and the measures.

    `plain` is the whole call without punctuation, a line a sentence, so that a phrase is found exactly.
    `terms` are so long that they lie outside of the row; `checks` are the codes among them once more, for reading rows
    in order of time. An index a measure counts calls beyond a bound without reading the rows, which are wide.
    """

    __tablename__ = "call_index"
    __table_args__ = (
        Index("ix_call_index_terms", "terms", postgresql_using="gin", postgresql_with={"fastupdate": "off"}),
        Index("ix_call_index_started_at", text("started_at DESC"), "recording_id"),
        Index("ix_call_index_person_id", "person_id", text("started_at DESC")),
        *(Index(f"ix_call_index_{name}", name) for name in _MEASURED),
        {"schema": "insights"},
    )

    recording_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("recordings.recording.id"), primary_key=True)
    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("calls.attempt.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.person.id"))
    started_at: Mapped[dt.datetime] = mapped_column(_MOMENT)
    terms: Mapped[Any] = mapped_column(TSVECTOR)
    plain: Mapped[str]
    checks: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    talk_share_agent: Mapped[float | None] = mapped_column(Double)
    longest_monologue_seconds: Mapped[float | None] = mapped_column(Double)
    interruptions_by_agent: Mapped[int | None]
    silence_share: Mapped[float | None] = mapped_column(Double)
    patience_seconds: Mapped[float | None] = mapped_column(Double)
    speech_rate_agent: Mapped[float | None] = mapped_column(Double)
    questions_agent: Mapped[int | None]


class ProblemRow(Base):
    """Why a recording could not be heard or written down; gone as soon as it could."""

    __tablename__ = "problem"
    __table_args__ = ({"schema": "insights"},)

    recording_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("recordings.recording.id"), primary_key=True)
    code: Mapped[str]
    zh: Mapped[str]
    en: Mapped[str]
    noted_at: Mapped[dt.datetime] = mapped_column(_MOMENT)


class CommentRow(Base):
    """What somebody notes at a second of a call."""

    __tablename__ = "comment"
    __table_args__ = (Index("ix_comment_recording_id", "recording_id", "at_ms"), {"schema": "insights"})

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    recording_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("recordings.recording.id"))
    at_ms: Mapped[int]
    text: Mapped[str]
    author_id: Mapped[uuid.UUID | None]
    author: Mapped[str]
    written_at: Mapped[dt.datetime] = mapped_column(_MOMENT)
