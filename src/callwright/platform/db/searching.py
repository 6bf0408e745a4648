"""Pieces of searches that several tables share."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, String, Uuid, bindparam, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute

from callwright.platform.db.engine import Session


def containing(text: str) -> str:
    """The LIKE pattern of what contains this text; signs that mean something to LIKE are taken literally."""
    return "%" + text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_") + "%"


def among(ids: Collection[UUID]) -> ColumnElement[UUID]:
    """One of some ids, to be compared with `==`: sent as one array, so any number of them is one parameter."""
    return func.any(bindparam("ids", list(ids), ARRAY(Uuid), unique=True))


async def ids_beginning(session: Session, column: InstrumentedAttribute[UUID], prefix: str) -> list[UUID]:
    """Up to two ids of a table that begin so: enough to tell one from several."""
    pattern = prefix.replace("\\", "").replace("%", "").replace("_", "") + "%"
    statement = select(column).where(cast(column, String).like(pattern)).limit(2)
    return list((await session.execute(statement)).scalars())
