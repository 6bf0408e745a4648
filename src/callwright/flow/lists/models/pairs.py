"""Doubtful pairs of rows and rows that moved to another contact."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from callwright.platform.db import Base

Moment = DateTime(timezone=True)


class PairRow(Base):
    """Two rows that may be one contact, for a person to look at. `weight` is what a wrong guess would cost.

    `left_side` and `right_side` are what the model compared, as JSON.
    `keep_id` and `absorbed_id` name the merge that the decision made, so that undoing it undoes exactly that.
    """

    __tablename__ = "pair"
    __table_args__ = (
        UniqueConstraint("left_batch_id", "left_row", "right_batch_id", "right_row", name="uq_pair_rows"),
        CheckConstraint("state IN ('open','same','different','undone')", name="state"),
        CheckConstraint("(state = 'open') = (decided_at IS NULL)", name="decided"),
        Index("ix_pair_state_weight", "state", text("weight DESC"), "id"),
        Index("ix_pair_batch_id", "batch_id"),
        {"schema": "lists"},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, server_default=text("gen_random_uuid()"))
    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("lists.batch.id"))
    left_batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("lists.batch.id"))
    left_row: Mapped[int]
    right_batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("lists.batch.id"))
    right_row: Mapped[int]
    probability: Mapped[float]
    weight: Mapped[float]
    left_side: Mapped[str] = mapped_column(Text, server_default="")
    right_side: Mapped[str] = mapped_column(Text, server_default="")
    state: Mapped[str] = mapped_column(Text, server_default="open")
    decided_by: Mapped[str] = mapped_column(Text, server_default="")
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(Text, server_default="")
    keep_id: Mapped[uuid.UUID | None]
    absorbed_id: Mapped[uuid.UUID | None]
    found_at: Mapped[datetime] = mapped_column(Moment)


class MovedRowRow(Base):
    """A row that went to another contact: from where, to where, by which import or by the decision of which pair."""

    __tablename__ = "moved_row"
    __table_args__ = (
        CheckConstraint("num_nonnulls(because_of, pair_id) = 1", name="one_cause"),
        Index("ix_moved_row_batch_row", "batch_id", "row"),
        Index("ix_moved_row_because_of", "because_of"),
        Index("ix_moved_row_pair_id", "pair_id"),
        {"schema": "lists"},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    batch_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("lists.batch.id"))
    row: Mapped[int]
    from_entity: Mapped[uuid.UUID]
    to_entity: Mapped[uuid.UUID]
    because_of: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("lists.batch.id"))
    pair_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("lists.pair.id"))
    at: Mapped[datetime] = mapped_column(Moment)
