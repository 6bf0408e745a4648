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
        {"batch_id": batch_id, "contact_id": entity, "good": newest[entity].good, "at": newest[entity].at}
        for batch_id, entity in found
    ]
    if records:
        statement = insert(OutcomeRow).values(records)
        await session.execute(
            statement.on_conflict_do_update(
                index_elements=[OutcomeRow.batch_id, OutcomeRow.contact_id],
                set_={"good": statement.excluded.good, "at": statement.excluded.at},
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
