"""Tables of the leads stage (schema `leads`)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

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
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base

_MOMENT = DateTime(timezone=True)


class LeadRow(Base):
    """A contact in a campaign; `created_at` never changes, whatever is merged or re-imported later.

    `held_kind` says why the contact must not be called though the lead is open, until `held_until` (NULL = as long
    as the ledger of lists says so); a final refusal is the state `barred` instead.
    """

    __tablename__ = "lead"
    __table_args__ = (
        UniqueConstraint("contact_id", "campaign_id"),
        Index("ix_lead_campaign_state", "campaign_id", "state", "owner_id"),
        {"schema": "leads"},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contacts.contact.id"))
    campaign_id: Mapped[UUID] = mapped_column(ForeignKey("campaigns.campaign.id"))
    campaign_code: Mapped[str]
    batch_id: Mapped[UUID | None] = mapped_column(ForeignKey("lists.release.batch_id"), index=True)
    company: Mapped[str]
    person: Mapped[str]
    region: Mapped[str]
    score: Mapped[Decimal | None] = mapped_column(Numeric(6, 4))
    state: Mapped[str]
    barred_reason: Mapped[str | None]
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.person.id"), index=True)
    owned_since: Mapped[dt.datetime | None] = mapped_column(_MOMENT)
    protected_until: Mapped[dt.datetime | None] = mapped_column(_MOMENT, index=True)
    previous_owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.person.id"))
    cooldown_until: Mapped[dt.datetime | None] = mapped_column(_MOMENT)
    explanation: Mapped[dict[str, str] | None] = mapped_column(JSONB)
    available_from: Mapped[dt.datetime] = mapped_column(_MOMENT)
    held_kind: Mapped[str | None]
    held_until: Mapped[dt.datetime | None] = mapped_column(_MOMENT)
    fit_parts: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    created_at: Mapped[dt.datetime] = mapped_column(_MOMENT)


class OwnershipRow(Base):
    """Append-only: every time a lead changed hands, how and why. Claims of a day are counted here."""

    __tablename__ = "ownership"
    __table_args__ = (
        Index("ix_ownership_person", "person_id", "act", "at"),
        Index("ix_ownership_lead_id_person_id", "lead_id", "person_id"),
        {"schema": "leads"},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    lead_id: Mapped[UUID] = mapped_column(ForeignKey("leads.lead.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("staff.person.id"))
    act: Mapped[str]
    explanation: Mapped[dict[str, str]] = mapped_column(JSONB)
    at: Mapped[dt.datetime] = mapped_column(_MOMENT)


class WarningRow(Base):
    """Append-only: the owner was told that a lead goes back to the pool at `returns_at` unless it is worked on."""

    __tablename__ = "warning"
    __table_args__ = (
        UniqueConstraint("lead_id", "person_id", "protected_until"),
        {"schema": "leads"},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    lead_id: Mapped[UUID] = mapped_column(ForeignKey("leads.lead.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("staff.person.id"), index=True)
    protected_until: Mapped[dt.datetime] = mapped_column(_MOMENT)
    returns_at: Mapped[dt.datetime] = mapped_column(_MOMENT)
    warned_at: Mapped[dt.datetime] = mapped_column(_MOMENT)


class TaskRow(Base):
    """Something a person has to do about a lead by a time: follow up, or call back as agreed."""

    __tablename__ = "task"
    __table_args__ = (
        CheckConstraint("kind IN ('follow_up','callback')", name="kind"),
        CheckConstraint("closed IS NULL OR closed IN ('done','cancelled')", name="closed"),
        Index("ix_task_open", "person_id", "due_at", postgresql_where=text("closed IS NULL")),
        {"schema": "leads"},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    lead_id: Mapped[UUID] = mapped_column(ForeignKey("leads.lead.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("staff.person.id"))
    kind: Mapped[str]
    due_at: Mapped[dt.datetime] = mapped_column(_MOMENT)
    note: Mapped[str] = mapped_column(Text, server_default="")
    created_by: Mapped[str]
    created_at: Mapped[dt.datetime] = mapped_column(_MOMENT)
    reminded_at: Mapped[dt.datetime | None] = mapped_column(_MOMENT)
    closed: Mapped[str | None]
    closed_at: Mapped[dt.datetime | None] = mapped_column(_MOMENT)
    closed_note: Mapped[str] = mapped_column(Text, server_default="")
