"""Sources and what their batches add up to."""

from __future__ import annotations

from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.lists.contracts import SourceSummary
from callwright.flow.lists.models import BatchRow, SourceRow
from callwright.kernel.ids import derive_id
from callwright.platform.db import Session


async def ensure(session: Session, name: str, *, at: datetime) -> UUID:
    """The source of this name; created when it is new."""
    source_id = derive_id("lists.source", name)
    statement = insert(SourceRow).values(id=source_id, name=name, created_at=at)
    await session.execute(statement.on_conflict_do_nothing(index_elements=[SourceRow.id]))
    return source_id


async def remember_mapping(session: Session, source_id: UUID, mapping: dict[str, Any]) -> None:
    """Keep the mapping a person corrected, for the next file of this source."""
    await session.execute(update(SourceRow).where(SourceRow.id == source_id).values(mapping=mapping))


async def summaries(session: Session) -> list[SourceSummary]:
    """Every source with the sums of its cleaned batches, by name.

    The accuracy of a source is the mean of its measured batches, weighted by their accepted rows.
    """
    measured = BatchRow.accuracy_point.is_not(None)
    weighted = func.sum(BatchRow.accuracy_point * BatchRow.accepted).filter(measured)
    weight = func.nullif(func.sum(BatchRow.accepted).filter(measured), 0)
    statement = (
        select(
            SourceRow.id,
            SourceRow.name,
            SourceRow.mapping,
            func.count(BatchRow.id),
            func.coalesce(func.sum(BatchRow.rows), 0),
            func.coalesce(func.sum(BatchRow.accepted), 0),
            func.coalesce(func.sum(BatchRow.merged), 0),
            func.coalesce(func.sum(BatchRow.rejected), 0),
            func.sum(BatchRow.price),
            weighted / weight,
        )
        .outerjoin(BatchRow, BatchRow.source_id == SourceRow.id)
        .group_by(SourceRow.id)
        .order_by(SourceRow.name)
    )
    return [_summary(tuple(found)) for found in await session.execute(statement)]


def _summary(found: tuple[Any, ...]) -> SourceSummary:
    source_id, name, mapping, batches, rows, accepted, merged, rejected, price, accuracy = found
    accurate = Decimal(str(accuracy)) * accepted if accuracy else None
    cost = (price / accurate).quantize(Decimal("0.0001"), ROUND_HALF_UP) if price and accurate else None
    return SourceSummary(
        id=source_id,
        name=name,
        batches=batches,
        rows=int(rows),
        accepted=int(accepted),
        merged=int(merged),
        rejected=int(rejected),
        price=price,
        accuracy_point=float(accuracy) if accuracy is not None else None,
        cost_per_accurate_row=cost,
        mapping=mapping,
    )
