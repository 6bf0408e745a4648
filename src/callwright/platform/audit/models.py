"""The audit trail's table."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Identity, Index, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base


class AuditEntry(Base):
    """One act: actor, action ("recordings.play"), the object it touched and plain details without secrets."""

    __tablename__ = "entry"
    __table_args__ = (Index("ix_entry_object", "object"), {"schema": "audit"})

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    account_id: Mapped[uuid.UUID | None]
    actor: Mapped[str]
    action: Mapped[str]
    object: Mapped[str]
    details: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
