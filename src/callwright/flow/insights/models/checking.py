"""Tables of checks: versions the company published, hits, which calls were judged, and what people said of hits."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import Date, DateTime, ForeignKey, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base

_MOMENT = DateTime(timezone=True)


class CheckVersionRow(Base):
    """A version of a check the company published; it never changes. `rule` is the check as written."""

    __tablename__ = "check_version"
    __table_args__ = (UniqueConstraint("code", "number"), {"schema": "insights"})

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    code: Mapped[str]
    number: Mapped[int]
    effective_from: Mapped[dt.date] = mapped_column(Date)
    rule: Mapped[dict[str, Any]] = mapped_column(JSONB)
    reason: Mapped[str]
    published_by: Mapped[str]
    published_at: Mapped[dt.datetime] = mapped_column(_MOMENT)


class HitRow(Base):
    """One hit; its id is derived from recording, check and sentence, so judging again finds the same hit.

    `judge` names the model that found it; empty = the rules did.
    """

    __tablename__ = "hit"
    __table_args__ = (
        Index("ix_hit_recording_id", "recording_id"),
        Index("ix_hit_person_id", "person_id", "day"),
        Index("ix_hit_check_code", "check_code", "day"),
        {"schema": "insights"},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    recording_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("recordings.recording.id"))
    attempt_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("calls.attempt.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.person.id"))
    day: Mapped[dt.date] = mapped_column(Date)
    check_code: Mapped[str]
    rule_version: Mapped[str]
    family: Mapped[str]
    kind: Mapped[str]
    title_zh: Mapped[str]
    title_en: Mapped[str]
    speaker: Mapped[str]
    position: Mapped[int]
    start_ms: Mapped[int]
    end_ms: Mapped[int]
    quote: Mapped[str]
    better_zh: Mapped[str | None]
    better_en: Mapped[str | None]
    judge: Mapped[str] = mapped_column(server_default="")


class JudgementRow(Base):
    """A call that was judged: when, on which company day it was made, and by which versions of the checks.

    `judge` names the model whose opinion was taken (empty = the rules alone), `refused` counts its hits that quoted
    nothing that was said, `trouble` says why a model that was asked gave no opinion.
    """

    __tablename__ = "judgement"
    __table_args__ = (Index("ix_judgement_person_id", "person_id", "day"), {"schema": "insights"})

    recording_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("recordings.recording.id"), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff.person.id"))
    day: Mapped[dt.date] = mapped_column(Date)
    judged_at: Mapped[dt.datetime] = mapped_column(_MOMENT)
    rules: Mapped[str]
    judge: Mapped[str] = mapped_column(server_default="")
    refused: Mapped[int] = mapped_column(server_default="0")
    trouble: Mapped[str] = mapped_column(server_default="")


class OutsideSettingRow(Base):
    """What somebody set about the judge outside the house; rows are only added, the newest one holds.

    `sealed_key` opens only with the key of this installation.
    """

    __tablename__ = "outside_setting"
    __table_args__ = ({"schema": "insights"},)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    enabled: Mapped[bool]
    address: Mapped[str]
    model: Mapped[str]
    seconds: Mapped[int]
    sealed_key: Mapped[bytes | None]
    set_by: Mapped[str]
    set_at: Mapped[dt.datetime] = mapped_column(_MOMENT)


class VerdictRow(Base):
    """What a person said about a hit; the newest one counts. It outlives the hit: drift is measured on it."""

    __tablename__ = "verdict"
    __table_args__ = (Index("ix_verdict_hit_id", "hit_id"), {"schema": "insights"})

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    hit_id: Mapped[uuid.UUID]
    recording_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("recordings.recording.id"))
    check_code: Mapped[str]
    rule_version: Mapped[str]
    verdict: Mapped[str]
    reason: Mapped[str]
    by_name: Mapped[str]
    said_at: Mapped[dt.datetime] = mapped_column(_MOMENT)
