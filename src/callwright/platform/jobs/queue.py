"""The queue under jobs and events: pgqueuer, in the caller's own transaction (ADR 0003)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from pgqueuer.db import AsyncpgDriver
from pgqueuer.queries import Queries

from callwright.platform.db import Database, Session
from callwright.platform.db.connection import asyncpg_connection

RUN_JOB = "jobs.run"
DELIVER_EVENT = "events.deliver"


async def enqueue(session: Session, entrypoint: str, payloads: Sequence[bytes], *, priority: int = 0) -> None:
    """Put payloads into the queue; they become visible to workers when the session's transaction commits.

    Higher priorities are taken first; work that may wait has one below 0.
    """
    if not payloads:
        return
    queries = Queries(AsyncpgDriver(await asyncpg_connection(session)))
    await queries.enqueue([entrypoint] * len(payloads), list(payloads), [priority] * len(payloads))


@asynccontextmanager
async def shut_down_with(stop: asyncio.Event, shutdown: asyncio.Event) -> AsyncIterator[None]:
    """While the block lasts, `stop` also sets the `shutdown` of one of pgqueuer's managers."""

    async def pass_on() -> None:
        await stop.wait()
        shutdown.set()

    waiter = asyncio.create_task(pass_on())
    try:
        yield
    finally:
        waiter.cancel()


async def install_queue(database: Database) -> None:
    """Create or upgrade pgqueuer's own tables; harmless to repeat."""
    connection = await database.connect()
    try:
        queries = Queries(AsyncpgDriver(connection))
        if await queries.schema_is_installed():
            await queries.upgrade()
        else:
            await queries.install()
    finally:
        await connection.close()
