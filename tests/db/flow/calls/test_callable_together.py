"""Several processes pick at the same moment."""

from __future__ import annotations

import asyncio
from uuid import UUID

from tests.db.flow.calls.calling_world import pick, world

from callwright.platform.db import Database


async def test_two_transactions_never_lease_the_same_lead(database: Database):
    async with database.transaction() as session:
        await world(session, 40)

    async def take() -> set[UUID]:
        async with database.transaction() as session:
            return {one.lead_id for one in await pick(session, limit=10)}

    got = await asyncio.gather(*(take() for _ in range(4)))
    assert sum(map(len, got)) == len(set().union(*got))
    assert sum(map(len, got)) >= 10
