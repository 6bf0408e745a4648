"""Alembic's environment: one history for all rooms, run on the connection that `app.migrate` hands in."""

from alembic import context
from sqlalchemy import Connection

from callwright.app.registry import import_models
from callwright.platform.db import Base

import_models()


def include_object(item: object, name: str | None, kind: str, reflected: bool, _compare_to: object) -> bool:
    """The queue's own tables belong to pgqueuer, staging tables to their room's COPY."""
    schema = getattr(item, "schema", None)
    return not (kind == "table" and reflected and schema in (None, "public"))


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_schemas=True,
        include_object=include_object,
        compare_type=True,
        version_table_schema="public",
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
