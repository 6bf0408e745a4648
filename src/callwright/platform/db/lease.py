"""A lease that a dying process loses by itself: a session-level advisory lock on its own connection."""

from __future__ import annotations

import asyncio
import hashlib
from types import TracebackType
from typing import Self

import asyncpg

from callwright.platform.db.engine import Database


def lock_number(name: str) -> int:
    """A stable signed 64-bit number for a lock name."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)


class Lease:
    """`async with Lease(database, "job:…") as lease: if lease.held: …`.

    PostgreSQL frees the lock when the connection ends, so a killed holder needs no clean-up and no expiry guess.
    `lost` is set when the connection ends before the block does: from then on another process may hold the lease.
    """

    def __init__(self, database: Database, name: str, *, shared: bool = False) -> None:
        self._database = database
        self._number = lock_number(name)
        self._shared = "_shared" if shared else ""
        self._connection: asyncpg.Connection | None = None
        self.held = False
        self.lost = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._connection = await self._database.connect()
        self._connection.add_termination_listener(self._ended)
        query = f"SELECT pg_try_advisory_lock{self._shared}($1)"
        self.held = bool(await self._connection.fetchval(query, self._number))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is None:
            return
        self._connection.remove_termination_listener(self._ended)
        if self.lost.is_set():
            self._connection.terminate()
        else:
            await self._connection.close()

    def _ended(self, _connection: object) -> None:
        self.lost.set()


async def is_held(database: Database, name: str) -> bool:
    """Whether somebody holds the lease (shared or not) right now."""
    connection = await database.connect()
    try:
        number = lock_number(name) & 0xFFFFFFFFFFFFFFFF
        found = await connection.fetchval(
            "SELECT EXISTS (SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
            " WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND classid = $1 AND objid = $2"
            " AND datname = current_database())",
            number >> 32,
            number & 0xFFFFFFFF,
        )
        return bool(found)
    finally:
        await connection.close()
