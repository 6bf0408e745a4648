"""Tables of the leads stage (schema `leads`)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Index, Numeric, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base

_MOMENT = DateTime(timezone=True)


class LeadRow(Base):
    """A contact in a campaign; `created_at` never changes, whatever is merged or re-imported later."""

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
    batch_id: Mapped[UUID | None] = mapped_column(index=True)
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
    created_at: Mapped[dt.datetime] = mapped_column(_MOMENT)


class OwnershipRow(Base):
    """Append-only: every time a lead changed hands, how and why. Claims of a day are counted here."""

    __tablename__ = "ownership"
    __table_args__ = (Index("ix_ownership_person", "person_id", "act", "at"), {"schema": "leads"})

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    lead_id: Mapped[UUID] = mapped_column(ForeignKey("leads.lead.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("staff.person.id"))
    act: Mapped[str]
    explanation: Mapped[dict[str, str]] = mapped_column(JSONB)
    at: Mapped[dt.datetime] = mapped_column(_MOMENT)
