"""Tables of the campaigns register (schema `campaigns`)."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base


class CampaignRow(Base):
    """A campaign; the code is its natural key."""

    __tablename__ = "campaign"
    __table_args__ = ({"schema": "campaigns"},)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    product_code: Mapped[str | None]
    dialing_mode: Mapped[str]
    target: Mapped[dict[str, Any]] = mapped_column(JSONB)
    minimum_effective_talk_seconds: Mapped[int]
    state: Mapped[str]
    script: Mapped[list[dict[str, str]]] = mapped_column(JSONB, server_default="[]")
    updated_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )
