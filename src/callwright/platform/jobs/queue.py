"""The queue under jobs and events: pgqueuer, in the caller's own transaction (ADR 0003)."""

from __future__ import annotations

from collections.abc import Sequence

from pgqueuer.db import AsyncpgDriver
from pgqueuer.queries import Queries

from callwright.platform.db import Database, Session
from callwright.platform.db.connection import asyncpg_connection

RUN_JOB = "jobs.run"
DELIVER_EVENT = "events.deliver"


async def enqueue(session: Session, entrypoint: str, payloads: Sequence[bytes]) -> None:
    """Put payloads into the queue; they become visible to workers when the session's transaction commits."""
    if not payloads:
        return
    queries = Queries(AsyncpgDriver(await asyncpg_connection(session)))
    await queries.enqueue([entrypoint] * len(payloads), list(payloads), [0] * len(payloads))


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
