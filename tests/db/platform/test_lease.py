"""A lease ends with its connection, and its holder hears of it."""

from __future__ import annotations

import asyncio

from callwright.platform.db import Database
from callwright.platform.db.lease import Lease, is_held


async def test_a_holder_hears_that_its_lease_is_gone(database: Database) -> None:
    async with Lease(database, "t") as lease, asyncio.timeout(10):
        assert lease.held
        assert not lease.lost.is_set()
        administrator = await database.connect()
        await administrator.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        await administrator.close()
        await lease.lost.wait()
        while await is_held(database, "t"):  # noqa: ASYNC110 - PostgreSQL tells nobody
            await asyncio.sleep(0.02)


async def test_a_lease_that_was_given_back_is_not_lost(database: Database) -> None:
    async with Lease(database, "t") as lease:
        assert lease.held
    assert not lease.lost.is_set()
    assert not await is_held(database, "t")
