"""The event table (append-only: it is also the trail of the business) and its deliveries."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Index, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base


class EventRow(Base):
    """One published event; `subject` is the id of the thing it is about and keeps its events in order."""

    __tablename__ = "event"
    __table_args__ = (Index("ix_event_subject", "subject"), {"schema": "events"})

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    name: Mapped[str]
    subject: Mapped[str]
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB)
    published_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class DeliveryRow(Base):
    """One event for one subscriber: delivered once, in the subscriber's own transaction."""

    __tablename__ = "delivery"
    __table_args__ = (
        Index("ix_delivery_waiting", "subscriber", "subject", postgresql_where="delivered_at IS NULL"),
        {"schema": "events"},
    )

    event_id: Mapped[int] = mapped_column(ForeignKey("events.event.id"), primary_key=True)
    subscriber: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str]
    delivered_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    failures: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None]
