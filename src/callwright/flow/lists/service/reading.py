"""Looking at batches, rows, sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from callwright.flow.lists.contracts import BatchSummary, BatchView, RowView, SourceSummary
from callwright.flow.lists.errors import UnknownBatch
from callwright.flow.lists.repository import batches, rows, screening, sources
from callwright.flow.lists.service.judging import gate_view
from callwright.platform.db import Session


async def find_batch(session: Session, reference: str) -> UUID:
    """The batch of an id or of its unique beginning; UnknownBatch (404) for none or several."""
    wanted = reference.strip().lower()
    found = await batches.ids_beginning(session, wanted) if wanted else []
    if len(found) != 1:
        raise UnknownBatch(batch=reference)
    return found[0]


async def batches_page(session: Session, *, page: int = 1, size: int = 50) -> tuple[list[BatchSummary], int]:
    """One page of batches, newest first, and their total."""
    return await batches.page(session, offset=(page - 1) * size, limit=size)


async def all_batches(session: Session) -> list[BatchSummary]:
    """Every batch, newest first."""
    return (await batches.page(session, offset=0, limit=None))[0]


async def summary(session: Session, batch_id: UUID) -> BatchSummary:
    """One batch in short; UnknownBatch (404)."""
    found, _ = await batches.page(session, offset=0, limit=1, batch_id=batch_id)
    if not found:
        raise UnknownBatch(batch=batch_id)
    return found[0]


async def show(session: Session, batch_id: UUID, *, on: date) -> BatchView:
    """Everything about a batch as it stands on a day (the company's date); UnknownBatch (404)."""
    short = await summary(session, batch_id)
    row = await batches.get(session, batch_id)
    if row is None:
        raise UnknownBatch(batch=batch_id)
    return BatchView(
        summary=short,
        files=tuple(await batches.files(session, batch_id)),
        steps=tuple(await batches.steps(session, batch_id)),
        gate=await gate_view(session, batch_id, on=on),
        mapping=row.mapping,
        examples=row.examples,
        error=row.error,
    )


async def rows_page(
    session: Session,
    batch_id: UUID,
    *,
    status: str | None = None,
    code: str | None = None,
    page: int = 1,
    size: int = 50,
) -> tuple[list[RowView], int]:
    """One page of a batch's rows in file order, filtered by end state and code, and how many match."""
    await summary(session, batch_id)
    found, total = await rows.page(
        session, batch_id, status=status, code=code, offset=(page - 1) * size, limit=size
    )
    merged = {row.merged_into for row in found if row.merged_into is not None}
    places = await rows.places(session, batch_id, merged) if merged else {}
    return [
        row if row.merged_into is None else replace(row, merged_into_place=places.get(row.merged_into))
        for row in found
    ], total


async def batch_sources(session: Session) -> list[SourceSummary]:
    """Every source with what its batches add up to (product §2.8)."""
    return await sources.summaries(session)


async def import_result(session: Session, batch_id: UUID, *, already_imported: bool) -> dict[str, Any]:
    """What an import command or job answers; counts are rows, `seconds` the time the cleaning took.

    `screening` says who of the batch must not be called and how well it fits its campaign (product §2.5, §2.6).
    """
    found = await summary(session, batch_id)
    files = await batches.files(session, batch_id)
    return {
        "batch_id": str(batch_id),
        "rows": found.rows,
        "accepted": found.accepted,
        "merged": found.merged,
        "rejected": found.rejected,
        "rejected_by_code": found.rejected_by_code,
        "blank_lines": found.blank_lines,
        "already_imported": already_imported,
        "seconds": found.seconds or 0.0,
        "state": found.state,
        "source": found.source,
        "files": [
            {"name": one.name, "state": one.state, "rows": one.rows, "error": one.error} for one in files
        ],
        "screening": await _screened(session, batch_id, found.campaign_code or ""),
    }


async def _screened(session: Session, batch_id: UUID, campaign_code: str) -> dict[str, Any] | None:
    """Who must not be called and how well the batch fits, in short; None while it is not decided."""
    row = await screening.judgement(session, batch_id, campaign_code)
    if row is None:
        return None
    counts = {"contacts": row.contacts, "suppressed": row.suppressed, "by_kind": row.by_kind}
    return {**counts, "fit_average": row.fit["average"], "fit_bands": row.fit["bands"]}
