"""The pool notices connections that died, without asking each of them each time."""

from __future__ import annotations

from sqlalchemy import event, text

from callwright.platform.db import Database
from callwright.platform.db import engine as pooling


async def _end_all_others(database: Database) -> None:
    connection = await database.connect()
    await connection.fetch(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        " WHERE pid <> pg_backend_pid() AND datname = current_database()"
    )
    await connection.close()


async def _ask(database: Database) -> int:
    async with database.transaction() as session:
        return int(await session.scalar(text("SELECT 1")))


async def test_a_connection_that_died_while_it_rested_is_replaced(database, monkeypatch):
    monkeypatch.setattr(pooling, "RESTED_SECONDS", 0.0)
    assert await _ask(database) == 1
    await _end_all_others(database)
    assert await _ask(database) == 1


async def test_one_that_was_just_used_is_not_asked_whether_it_lives(database):
    statements = []
    event.listen(database.engine.sync_engine.pool, "checkout", lambda *_: statements.append("taken"))
    dialect = database.engine.sync_engine.dialect
    asked = []
    ping = dialect.do_ping
    dialect.do_ping = lambda connection: asked.append(1) or ping(connection)
    for _ in range(5):
        await _ask(database)
    del dialect.do_ping
    assert len(statements) == 5
    assert len(asked) <= 1, "only the first may have rested"
