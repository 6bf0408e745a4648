"""Brings a database to the newest shape: schemas, Alembic history, the queue's own tables."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

import callwright
from callwright.app.registry import import_models
from callwright.platform.db import Base, Database
from callwright.platform.db.lease import lock_number
from callwright.platform.jobs.queue import install_queue


def migrations_folder() -> Path:
    """Beside the sources in a checkout, inside the package in a wheel."""
    package = Path(callwright.__file__).parent
    inside = package / "migrations"
    return inside if inside.is_dir() else package.parent.parent / "migrations"


def alembic_config(connection: Connection) -> Config:
    """Alembic's settings, bound to an open connection."""
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()))
    config.attributes["connection"] = connection
    return config


def create_schemas(connection: Connection) -> None:
    """One PostgreSQL schema per room."""
    for schema in sorted({table.schema for table in Base.metadata.tables.values() if table.schema}):
        connection.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{schema}"'))


def _upgrade(connection: Connection) -> None:
    connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": lock_number("migrate")})
    create_schemas(connection)
    command.upgrade(alembic_config(connection), "head")


async def migrate(database: Database) -> None:
    """Upgrade the database; harmless to repeat, one migrator at a time."""
    import_models()
    async with database.engine.begin() as connection:
        await connection.run_sync(_upgrade)
    await install_queue(database)
