"""Tables of the diagnosis (schema `diagnosis`)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Numeric, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base


class RunRow(Base):
    """One run over a month."""

    __tablename__ = "run"
    __table_args__ = ({"schema": "diagnosis"},)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    month: Mapped[str] = mapped_column(index=True)
    first_day: Mapped[dt.date]
    last_day: Mapped[dt.date]
    created_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True), index=True)
    total_cost: Mapped[Decimal] = mapped_column(Numeric(18, 2))
    currency: Mapped[str]


class FindingRow(Base):
    """A finding as it was found; `content` is its whole JSON form, `people` those it is about."""

    __tablename__ = "finding"
    __table_args__ = ({"schema": "diagnosis"},)

    run_id: Mapped[UUID] = mapped_column(ForeignKey("diagnosis.run.id"), primary_key=True)
    rank: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    main: Mapped[bool]
    people: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
