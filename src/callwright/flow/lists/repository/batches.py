"""Batches, their files and the markers of their import steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select, text, true, update
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.lists.contracts import BatchSummary, FileView, ImportOrder, OrderedFile, StepView
from callwright.flow.lists.models import BatchRow, OriginalFileRow, SourceRow, StepRow
from callwright.platform import db
from callwright.platform.db import Session
from callwright.platform.db.lease import lock_number
from callwright.platform.files import StoredFile

_FRESH = {"populate_existing": True}


async def lock(session: Session, name: str) -> None:
    """Wait for a named lock that the end of the transaction frees."""
    await session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": lock_number(name)})


async def get(session: Session, batch_id: UUID, *, for_update: bool = False) -> BatchRow | None:
    """One batch as it stands in the database, locked when asked."""
    statement = select(BatchRow).where(BatchRow.id == batch_id)
    if for_update:
        statement = statement.with_for_update()
    return (await session.execute(statement, execution_options=_FRESH)).scalar_one_or_none()


async def ids_beginning(session: Session, prefix: str) -> list[UUID]:
    """Up to two batches whose id begins so."""
    return await db.ids_beginning(session, BatchRow.id, prefix)


async def create(session: Session, values: Mapping[str, Any], files: Sequence[StoredFile]) -> bool:
    """Insert a batch with its files; False when it exists already."""
    statement = insert(BatchRow).values(**values).on_conflict_do_nothing(index_elements=[BatchRow.id])
    if (await session.execute(statement.returning(BatchRow.id))).scalar_one_or_none() is None:
        return False
    rows = [
        {
            "batch_id": values["id"],
            "position": position,
            "name": file.name,
            "sha256": file.sha256,
            "size": file.size,
            "store_key": file.key,
        }
        for position, file in enumerate(files)
    ]
    await session.execute(insert(OriginalFileRow), rows)
    return True


async def change(session: Session, batch_id: UUID, **values: Any) -> None:
    """Set columns of a batch."""
    await session.execute(update(BatchRow).where(BatchRow.id == batch_id).values(**values))


@dataclass(frozen=True)
class PublishedBatch:
    """A published batch: where its row ids begin, and the kept file of what matching saw of its rows."""

    id: UUID
    first_row_id: int
    rows: int
    features_key: str | None


async def published(session: Session) -> list[PublishedBatch]:
    """All published batches with rows, in the order of publishing."""
    statement = (
        select(BatchRow.id, BatchRow.first_row_id, BatchRow.rows, BatchRow.features_key)
        .where(BatchRow.first_row_id.is_not(None), BatchRow.rows > 0)
        .order_by(BatchRow.first_row_id)
    )
    found = await session.execute(statement)
    return [PublishedBatch(row.id, row.first_row_id or 0, row.rows, row.features_key) for row in found]


_NUMBER_THROUGH = """
UPDATE lists.batch SET first_row_id =
  (SELECT coalesce(max(first_row_id + rows), 0) FROM lists.batch WHERE first_row_id IS NOT NULL)
WHERE id = :id AND first_row_id IS NULL AND rows > 0
"""


async def number_through(session: Session, batch_id: UUID) -> int:
    """Give the rows of a batch the ids after those of all batches published before; answers the first."""
    await session.execute(text(_NUMBER_THROUGH), {"id": batch_id})
    return await session.scalar(select(BatchRow.first_row_id).where(BatchRow.id == batch_id)) or 0


async def change_file(session: Session, batch_id: UUID, position: int, **values: Any) -> None:
    """Set columns of one original file."""
    statement = update(OriginalFileRow).where(
        OriginalFileRow.batch_id == batch_id, OriginalFileRow.position == position
    )
    await session.execute(statement.values(**values))


async def reset_files(session: Session, batch_id: UUID) -> None:
    """Forget what an earlier attempt said about the files, except which ones another batch holds."""
    statement = update(OriginalFileRow).where(
        OriginalFileRow.batch_id == batch_id, OriginalFileRow.state != "already_imported"
    )
    await session.execute(statement.values(state="received", error=None, rows=0, details={}))


async def batch_with_file(
    session: Session, source_id: UUID, sha256: str, sheets: Sequence[str] = ()
) -> UUID | None:
    """The oldest usable batch of the source that already cleaned this content (of a workbook: these sheets)."""
    cleaned_sheets = OriginalFileRow.details["sheet"].astext
    statement = (
        select(BatchRow.id)
        .join(OriginalFileRow, OriginalFileRow.batch_id == BatchRow.id)
        .where(
            BatchRow.source_id == source_id,
            BatchRow.state != "failed",
            OriginalFileRow.sha256 == sha256,
            OriginalFileRow.state.in_(("received", "cleaned")),
            cleaned_sheets == "、".join(sheets) if sheets else true(),
        )
        .order_by(BatchRow.created_at, BatchRow.id)
        .limit(1)
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def order(session: Session, batch_id: UUID) -> ImportOrder | None:
    """What the import job needs; None when there is no such batch."""
    statement = (
        select(BatchRow, SourceRow)
        .join(SourceRow, SourceRow.id == BatchRow.source_id)
        .where(BatchRow.id == batch_id)
    )
    found = (await session.execute(statement, execution_options=_FRESH)).one_or_none()
    if found is None:
        return None
    batch, source = found
    files = (
        select(OriginalFileRow)
        .where(OriginalFileRow.batch_id == batch_id, OriginalFileRow.state != "already_imported")
        .order_by(OriginalFileRow.position)
    )
    rows = (await session.execute(files, execution_options=_FRESH)).scalars()
    return ImportOrder(
        batch_id=batch.id,
        source_id=source.id,
        source=source.name,
        state=batch.state,  # type: ignore[arg-type]  # a check constraint holds the literals
        mapping=batch.mapping,
        source_mapping=source.mapping,
        files=tuple(OrderedFile(row.position, row.name, row.store_key) for row in rows),
        started_at=batch.started_at,
    )


async def files(session: Session, batch_id: UUID) -> list[FileView]:
    """The original files in the order they were handed in."""
    statement = (
        select(OriginalFileRow).where(OriginalFileRow.batch_id == batch_id).order_by(OriginalFileRow.position)
    )
    return [
        FileView(
            name=row.name,
            sha256=row.sha256,
            size=row.size,
            state=row.state,  # type: ignore[arg-type]  # only this module writes the state
            rows=row.rows,
            details=row.details,
            error=row.error,
        )
        for row in (await session.execute(statement, execution_options=_FRESH)).scalars()
    ]


async def step(session: Session, batch_id: UUID, name: str) -> dict[str, Any] | None:
    """The details a finished step left; None when it has no marker."""
    statement = select(StepRow.details).where(StepRow.batch_id == batch_id, StepRow.name == name)
    return (await session.execute(statement)).scalar_one_or_none()


async def mark_step(
    session: Session, batch_id: UUID, name: str, *, at: datetime, details: dict[str, Any]
) -> None:
    """Mark a step as finished; marking again replaces the details."""
    statement = insert(StepRow).values(batch_id=batch_id, name=name, finished_at=at, details=details)
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=[StepRow.batch_id, StepRow.name],
            set_={"finished_at": statement.excluded.finished_at, "details": statement.excluded.details},
        )
    )


async def clear_steps(session: Session, batch_id: UUID) -> None:
    """Forget all markers: the import starts anew."""
    await session.execute(delete(StepRow).where(StepRow.batch_id == batch_id))


async def steps(session: Session, batch_id: UUID) -> list[StepView]:
    """The finished steps, in the order they ended."""
    statement = (
        select(StepRow).where(StepRow.batch_id == batch_id).order_by(StepRow.finished_at, StepRow.name)
    )
    rows = (await session.execute(statement, execution_options=_FRESH)).scalars()
    return [StepView(row.name, row.finished_at, row.details) for row in rows]


async def page(
    session: Session, *, offset: int, limit: int | None, batch_id: UUID | None = None
) -> tuple[list[BatchSummary], int]:
    """Batches, newest first, and how many there are."""
    statement = select(BatchRow, SourceRow.name).join(SourceRow, SourceRow.id == BatchRow.source_id)
    if batch_id is not None:
        statement = statement.where(BatchRow.id == batch_id)
    total = await session.scalar(select(func.count()).select_from(BatchRow))
    ordered = statement.order_by(BatchRow.created_at.desc(), BatchRow.id).offset(offset).limit(limit)
    found = (await session.execute(ordered, execution_options=_FRESH)).all()
    return [summary_of(batch, source) for batch, source in found], total or 0


def summary_of(batch: BatchRow, source: str) -> BatchSummary:
    """The contract form of a batch."""
    ended = batch.started_at is not None and batch.finished_at is not None
    seconds = (batch.finished_at - batch.started_at).total_seconds() if ended else None  # type: ignore[operator]  # both set
    return BatchSummary(
        id=batch.id,
        source=source,
        name=batch.name,
        campaign_code=batch.campaign_code,
        state=batch.state,  # type: ignore[arg-type]  # a check constraint holds the literals
        rows=batch.rows,
        accepted=batch.accepted,
        merged=batch.merged,
        rejected=batch.rejected,
        rejected_by_code=dict(sorted(batch.rejected_by_code.items())),
        blank_lines=batch.blank_lines,
        accuracy_point=batch.accuracy_point,
        accuracy_lower=batch.accuracy_lower,
        gate=batch.gate,  # type: ignore[arg-type]  # a check constraint holds the literals
        released_at=batch.released_at,
        override_reason=batch.override_reason,
        flagged_at=batch.flagged_at,
        sequential_share=batch.sequential_share,
        nameless_share=batch.nameless_share,
        price=batch.price,
        created_at=batch.created_at,
        seconds=seconds,
        reclean_on=batch.reclean_on,
        monthly_decay=batch.monthly_decay,
        decay_from=batch.decay_from,
    )
