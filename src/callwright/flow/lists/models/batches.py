"""Sources, batches, their files, import steps and rows."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base

Moment = DateTime(timezone=True)


class SourceRow(Base):
    """Where lists come from; `mapping` is the column mapping last corrected by a person, remembered per source."""

    __tablename__ = "source"
    __table_args__ = ({"schema": "lists"},)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    mapping: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    created_at: Mapped[datetime] = mapped_column(Moment)


class BatchRow(Base):
    """One import from one source; its id comes from the contents of its files and the source.

    `first_row_id` numbers the rows of all published batches through, in the order of publishing: row r of the batch
    is row id `first_row_id + r`. `features_key` is the kept file of what matching looks at in these rows.
    """

    __tablename__ = "batch"
    __table_args__ = (
        CheckConstraint("rows = accepted + merged + rejected", name="rows_add_up"),
        CheckConstraint("state IN ('received','cleaning','cleaned','failed')", name="state"),
        CheckConstraint("gate IN ('not_measured','passed','failed','overridden')", name="gate"),
        CheckConstraint(
            "released_at IS NULL OR gate IN ('passed','overridden')", name="released_through_gate"
        ),
        Index("ix_batch_source_id", "source_id"),
        Index("ix_batch_created_at", "created_at"),
        {"schema": "lists"},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    source_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("lists.source.id"))
    name: Mapped[str] = mapped_column(Text)
    campaign_code: Mapped[str | None] = mapped_column(Text)
    price: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    state: Mapped[str] = mapped_column(Text, server_default="received")
    mapping: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    rows: Mapped[int] = mapped_column(server_default="0")
    accepted: Mapped[int] = mapped_column(server_default="0")
    merged: Mapped[int] = mapped_column(server_default="0")
    rejected: Mapped[int] = mapped_column(server_default="0")
    rejected_by_code: Mapped[dict[str, int]] = mapped_column(JSONB, server_default="{}")
    blank_lines: Mapped[int] = mapped_column(server_default="0")
    examples: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default="[]")
    sequential_share: Mapped[float | None]
    nameless_share: Mapped[float | None]
    accuracy_point: Mapped[float | None]
    accuracy_lower: Mapped[float | None]
    gate: Mapped[str] = mapped_column(Text, server_default="not_measured")
    error: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    created_at: Mapped[datetime] = mapped_column(Moment)
    started_at: Mapped[datetime | None] = mapped_column(Moment)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)
    sampled_at: Mapped[datetime | None] = mapped_column(Moment)
    verified_at: Mapped[datetime | None] = mapped_column(Moment)
    released_at: Mapped[datetime | None] = mapped_column(Moment)
    override_reason: Mapped[str | None] = mapped_column(Text)
    flagged_at: Mapped[datetime | None] = mapped_column(Moment)
    first_row_id: Mapped[int | None] = mapped_column(BigInteger, unique=True)
    features_key: Mapped[str | None] = mapped_column(Text)
    reclean_on: Mapped[date | None]
    monthly_decay: Mapped[float | None]
    decay_from: Mapped[str | None] = mapped_column(Text)


class OriginalFileRow(Base):
    """A file as it was handed in: always kept, also when it was refused (`error` says why)."""

    __tablename__ = "original_file"
    __table_args__ = (Index("ix_original_file_sha256", "sha256"), {"schema": "lists"})

    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("lists.batch.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(Text)
    size: Mapped[int]
    store_key: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text, server_default="received")
    rows: Mapped[int] = mapped_column(server_default="0")
    details: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    error: Mapped[dict[str, Any] | None] = mapped_column(JSONB)


class StepRow(Base):
    """The marker of a finished step of the import job; what has a marker is not done again."""

    __tablename__ = "step"
    __table_args__ = ({"schema": "lists"},)

    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("lists.batch.id"), primary_key=True)
    name: Mapped[str] = mapped_column(Text, primary_key=True)
    finished_at: Mapped[datetime] = mapped_column(Moment)
    details: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")


class ListRow(Base):
    """One input row: as it came (`original`, key order kept), what was read from it, and its one end state.

    No foreign key to the batch: a batch with rows is never deleted (migration 0003), and a look-up per row loaded
    would cost as much as the row.

    `entity` is the contact the row became; of a rejected row the one it would belong to, which may not exist.
    """

    __tablename__ = "row"
    __table_args__ = (
        CheckConstraint("status IN ('accepted','merged','rejected')", name="status"),
        CheckConstraint("status = 'rejected' OR entity IS NOT NULL", name="entity"),
        Index("ix_row_rejected", "batch_id", "code", "row", postgresql_where=text("status = 'rejected'")),
        Index("ix_row_entity", "entity", postgresql_where=text("entity IS NOT NULL")),
        {"schema": "lists"},
    )

    batch_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    row: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    file: Mapped[str] = mapped_column(Text)
    line: Mapped[int]
    original: Mapped[dict[str, str]] = mapped_column(JSON)
    company: Mapped[str] = mapped_column(Text, server_default="")
    company_key: Mapped[str] = mapped_column(Text, server_default="")
    person: Mapped[str] = mapped_column(Text, server_default="")
    industry: Mapped[str] = mapped_column(Text, server_default="")
    remark: Mapped[str] = mapped_column(Text, server_default="")
    province: Mapped[str] = mapped_column(Text, server_default="")
    city: Mapped[str] = mapped_column(Text, server_default="")
    district: Mapped[str] = mapped_column(Text, server_default="")
    address: Mapped[str] = mapped_column(Text, server_default="")
    numbers: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default="{}")
    status: Mapped[str] = mapped_column(Text)
    code: Mapped[str] = mapped_column(Text, server_default="")
    entity: Mapped[uuid.UUID | None]
    merged_into: Mapped[int | None]
