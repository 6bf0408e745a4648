"""The engine and its transactions."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

import asyncpg
from sqlalchemy import event
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_dbapi
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import AdaptedConnection, DBAPIConnection
from sqlalchemy.exc import DBAPIError, InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

Session = AsyncSession
_DriverInterfaceError = AsyncAdapt_asyncpg_dbapi.InterfaceError
_ENDING = ("08", "57P")
"""Beginnings of the SQLSTATE codes with which PostgreSQL ends connections or does not take any yet."""

RESTED_SECONDS = 1.0
"""A pooled connection that was not used for so long is asked whether it still lives. Asking each time costs three
more trips for every transaction: a tenth of what the dialer does for an attempt."""


class Database:
    """A PostgreSQL database: sessions for the rooms, bare connections for queue and locks.

    `url` is a SQLAlchemy URL with the asyncpg driver; a pool of about 20 was measured best for 200 agents.
    """

    def __init__(self, url: str, *, pool_size: int = 20) -> None:
        self.url = url
        self.engine = create_async_engine(url, pool_size=pool_size, max_overflow=5)
        _ping_the_rested(self.engine)
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Session]:
        """One transaction: commits when the block ends, rolls back when it raises. Only edges call this."""
        async with self._sessions() as session, session.begin():
            yield session

    async def connect(self) -> asyncpg.Connection:
        """A bare asyncpg connection outside the pool (LISTEN, advisory locks). The caller closes it."""
        url = make_url(self.url)
        host = url.host or url.query.get("host")
        return await asyncpg.connect(
            host=str(host),
            port=url.port or int(str(url.query.get("port", "5432"))),
            user=url.username,
            password=url.password,
            database=url.database,
        )

    async def dispose(self) -> None:
        """Close all pooled connections."""
        await self.engine.dispose()


def database_lost(error: BaseException) -> bool:
    """Whether this was raised because PostgreSQL went away: it ends, is restarted, or cannot be reached.

    A statement that is wrong or violates a constraint is not that: it would fail again.
    """
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or (error.orig is not None and database_lost(error.orig))
    if str(getattr(error, "sqlstate", None) or "").startswith(_ENDING):
        return True
    return isinstance(error, OSError | asyncpg.InterfaceError | _DriverInterfaceError)


def _ping_the_rested(engine: AsyncEngine) -> None:
    """Let the pool replace connections that died while they rested, without a ping for those just used."""
    pool, dialect = engine.sync_engine.pool, engine.sync_engine.dialect

    @event.listens_for(pool, "checkin")
    def _rest(_connection: object, entry: ConnectionPoolEntry) -> None:
        entry.info["rests_since"] = time.monotonic()

    @event.listens_for(pool, "checkout")
    def _wake(connection: AdaptedConnection, entry: ConnectionPoolEntry, _proxy: object) -> None:
        if connection.driver_connection.is_closed():
            raise InvalidatePoolError
        since = entry.info.get("rests_since")
        if since is None or time.monotonic() - since < RESTED_SECONDS:
            return
        try:
            dialect.do_ping(cast("DBAPIConnection", connection))
        except (dialect.loaded_dbapi.Error, OSError) as error:
            raise InvalidatePoolError from error
