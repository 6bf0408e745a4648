"""Database access: one engine, one transaction per edge, raw COPY for bulk."""

from callwright.platform.db.base import Base
from callwright.platform.db.copying import copy_batches, copy_records
from callwright.platform.db.engine import Database, Session

__all__ = ["Base", "Database", "Session", "copy_batches", "copy_records"]
