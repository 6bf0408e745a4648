"""Tables of call records that other phone systems send by themselves."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base

_MOMENT = DateTime(timezone=True)


class PhoneSystemRow(Base):
    """A phone system that may send call records. Its secret is not here: a token's hash, or nothing for a signature.

    `department_id` limits it to the people of one department (a partner's own system); NULL = everybody.
    """

    __tablename__ = "phone_system"
    __table_args__ = (
        CheckConstraint("proof IN ('token','signature')", name="proof"),
        CheckConstraint("(proof = 'token') = (token_hash IS NOT NULL)", name="token_has_a_hash"),
        {"schema": "calls"},
    )

    name: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    proof: Mapped[str]
    token_hash: Mapped[bytes | None]
    generation: Mapped[int] = mapped_column(server_default="1")
    mapping: Mapped[dict[str, Any]] = mapped_column(JSONB)
    department_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("staff.department.id"))
    active: Mapped[bool] = mapped_column(server_default="true")
    added_by: Mapped[str]
    added_at: Mapped[datetime] = mapped_column(_MOMENT)
    last_heard_at: Mapped[datetime | None] = mapped_column(_MOMENT)


class WebhookDeliveryRow(Base):
    """One body as it came, kept whatever was in it. The same body of the same system twice is one delivery.

    `state`: waiting, taken, refused (nothing of it could be used; `reason` says why). `rejected` lists single
    records that could not be used, `skipped` what was no call record.
    """

    __tablename__ = "webhook_delivery"
    __table_args__ = (
        UniqueConstraint("phone_system", "sha256"),
        CheckConstraint("state IN ('waiting','taken','refused')", name="state"),
        Index(
            "ix_webhook_delivery_waiting",
            "phone_system",
            "received_at",
            postgresql_where=text("state = 'waiting'"),
        ),
        Index("ix_webhook_delivery_received_at", "received_at"),
        {"schema": "calls"},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    phone_system: Mapped[str] = mapped_column(ForeignKey("calls.phone_system.name"))
    received_at: Mapped[datetime] = mapped_column(_MOMENT)
    sha256: Mapped[str]
    content_type: Mapped[str]
    body: Mapped[bytes]
    state: Mapped[str] = mapped_column(server_default="waiting")
    reason: Mapped[dict[str, str] | None] = mapped_column(JSONB)
    accepted: Mapped[int] = mapped_column(server_default="0")
    rejected: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default="[]")
    skipped: Mapped[list[str]] = mapped_column(JSONB, server_default="[]")
    taken_at: Mapped[datetime | None] = mapped_column(_MOMENT)
