"""Who must not be called, and how well a batch fits its campaign."""

from __future__ import annotations

import uuid
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Numeric,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base

Moment = DateTime(timezone=True)


class SuppressionRow(Base):
    """The ledger of who must not be called, beside the register's final refusals (product §2.5).

    A subject is a number (E.164), a contact (its id) or a company (its key). `source` names what it follows from;
    the same kind, subject and source is one entry, prolonged or ended by what is told later. `until` NULL = for good.
    """

    __tablename__ = "suppression"
    __table_args__ = (
        CheckConstraint("kind IN ('existing_customer','competitor','cool_down','protected')", name="kind"),
        CheckConstraint("subject_kind IN ('number','contact','company')", name="subject_kind"),
        CheckConstraint("kind <> 'protected' OR person_id IS NOT NULL", name="protected_for_somebody"),
        CheckConstraint("kind NOT IN ('cool_down','protected') OR until IS NOT NULL", name="ends_some_day"),
        UniqueConstraint("kind", "subject_kind", "subject", "source"),
        Index("ix_suppression_subject", "subject_kind", "subject"),
        Index("ix_suppression_source", "source"),
        {"schema": "lists"},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    subject_kind: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    campaign_code: Mapped[str | None] = mapped_column(Text)
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("staff.person.id"))
    name: Mapped[str] = mapped_column(Text, server_default="")
    reason: Mapped[str] = mapped_column(Text, server_default="")
    source: Mapped[str] = mapped_column(Text)
    since: Mapped[datetime] = mapped_column(Moment)
    until: Mapped[datetime | None] = mapped_column(Moment)
    recorded_by: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_by: Mapped[str] = mapped_column(Text, server_default="")
    ended_reason: Mapped[str] = mapped_column(Text, server_default="")


class JudgementRow(Base):
    """Who of a batch is suppressed and how well it fits, for a campaign ("" without one), at a moment."""

    __tablename__ = "judgement"
    __table_args__ = ({"schema": "lists"},)

    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("lists.batch.id"), primary_key=True)
    campaign_code: Mapped[str] = mapped_column(Text, primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    contacts: Mapped[int]
    suppressed: Mapped[int]
    by_kind: Mapped[dict[str, int]] = mapped_column(JSONB)
    target: Mapped[dict[str, Any]] = mapped_column(JSONB)
    fit: Mapped[dict[str, Any]] = mapped_column(JSONB)


class SuppressedContactRow(Base):
    """A contact of a batch that must not be called for a campaign, once per kind."""

    __tablename__ = "suppressed_contact"
    __table_args__ = ({"schema": "lists"},)

    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("lists.batch.id"), primary_key=True)
    campaign_code: Mapped[str] = mapped_column(Text, primary_key=True)
    contact_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    until: Mapped[datetime | None] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)


class FitRow(Base):
    """Fit of a contact to a campaign's target, 0…1 or NULL; `parts` say what held: `places+ industries- sizes?`."""

    __tablename__ = "fit"
    __table_args__ = (
        Index("ix_fit_campaign_contact", "campaign_code", "contact_id"),
        {"schema": "lists"},
    )

    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("lists.batch.id"), primary_key=True)
    campaign_code: Mapped[str] = mapped_column(Text, primary_key=True)
    contact_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    score: Mapped[Decimal | None] = mapped_column(Numeric(6, 4))
    parts: Mapped[list[str]] = mapped_column(ARRAY(Text))
