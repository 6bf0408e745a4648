"""Database access: one engine, one transaction per edge, raw COPY for bulk."""

from callwright.platform.db.arrow_columns import id_column, text_column
from callwright.platform.db.base import Base
from callwright.platform.db.copying import copy_batches, copy_records
from callwright.platform.db.engine import Database, Session, database_lost
from callwright.platform.db.searching import among, containing, ids_beginning

__all__ = [
    "Base",
    "Database",
    "Session",
    "among",
    "containing",
    "copy_batches",
    "copy_records",
    "database_lost",
    "id_column",
    "ids_beginning",
    "text_column",
]
