"""Writes a migration from the difference of models and history: `python ops/new_migration.py "message"`."""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from pathlib import Path

from alembic import command
from sqlalchemy import Connection

from callwright.adapters.postgres.launcher import EmbeddedServer
from callwright.app.migrate import alembic_config, create_schemas, migrate
from callwright.platform.db import Database


async def main(message: str) -> None:
    """Bring an empty database to the head of the history, compare it with the models, write what differs."""
    folder = Path(tempfile.mkdtemp())
    server = EmbeddedServer(folder, settings={"fsync": "off"})
    database = Database(server.start().url("postgres"))
    try:
        await migrate(database)
        async with database.engine.begin() as connection:
            await connection.run_sync(write, message)
    finally:
        await database.dispose()
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def write(connection: Connection, message: str) -> None:
    """Ask Alembic for the new file."""
    create_schemas(connection)
    command.revision(alembic_config(connection), message=message, autogenerate=True)


if __name__ == "__main__":
    asyncio.run(main(" ".join(sys.argv[1:])))
