"""Tables of the markets register (schema `markets`)."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, func
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base


class MarketRow(Base):
    """A market; its name is its natural key."""

    __tablename__ = "market"
    __table_args__ = ({"schema": "markets"},)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    type: Mapped[str | None]


class MarketNoteRow(Base):
    """Append-only notes."""

    __tablename__ = "note"
    __table_args__ = ({"schema": "markets"},)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    market_id: Mapped[UUID] = mapped_column(ForeignKey("markets.market.id"), index=True)
    topic: Mapped[str]
    noted_on: Mapped[dt.date]
    text: Mapped[str]
    source: Mapped[str]
    recorded_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )
