"""Tables of the catalog (schema `catalog`)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from sqlalchemy import DateTime, Numeric, func
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base


class ProductRow(Base):
    """A product as the last sheet described it; the code is its natural key."""

    __tablename__ = "product"
    __table_args__ = ({"schema": "catalog"},)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    price: Mapped[Decimal] = mapped_column(Numeric(18, 4))
    cost: Mapped[Decimal | None] = mapped_column(Numeric(18, 4))
    stock: Mapped[int | None]
    main_push: Mapped[bool]
    updated_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )


class ProductImportRow(Base):
    """Which product sheets were taken."""

    __tablename__ = "product_import"
    __table_args__ = ({"schema": "catalog"},)

    file_sha256: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    file_key: Mapped[str]
    imported_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )
