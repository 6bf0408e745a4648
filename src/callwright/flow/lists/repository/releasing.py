"""Releases, and what real calls say about released batches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.lists.contracts import ContactOutcome
from callwright.flow.lists.models import BatchRow, ListRow, OutcomeRow, ReleaseRow
from callwright.platform.db import Session


async def release(session: Session, batch_id: UUID) -> ReleaseRow | None:
    """How the batch was released, if it was."""
    return (
        await session.execute(select(ReleaseRow).where(ReleaseRow.batch_id == batch_id))
    ).scalar_one_or_none()


async def add_release(session: Session, **values: Any) -> None:
    """Record a release."""
    await session.execute(insert(ReleaseRow).values(**values))


async def add_outcomes(session: Session, outcomes: Sequence[ContactOutcome]) -> list[UUID]:
    """Keep the newest outcome per released batch and contact; returns the batches it touched."""
    newest: dict[UUID, ContactOutcome] = {}
    for outcome in sorted(outcomes, key=lambda item: item.at):
        newest[outcome.contact_id] = outcome
    pairs = (
        select(ListRow.batch_id, ListRow.entity)
        .join(BatchRow, BatchRow.id == ListRow.batch_id)
        .where(
            ListRow.entity.in_(list(newest)), ListRow.status != "rejected", BatchRow.released_at.is_not(None)
        )
        .distinct()
    )
    found = [(batch_id, entity) for batch_id, entity in await session.execute(pairs) if entity is not None]
    records = [
        {
            "batch_id": batch_id,
            "contact_id": entity,
            "good": newest[entity].good,
            "at": newest[entity].at,
            "effective": newest[entity].effective,
            "lost_seconds": newest[entity].lost_seconds,
        }
        for batch_id, entity in found
    ]
    if records:
        statement = insert(OutcomeRow).values(records)
        await session.execute(
            statement.on_conflict_do_update(
                index_elements=[OutcomeRow.batch_id, OutcomeRow.contact_id],
                set_={name: statement.excluded[name] for name in ("good", "at", "effective", "lost_seconds")},
                where=OutcomeRow.at <= statement.excluded.at,
            )
        )
    return sorted({batch_id for batch_id, _ in found})


async def outcome_counts(session: Session, batch_id: UUID) -> tuple[int, int]:
    """Good outcomes and all outcomes of a batch."""
    statement = select(func.count().filter(OutcomeRow.good), func.count()).where(
        OutcomeRow.batch_id == batch_id
    )
    good, judged = (await session.execute(statement)).one()
    return good, judged


async def outcome_ages(
    session: Session, batch_id: UUID, *, whole_source: bool
) -> tuple[float | None, int, int, float]:
    """Measured accuracy, good, judged, and mean days from measuring to the calls, of a batch or of its whole source.

    Of a source the accuracy is the mean of its batches, weighted by their outcomes. Unmeasured batches are left out.
    """
    days = func.extract("epoch", OutcomeRow.at - BatchRow.verified_at) / 86400.0
    statement = select(
        func.avg(BatchRow.accuracy_point),
        func.count().filter(OutcomeRow.good),
        func.count(),
        func.coalesce(func.avg(days), 0.0),
    ).join(OutcomeRow, OutcomeRow.batch_id == BatchRow.id)
    statement = statement.where(BatchRow.accuracy_point.is_not(None), OutcomeRow.at >= BatchRow.verified_at)
    if whole_source:
        source = select(BatchRow.source_id).where(BatchRow.id == batch_id).scalar_subquery()
        statement = statement.where(BatchRow.source_id == source)
    else:
        statement = statement.where(BatchRow.id == batch_id)
    measured, good, judged, mean_days = (await session.execute(statement)).one()
    return (None if measured is None else float(measured)), good, judged, float(mean_days)
