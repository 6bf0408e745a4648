"""What is known of an error: did PostgreSQL go away, or is the statement wrong?"""

from __future__ import annotations

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from callwright.platform.db import Database, database_lost

HANG_UP = text("SELECT pg_terminate_backend(pg_backend_pid())")


async def test_a_connection_that_is_ended_is_a_lost_database(database: Database) -> None:
    with pytest.raises(DBAPIError) as ended:
        async with database.transaction() as session:
            await session.execute(HANG_UP)
    assert database_lost(ended.value)


async def test_a_bare_connection_that_is_ended_is_one_too(database: Database) -> None:
    connection = await database.connect()
    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError, OSError)) as ended:
        await connection.execute(str(HANG_UP))
    assert database_lost(ended.value)
    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError, OSError)) as used_again:
        await connection.execute("SELECT 1")
    assert database_lost(used_again.value)


async def test_nobody_there_is_one_too(tmp_path) -> None:
    nowhere = Database(f"postgresql+asyncpg://nobody@/nothing?host={tmp_path}&port=1")
    with pytest.raises(OSError) as refused:  # noqa: PT011 - which one depends on the system
        async with nowhere.transaction() as session:
            await session.execute(text("SELECT 1"))
    assert database_lost(refused.value)
    await nowhere.dispose()


@pytest.mark.parametrize("wrong", ["SELECT nothing FROM nowhere", "SELECT 1 / 0", "SELECT 'a'::int"])
async def test_a_wrong_statement_is_none(database: Database, wrong: str) -> None:
    with pytest.raises(DBAPIError) as failed:
        async with database.transaction() as session:
            await session.execute(text(wrong))
    assert not database_lost(failed.value)
