"""Raw COPY inside the caller's transaction: about ten times faster than inserts (measured)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from itertools import chain

import pyarrow as pa
from sqlalchemy import FromClause, Table

from callwright.platform.db.binary_rows import HEADER, TRAILER, binary_rows
from callwright.platform.db.connection import asyncpg_connection
from callwright.platform.db.engine import Session

PIECE = 1 << 18
"""Bytes in one message to the server: small enough to stay in the caches of both."""


async def copy_records(
    session: Session, table: FromClause, columns: Sequence[str], records: Iterable[Sequence[object]]
) -> None:
    """COPY `records` (tuples in the order of `columns`) into `table` in the session's own transaction."""
    if not isinstance(table, Table):
        raise TypeError("copy_records needs a Table")
    connection = await asyncpg_connection(session)
    await connection.copy_records_to_table(
        table.name, schema_name=table.schema, columns=list(columns), records=records
    )


async def copy_batches(session: Session, table: FromClause, batches: Iterable[pa.RecordBatch]) -> int:
    """COPY Arrow batches into `table`, whose columns their columns are named after; answers how many rows.

    Types as in `binary_rows`. The batches are made and encoded in a thread, so that a job can tell its progress.
    """
    if not isinstance(table, Table):
        raise TypeError("copy_batches needs a Table")
    remaining = iter(batches)
    first = await asyncio.to_thread(next, remaining, None)
    if first is None:
        return 0
    connection = await asyncpg_connection(session)
    status = await connection.copy_to_table(
        table.name,
        schema_name=table.schema,
        columns=first.schema.names,
        source=_pieces(chain([first], remaining)),
        format="binary",
    )
    return int(status.rsplit(" ", 1)[-1])


async def _pieces(batches: Iterator[pa.RecordBatch]) -> AsyncIterator[bytes | memoryview]:
    yield HEADER
    while (rows := await asyncio.to_thread(_next_rows, batches)) is not None:
        for start in range(0, len(rows), PIECE):
            yield rows[start : start + PIECE]
    yield TRAILER


def _next_rows(batches: Iterator[pa.RecordBatch]) -> memoryview | None:
    batch = next(batches, None)
    return None if batch is None else binary_rows(batch)
