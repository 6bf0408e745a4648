"""Brings a database to the newest shape: schemas, Alembic history, the queue's own tables."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, text

import callwright
from callwright.app.registry import import_models
from callwright.platform.db import Base, Database
from callwright.platform.db.lease import lock_number
from callwright.platform.jobs.queue import install_queue

if TYPE_CHECKING:
    from alembic.config import Config


def migrations_folder() -> Path:
    """Beside the sources in a checkout, inside the package in a wheel."""
    package = Path(callwright.__file__).parent
    inside = package / "migrations"
    return inside if inside.is_dir() else package.parent.parent / "migrations"


def newest_revision() -> str:
    """The head of the history; files are called `NNNN_what.py` after their revision."""
    return max(path.name.partition("_")[0] for path in (migrations_folder() / "versions").glob("[0-9]*.py"))


def alembic_config(connection: Connection) -> Config:
    """Alembic's settings, bound to an open connection."""
    from alembic.config import Config  # noqa: PLC0415 - half a second that most commands do not need

    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    config.attributes["connection"] = connection
    return config


def create_schemas(connection: Connection) -> None:
    """One PostgreSQL schema per room."""
    for schema in sorted({table.schema for table in Base.metadata.tables.values() if table.schema}):
        connection.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{schema}"'))


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - see alembic_config

    connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": lock_number("migrate")})
    create_schemas(connection)
    command.upgrade(alembic_config(connection), "head")


async def migrate(database: Database) -> None:
    """Upgrade the database; harmless to repeat, one migrator at a time, quick when there is nothing to do."""
    if await _is_newest(database):
        return
    import_models()
    async with database.engine.begin() as connection:
        await connection.run_sync(_upgrade)
    await install_queue(database)
    async with database.engine.begin() as connection:
        await connection.execute(text(f"COMMENT ON TABLE public.alembic_version IS '{_queue_mark()}'"))


def _queue_mark() -> str:
    """What is noted in the database once the queue's tables fit the queue's version."""
    return f"queue {version('pgqueuer')}"


async def _is_newest(database: Database) -> bool:
    """Whether history and queue are at their head already (a comment notes the queue's version)."""
    async with database.engine.connect() as connection:
        found = await connection.scalar(text("SELECT obj_description(to_regclass('public.alembic_version'))"))
        if found != _queue_mark():
            return False
        revision = await connection.scalar(text("SELECT version_num FROM alembic_version"))
        return bool(revision == newest_revision())
