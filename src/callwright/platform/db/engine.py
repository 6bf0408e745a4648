"""The engine and its transactions."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

Session = AsyncSession


class Database:
    """A PostgreSQL database: sessions for the rooms, bare connections for queue and locks.

    `url` is a SQLAlchemy URL with the asyncpg driver; a pool of about 20 was measured best for 200 agents.
    """

    def __init__(self, url: str, *, pool_size: int = 20) -> None:
        self.url = url
        self.engine = create_async_engine(url, pool_size=pool_size, max_overflow=5, pool_pre_ping=True)
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
