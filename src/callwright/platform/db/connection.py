"""The asyncpg connection under a session, inside the same transaction."""

from __future__ import annotations

from typing import cast

import asyncpg
from sqlalchemy import text

from callwright.platform.db.engine import Session


async def asyncpg_connection(session: Session) -> asyncpg.Connection:
    """The driver's connection; a first statement makes sure that the transaction has begun on it."""
    await session.flush()
    await session.execute(text("SELECT 1"))
    raw = await (await session.connection()).get_raw_connection()
    return cast("asyncpg.Connection", raw.driver_connection)


async def fetch(session: Session, query: str, *values: object) -> list[asyncpg.Record]:
    """The rows of one reading query, asked of the driver itself: a tenth of what a compiled statement costs.

    It reads in the session's transaction; where that has not begun yet, the query is a transaction of its own, which
    sees the same (READ COMMITTED). The driver keeps the query prepared by its text: values never stand in it.
    """
    if session.new or session.dirty or session.deleted:
        await session.flush()
    raw = await (await session.connection()).get_raw_connection()
    return list(await cast("asyncpg.Connection", raw.driver_connection).fetch(query, *values))
