"""Rows that later evidence or a decision takes to another contact; every move is kept (`lists.moved_row`)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID

import pyarrow as pa
from sqlalchemy import Column, CursorResult, MetaData, Table, text

from callwright.platform.db import Session, copy_batches
from callwright.registers.contacts.contracts import CONTACT_TEXTS

_MOVES = Table("row_move", MetaData(), Column("row_id"), Column("contact_id"), Column("entity"))
_PREPARE = (
    "DROP TABLE IF EXISTS pg_temp.row_move",
    "CREATE TEMP TABLE row_move (row_id bigint, contact_id uuid, entity uuid) ON COMMIT DROP",
)
_APPLY = """
WITH moving AS ({moving}), noted AS (
  INSERT INTO lists.moved_row (batch_id, row, from_entity, to_entity, because_of, pair_id, at)
  SELECT batch_id, row, from_entity, to_entity, CAST(:because_of AS uuid), CAST(:pair_id AS uuid),
         CAST(:at AS timestamptz)
  FROM moving
)
UPDATE lists.row r SET entity = m.to_entity FROM moving m WHERE r.batch_id = m.batch_id AND r.row = m.row
"""
"""Rows change their contact, and why they did is kept: an import (`because_of`) or a decided pair."""
_STAGED = """
  SELECT r.batch_id, r.row, r.entity AS from_entity, m.entity AS to_entity
  FROM pg_temp.row_move m
  JOIN lists.batch b ON m.row_id >= b.first_row_id AND m.row_id < b.first_row_id + b.rows
  JOIN lists.row r ON r.batch_id = b.id AND r.row = m.row_id - b.first_row_id
  WHERE r.entity <> m.entity
"""
_OF_CONTACT = """
  SELECT r.batch_id, r.row, r.entity AS from_entity, CAST(:to_entity AS uuid) AS to_entity
  FROM lists.row r WHERE r.entity = :from_entity
"""
_GIVEN_AWAY = """
  SELECT DISTINCT m.batch_id, m.row, r.entity AS from_entity, m.from_entity AS to_entity
  FROM lists.moved_row m JOIN lists.row r ON r.batch_id = m.batch_id AND r.row = m.row AND r.entity = :from_entity
  WHERE m.pair_id = :pair_id AND m.from_entity = :to_entity
"""
_NUMBERS = """
SELECT m.from_entity, m.to_entity, number AS e164,
       EXISTS (SELECT 1 FROM lists.row o WHERE o.entity = m.from_entity AND o.status <> 'rejected'
               AND number = ANY (o.numbers)) AS still
FROM lists.moved_row m
JOIN lists.row r ON r.batch_id = m.batch_id AND r.row = m.row AND r.status <> 'rejected'
CROSS JOIN unnest(r.numbers) AS number
WHERE m.because_of = :because_of AND m.at = :at
GROUP BY m.from_entity, m.to_entity, number ORDER BY 1, 2, 3
"""
_EMPTIED = """
SELECT DISTINCT ON (m.from_entity) m.from_entity, m.to_entity
FROM lists.moved_row m JOIN lists.batch b ON b.id = m.batch_id
WHERE m.because_of = :because_of AND m.at = :at
  AND NOT EXISTS (SELECT 1 FROM lists.row o WHERE o.entity = m.from_entity)
ORDER BY m.from_entity, b.first_row_id + m.row
"""
_FIRST = "(array_agg(r.{name} ORDER BY r.status = 'rejected', b.first_row_id, r.row) FILTER (WHERE r.{name} <> ''))[1]"
_DESCRIBED = """
SELECT r.entity AS id, {texts}
FROM lists.row r JOIN lists.batch b ON b.id = r.batch_id
WHERE r.entity = ANY (:ids)
GROUP BY r.entity HAVING bool_or(r.status <> 'rejected' OR r.company_key <> '') ORDER BY 1
"""
_LATEST = """
SELECT DISTINCT ON (m.batch_id, m.row) b.first_row_id + m.row AS row_id, m.to_entity::text AS contact_id
FROM lists.moved_row m JOIN lists.batch b ON b.id = m.batch_id
ORDER BY m.batch_id, m.row, m.id DESC
"""


@dataclass(frozen=True)
class MovedNumber:
    """A number of rows that went from one contact to another; `still`: rows that stayed carry it too."""

    from_entity: UUID
    to_entity: UUID
    e164: str
    still: bool


async def move_rows(
    session: Session, batches: Collection[pa.RecordBatch], *, because_of: UUID, at: datetime
) -> int:
    """Give known rows (row_id, contact_id, entity) their new contact; answers how many had another one."""
    for statement in _PREPARE:
        await session.execute(text(statement))
    if not await copy_batches(session, _MOVES, batches):
        return 0
    return await _apply(session, _STAGED, because_of=because_of, at=at)


async def moved_numbers(session: Session, because_of: UUID, at: datetime) -> list[MovedNumber]:
    """The numbers of the rows that a matching moved: that of an import, or a later one of its batch."""
    found = await session.execute(text(_NUMBERS), {"because_of": because_of, "at": at})
    return [MovedNumber(row.from_entity, row.to_entity, row.e164, row.still) for row in found]


async def emptied(session: Session, because_of: UUID, at: datetime) -> dict[UUID, UUID]:
    """Contacts that a matching left without rows → the contact that has their first row now."""
    found = await session.execute(text(_EMPTIED), {"because_of": because_of, "at": at})
    return {row.from_entity: row.to_entity for row in found}


async def targets(session: Session, because_of: UUID, at: datetime) -> list[tuple[UUID, UUID]]:
    """From which contact to which a matching moved rows, each once."""
    statement = (
        "SELECT DISTINCT from_entity, to_entity FROM lists.moved_row"
        " WHERE because_of = :id AND at = :at ORDER BY 1, 2"
    )
    found = await session.execute(text(statement), {"id": because_of, "at": at})
    return [(row.from_entity, row.to_entity) for row in found]


async def described(session: Session, ids: Collection[UUID]) -> list[dict[str, Any]]:
    """What all rows of these contacts say together: id and texts; the first usable row speaks, later ones fill."""
    texts = ", ".join(f"coalesce({_FIRST.format(name=name)}, '') AS {name}" for name in CONTACT_TEXTS)
    found = await session.execute(text(_DESCRIBED.format(texts=texts)), {"ids": list(ids)})
    return [dict(row._mapping) for row in found]  # noqa: SLF001 - the public name of a row's mapping


async def move_contact(session: Session, *, of: UUID, to: UUID, pair_id: UUID, at: datetime) -> None:
    """Give all rows of a contact to another one, because people decided a pair so."""
    await _apply(session, _OF_CONTACT, from_entity=of, to_entity=to, pair_id=pair_id, at=at)


async def move_back(session: Session, *, of: UUID, to: UUID, pair_id: UUID, at: datetime) -> None:
    """Take the rows back that the decision of a pair gave away, as far as they are still there."""
    await _apply(session, _GIVEN_AWAY, from_entity=of, to_entity=to, pair_id=pair_id, at=at)


async def _apply(session: Session, moving: str, **values: object) -> int:
    """Move the rows that `moving` names; answers how many."""
    reasons = {"because_of": None, "pair_id": None}
    moved = await session.execute(text(_APPLY.format(moving=moving)), reasons | values)
    return cast("CursorResult[Any]", moved).rowcount


async def latest(session: Session) -> list[tuple[int, str]]:
    """Row id and contact of every row that was ever moved."""
    return [(row.row_id, row.contact_id) for row in await session.execute(text(_LATEST))]


async def first_row(session: Session, entity: UUID) -> int:
    """The id of the first row of a contact."""
    statement = (
        "SELECT min(b.first_row_id + r.row) FROM lists.row r JOIN lists.batch b ON b.id = r.batch_id"
        " WHERE r.entity = :entity"
    )
    return int(await session.scalar(text(statement), {"entity": entity}) or 0)
