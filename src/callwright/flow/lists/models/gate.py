"""Samples, verdicts, releases, and what calls and number services said."""

from __future__ import annotations

import uuid
from datetime import datetime
from decimal import Decimal

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    Numeric,
    Text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base

Moment = DateTime(timezone=True)


class SampleRowRow(Base):
    """A row drawn for verification; `rank` is its place in the batch's one reproducible order."""

    __tablename__ = "sample_row"
    __table_args__ = ({"schema": "lists"},)

    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("lists.batch.id"), primary_key=True)
    row: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    rank: Mapped[int]
    drawn_at: Mapped[datetime] = mapped_column(Moment)


class VerificationRow(Base):
    """One verdict on one sampled row. Append-only; the newest counts, the older ones stay visible."""

    __tablename__ = "verification"
    __table_args__ = (
        Index("ix_verification_batch_row", "batch_id", "row"),
        Index("uq_verification_batch_row_file", "batch_id", "row", "file_sha256", unique=True),
        {"schema": "lists"},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("lists.batch.id"))
    row: Mapped[int]
    verdict: Mapped[str] = mapped_column(Text)
    remark: Mapped[str] = mapped_column(Text, server_default="")
    file_sha256: Mapped[str] = mapped_column(Text)
    verified_by: Mapped[str] = mapped_column(Text)
    verified_at: Mapped[datetime] = mapped_column(Moment)


class ReleaseRow(Base):
    """How a batch went to the agents: the figures of that moment and, for an override, who and why."""

    __tablename__ = "release"
    __table_args__ = (
        CheckConstraint("gate = 'passed' OR btrim(override_reason) <> ''", name="override_has_reason"),
        {"schema": "lists"},
    )

    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("lists.batch.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    released_by: Mapped[str] = mapped_column(Text)
    gate: Mapped[str] = mapped_column(Text)
    suppressed: Mapped[int] = mapped_column(server_default="0")
    measure: Mapped[str] = mapped_column(Text)
    threshold: Mapped[Decimal] = mapped_column(Numeric(6, 4))
    sampled: Mapped[int]
    good: Mapped[int]
    point: Mapped[float | None]
    lower: Mapped[float | None]
    refusals: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    override_reason: Mapped[str | None] = mapped_column(Text)
    rule_version: Mapped[str] = mapped_column(Text)


class OutcomeRow(Base):
    """The last thing real calls said about a contact of a batch."""

    __tablename__ = "outcome"
    __table_args__ = ({"schema": "lists"},)

    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("lists.batch.id"), primary_key=True)
    contact_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("contacts.contact.id"), primary_key=True)
    good: Mapped[bool]
    at: Mapped[datetime] = mapped_column(Moment)
    effective: Mapped[bool] = mapped_column(server_default="false")
    lost_seconds: Mapped[int] = mapped_column(server_default="0")


class NumberStatusRow(Base):
    """What a number-status service (空号检测) said about a number; the word as it came and what it means."""

    __tablename__ = "number_status"
    __table_args__ = ({"schema": "lists"},)

    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("lists.batch.id"), primary_key=True)
    file_sha256: Mapped[str] = mapped_column(Text, primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True)
    e164: Mapped[str] = mapped_column(Text)
    provider: Mapped[str] = mapped_column(Text)
    word: Mapped[str] = mapped_column(Text)
    meaning: Mapped[str] = mapped_column(Text, server_default="")
    at: Mapped[datetime] = mapped_column(Moment)


class GateSettingRow(Base):
    """The company's choice of the figure the gate looks at, from a moment on. Append-only."""

    __tablename__ = "gate_setting"
    __table_args__ = (
        CheckConstraint("measure IN ('lower_bound','point')", name="measure"),
        {"schema": "lists"},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    measure: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    set_by: Mapped[str] = mapped_column(Text)
    set_at: Mapped[datetime] = mapped_column(Moment)
