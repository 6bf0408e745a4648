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
