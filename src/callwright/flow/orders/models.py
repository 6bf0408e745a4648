"""Tables of the orders stage (schema `orders`)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Numeric,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base

_MOMENT = DateTime(timezone=True)
_MONEY = Numeric(18, 4)


class OrderRow(Base):
    """What never changes about an order: who, what, when. Everything later is an `order_fact`."""

    __tablename__ = "order"
    __table_args__ = ({"schema": "orders"},)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    order_number: Mapped[str] = mapped_column(unique=True)
    agent_id: Mapped[UUID] = mapped_column(ForeignKey("staff.person.id"), index=True)
    closer_id: Mapped[UUID | None] = mapped_column(ForeignKey("staff.person.id"), index=True)
    company: Mapped[str]
    customer_key: Mapped[str] = mapped_column(index=True)
    number: Mapped[str | None]
    product: Mapped[str]
    product_code: Mapped[str | None]
    main_push: Mapped[bool]
    quantity: Mapped[Decimal] = mapped_column(_MONEY)
    ordered_at: Mapped[dt.datetime] = mapped_column(_MOMENT, index=True)
    recorded_at: Mapped[dt.datetime] = mapped_column(_MOMENT, server_default=func.clock_timestamp())


class OrderFactRow(Base):
    """Append-only: one thing that became known about an order — a step done, an amount, a block, a return.

    `kind` is a step, `amount`, `blocked`, `unblocked`, `cancelled` or `returned`; `at` is when it happened,
    `recorded_at` when we learned it. Of two facts of one kind the one recorded last stands.
    """

    __tablename__ = "order_fact"
    __table_args__ = (
        Index("ix_order_fact_kind_at", "kind", "at"),
        Index("ix_order_fact_recorded_at", "recorded_at"),
        {"schema": "orders"},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    order_id: Mapped[UUID] = mapped_column(ForeignKey("orders.order.id"), index=True)
    kind: Mapped[str]
    at: Mapped[dt.datetime] = mapped_column(_MOMENT)
    amount: Mapped[Decimal | None] = mapped_column(_MONEY)
    margin: Mapped[Decimal | None] = mapped_column(_MONEY)
    details: Mapped[dict[str, Any]] = mapped_column(JSONB)
    source_file: Mapped[str]
    recorded_at: Mapped[dt.datetime] = mapped_column(_MOMENT, server_default=func.clock_timestamp())


class OrderImportRow(Base):
    """Which order files were taken."""

    __tablename__ = "order_import"
    __table_args__ = ({"schema": "orders"},)

    file_sha256: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    file_key: Mapped[str]
    imported_at: Mapped[dt.datetime] = mapped_column(_MOMENT, server_default=func.clock_timestamp())
