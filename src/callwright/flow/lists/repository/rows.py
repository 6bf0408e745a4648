"""The rows of batches: loaded by COPY, read by page or as a stream."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

import pyarrow as pa
from sqlalchemy import Select, Subquery, delete, func, select
from sqlalchemy.dialects.postgresql import distinct_on

from callwright.flow.lists.contracts import RowView
from callwright.flow.lists.models import ListRow
from callwright.platform.db import Session, copy_batches


async def replace_rows(session: Session, batch_id: UUID, batches: Iterable[pa.RecordBatch]) -> None:
    """COPY the rows of a batch (Arrow, columns as in the table), in place of any that were there."""
    await session.execute(delete(ListRow).where(ListRow.batch_id == batch_id))
    await copy_batches(session, ListRow.__table__, batches)


async def counts(session: Session, batch_id: UUID) -> tuple[dict[str, int], dict[str, int]]:
    """Rows per status, and rejected rows per code, counted from the stored rows."""
    statement = (
        select(ListRow.status, ListRow.code, func.count())
        .where(ListRow.batch_id == batch_id)
        .group_by(ListRow.status, ListRow.code)
    )
    by_status = {"accepted": 0, "merged": 0, "rejected": 0}
    by_code: dict[str, int] = {}
    for status, code, number in await session.execute(statement):
        by_status[status] += number
        if status == "rejected":
            by_code[code] = by_code.get(code, 0) + number
    return by_status, dict(sorted(by_code.items()))


async def page(
    session: Session, batch_id: UUID, *, status: str | None, code: str | None, offset: int, limit: int
) -> tuple[list[RowView], int]:
    """One page of rows in file order, filtered by end state and code, and how many match."""
    statement = _rows(batch_id, status, code)
    total = await session.scalar(select(func.count()).select_from(statement.subquery()))
    found = (await session.execute(statement.order_by(ListRow.row).offset(offset).limit(limit))).scalars()
    return [view_of(row) for row in found], total or 0


async def places(session: Session, batch_id: UUID, wanted: Collection[int]) -> dict[int, tuple[str, int]]:
    """File and line of rows by their numbers."""
    statement = select(ListRow.row, ListRow.file, ListRow.line).where(
        ListRow.batch_id == batch_id, ListRow.row.in_(wanted)
    )
    return {row: (file, line) for row, file, line in await session.execute(statement)}


def _rows(batch_id: UUID, status: str | None, code: str | None) -> Select[ListRow]:
    statement = select(ListRow).where(ListRow.batch_id == batch_id)
    if status:
        statement = statement.where(ListRow.status == status)
    if code:
        statement = statement.where(ListRow.code == code)
    return statement


async def stream(session: Session, batch_id: UUID, *, status: str | None = None) -> AsyncIterator[RowView]:
    """The rows of a batch in file order from a server-side cursor."""
    columns = (
        ListRow.row, ListRow.file, ListRow.line, ListRow.status, ListRow.code, ListRow.entity,
        ListRow.merged_into, ListRow.company, ListRow.person, ListRow.city, ListRow.numbers, ListRow.original,
    )  # fmt: skip
    statement = select(*columns).where(ListRow.batch_id == batch_id).order_by(ListRow.row)
    if status:
        statement = statement.where(ListRow.status == status)
    result = await session.stream(statement, execution_options={"yield_per": 5_000})
    async for found in result:
        yield view_of(found)


def view_of(row: object) -> RowView:
    """The contract form of a row (a model or a result with the same names)."""
    names = (name for name in RowView.__dataclass_fields__ if name != "merged_into_place")
    values = {name: getattr(row, name) for name in names}
    values["numbers"] = tuple(values["numbers"])
    return RowView(**values)


async def sorted_numbers(session: Session, batch_id: UUID) -> list[int]:
    """The distinct numbers of the accepted and merged rows as whole numbers."""
    number = func.unnest(ListRow.numbers).label("number")
    statement = select(number).where(ListRow.batch_id == batch_id, ListRow.status != "rejected").distinct()
    return [int(e164[1:]) for e164 in (await session.execute(statement)).scalars()]


async def nameless(session: Session, batch_id: UUID) -> int:
    """Accepted rows with neither company nor person."""
    statement = (
        select(func.count())
        .select_from(ListRow)
        .where(
            ListRow.batch_id == batch_id,
            ListRow.status == "accepted",
            ListRow.company == "",
            ListRow.person == "",
        )
    )
    return await session.scalar(statement) or 0


async def cells(session: Session, batch_id: UUID, *, first: int, count: int) -> AsyncIterator[Sequence[Any]]:
    """`count` rows of a batch from row `first` on, in chunks: line, original cells, code."""
    statement = (
        select(ListRow.line, ListRow.original, ListRow.code)
        .where(ListRow.batch_id == batch_id, ListRow.row >= first, ListRow.row < first + count)
        .order_by(ListRow.row)
    )
    result = await session.stream(statement, execution_options={"yield_per": 5_000})
    async for chunk in result.partitions(5_000):
        yield chunk


async def contacts_by_row(session: Session, batch_id: UUID) -> list[tuple[int, str]]:
    """Each row of a batch with the contact it belongs to now."""
    statement = select(ListRow.row, ListRow.entity).where(
        ListRow.batch_id == batch_id, ListRow.entity.is_not(None)
    )
    return [(row, str(entity)) for row, entity in await session.execute(statement.order_by(ListRow.row))]


def representatives(batch_id: UUID) -> Subquery:
    """One row per contact of the batch: its accepted row, else its first row merged into a known contact."""
    return (
        select(ListRow.batch_id, ListRow.row, ListRow.entity)
        .where(ListRow.batch_id == batch_id, ListRow.status != "rejected")
        .ext(distinct_on(ListRow.entity))
        .order_by(ListRow.entity, (ListRow.status == "accepted").desc(), ListRow.row)
        .subquery("representative")
    )


async def entities(session: Session, batch_id: UUID) -> list[UUID]:
    """The contacts of a batch in file order, new ones and known ones."""
    rows = representatives(batch_id)
    found = (await session.execute(select(rows.c.entity).order_by(rows.c.row))).scalars()
    return [entity for entity in found if entity is not None]
