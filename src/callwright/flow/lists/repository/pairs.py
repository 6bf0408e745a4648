"""Doubtful pairs: kept when a batch is published, listed, decided by compare-and-set."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, text, tuple_, update

from callwright.flow.lists.contracts import PairSide, PairState, PairView
from callwright.flow.lists.models import BatchRow, ListRow, PairRow, SourceRow
from callwright.platform import db
from callwright.platform.db import Session

_FRESH = {"populate_existing": True}


async def page(
    session: Session, *, state: str | None, batch_id: UUID | None, offset: int, limit: int
) -> tuple[list[PairRow], int]:
    """Pairs with the dearest doubt first, and how many match; `batch_id` filters by either side's batch."""
    where: list[ColumnElement[bool]] = []
    if state is not None:
        where.append(PairRow.state == state)
    if batch_id is not None:
        where.append((PairRow.left_batch_id == batch_id) | (PairRow.right_batch_id == batch_id))
    total = await session.scalar(select(func.count()).select_from(PairRow).where(*where))
    statement = (
        select(PairRow).where(*where).order_by(PairRow.weight.desc(), PairRow.id).offset(offset).limit(limit)
    )
    return list((await session.execute(statement, execution_options=_FRESH)).scalars()), total or 0


async def counts(session: Session) -> dict[str, int]:
    """How many pairs are in each state."""
    found = await session.execute(select(PairRow.state, func.count()).group_by(PairRow.state))
    return {state: number for state, number in found}  # noqa: C416 - rows are not pairs to dict()


async def get(session: Session, pair_id: UUID, *, for_update: bool = False) -> PairRow | None:
    """One pair as it stands in the database, locked when asked."""
    statement = select(PairRow).where(PairRow.id == pair_id)
    if for_update:
        statement = statement.with_for_update()
    return (await session.execute(statement, execution_options=_FRESH)).scalar_one_or_none()


async def ids_beginning(session: Session, prefix: str) -> list[UUID]:
    """Up to two pairs whose id begins so."""
    return await db.ids_beginning(session, PairRow.id, prefix)


async def move(session: Session, pair_id: UUID, *, of: Collection[str], to: PairState, **values: Any) -> bool:
    """Set the state if it is still one of `of`; whether it was."""
    statement = update(PairRow).where(PairRow.id == pair_id, PairRow.state.in_(of)).values(state=to, **values)
    return (await session.execute(statement.returning(PairRow.id))).scalar_one_or_none() is not None


async def sides(session: Session, pairs: Sequence[PairRow]) -> dict[tuple[UUID, int], PairSide]:
    """The rows of these pairs by batch and row; `contact_id` is the contact the row became."""
    wanted = {(one.left_batch_id, one.left_row) for one in pairs}
    wanted |= {(one.right_batch_id, one.right_row) for one in pairs}
    if not wanted:
        return {}
    statement = (
        select(ListRow, BatchRow.name, SourceRow.name)
        .join(BatchRow, BatchRow.id == ListRow.batch_id)
        .join(SourceRow, SourceRow.id == BatchRow.source_id)
        .where(tuple_(ListRow.batch_id, ListRow.row).in_(wanted))
    )
    found = (await session.execute(statement, execution_options=_FRESH)).all()
    return {(row.batch_id, row.row): _side(row, batch, source) for row, batch, source in found}


def _side(row: ListRow, batch: str, source: str) -> PairSide:
    return PairSide(
        batch_id=row.batch_id,
        batch=batch,
        source=source,
        row=row.row,
        file=row.file,
        line=row.line,
        status=row.status,  # type: ignore[arg-type]  # a check constraint holds the literals
        code=row.code,
        contact_id=row.entity,
        company=row.company,
        person=row.person,
        province=row.province,
        city=row.city,
        district=row.district,
        address=row.address,
        numbers=tuple(row.numbers),
        original=row.original,
    )


def view_of(pair: PairRow, left: PairSide, right: PairSide) -> PairView:
    """The contract form of a pair with both its sides."""
    return PairView(
        id=pair.id,
        batch_id=pair.batch_id,
        state=pair.state,  # type: ignore[arg-type]  # a check constraint holds the literals
        probability=pair.probability,
        weight=pair.weight,
        same_contact=left.contact_id is not None and left.contact_id == right.contact_id,
        left=left,
        right=right,
        decided_by=pair.decided_by,
        decided_at=pair.decided_at,
        reason=pair.reason,
        found_at=pair.found_at,
    )


_KEEP = """
INSERT INTO lists.pair
  (batch_id, left_batch_id, left_row, right_batch_id, right_row, probability, left_side, right_side, weight, found_at)
SELECT CAST(:batch_id AS uuid), l.batch_id, l.row, r.batch_id, r.row, f.probability, f.left_side, f.right_side,
       (1 - f.probability) * (
         (SELECT count(*) FROM lists.row o WHERE o.entity = l.entity AND o.status <> 'rejected')
         + (SELECT count(*) FROM lists.row o WHERE o.entity = r.entity AND o.status <> 'rejected')),
       CAST(:at AS timestamptz)
FROM unnest(CAST(:lefts AS bigint[]), CAST(:rights AS bigint[]), CAST(:probabilities AS float8[]),
            CAST(:left_sides AS text[]), CAST(:right_sides AS text[]))
     AS f (left_id, right_id, probability, left_side, right_side)
JOIN lists.batch bl ON f.left_id >= bl.first_row_id AND f.left_id < bl.first_row_id + bl.rows
JOIN lists.batch br ON f.right_id >= br.first_row_id AND f.right_id < br.first_row_id + br.rows
JOIN lists.row l ON l.batch_id = bl.id AND l.row = f.left_id - bl.first_row_id
JOIN lists.row r ON r.batch_id = br.id AND r.row = f.right_id - br.first_row_id
WHERE l.entity IS DISTINCT FROM r.entity
  AND NOT EXISTS (
    SELECT 1 FROM lists.pair p
    JOIN lists.row a ON a.batch_id = p.left_batch_id AND a.row = p.left_row
    JOIN lists.row b ON b.batch_id = p.right_batch_id AND b.row = p.right_row
    WHERE p.state = 'open' AND least(a.entity, b.entity) = least(l.entity, r.entity)
      AND greatest(a.entity, b.entity) = greatest(l.entity, r.entity))
ON CONFLICT (left_batch_id, left_row, right_batch_id, right_row) DO NOTHING
"""


@dataclass(frozen=True)
class FoundPair:
    """A doubtful pair as matching gives it: row ids, probability, and what the model compared (JSON)."""

    left_id: int
    right_id: int
    probability: float
    left_side: str
    right_side: str


async def keep(session: Session, batch_id: UUID, found: Sequence[FoundPair], *, at: datetime) -> None:
    """Keep the doubtful pairs of a batch, the earlier row left; what is known already stays as it is.

    Pairs whose rows are one contact anyway, by other evidence, are no question and are left out; so are those of two
    contacts about which a question is open.
    """
    turned = [
        one if one.left_id < one.right_id
        else FoundPair(one.right_id, one.left_id, one.probability, one.right_side, one.left_side)
        for one in found
    ]  # fmt: skip
    values = {
        "batch_id": batch_id,
        "at": at,
        "lefts": [one.left_id for one in turned],
        "rights": [one.right_id for one in turned],
        "probabilities": [one.probability for one in turned],
        "left_sides": [one.left_side for one in turned],
        "right_sides": [one.right_side for one in turned],
    }
    await session.execute(text(_KEEP), values)


_DECIDED = """
SELECT bl.first_row_id + p.left_row AS left_id, br.first_row_id + p.right_row AS right_id,
       CASE p.state WHEN 'same' THEN true WHEN 'different' THEN false END AS same
FROM lists.pair p
JOIN lists.batch bl ON bl.id = p.left_batch_id JOIN lists.batch br ON br.id = p.right_batch_id
WHERE p.state <> 'open' ORDER BY 1, 2
"""


async def decided(session: Session) -> list[tuple[int, int, bool | None]]:
    """What people decided, as row ids: (left, right, same); None where a decision was taken back."""
    return [(row.left_id, row.right_id, row.same) for row in await session.execute(text(_DECIDED))]
