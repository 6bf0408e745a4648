"""Merging contacts without losing anything, and undoing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, text, update
from sqlalchemy.dialects.postgresql import insert

from callwright.platform.db import Session
from callwright.registers.contacts.contracts import HistoryEntry
from callwright.registers.contacts.models import Contact as ContactRow
from callwright.registers.contacts.models import History as HistoryRow
from callwright.registers.contacts.models import Number as NumberRow


async def add_history(session: Session, entries: Sequence[HistoryEntry]) -> None:
    """Append to the history; the same entry again is one entry."""
    values = [
        {"contact_id": e.contact_id, "field": e.field, "value": e.value, "source": e.source, "at": e.at}
        for e in entries
    ]
    if values:
        await session.execute(insert(HistoryRow).values(values).on_conflict_do_nothing())


async def load_history(session: Session, contact_id: UUID) -> list[HistoryEntry]:
    """The history of a contact, oldest first."""
    statement = select(HistoryRow).where(HistoryRow.contact_id == contact_id).order_by(HistoryRow.id)
    rows = (await session.execute(statement)).scalars()
    return [HistoryEntry(row.contact_id, row.field, row.value, row.source, row.at) for row in rows]


async def set_merged_into(session: Session, contact_id: UUID, target: UUID | None) -> None:
    """Point a merged contact at the one that stands for it; None undoes."""
    await session.execute(update(ContactRow).where(ContactRow.id == contact_id).values(merged_into=target))


_LEND_NUMBERS = """
INSERT INTO contacts.number
  (contact_id, e164, type, region, extension, health, source, first_seen_at, origin_id)
SELECT :keep, e164, type, region, extension, health, source, first_seen_at, :absorbed
FROM contacts.number WHERE contact_id = :absorbed
ON CONFLICT (contact_id, e164) DO NOTHING
"""


async def lend_numbers(session: Session, *, keep: UUID, absorbed: UUID) -> None:
    """Give the kept contact the numbers of the absorbed one, marked with where they came from."""
    await session.execute(text(_LEND_NUMBERS), {"keep": keep, "absorbed": absorbed})


async def return_numbers(session: Session, *, keep: UUID, absorbed: UUID) -> None:
    """Take back the numbers a merge had lent."""
    statement = NumberRow.__table__.delete()  # type: ignore[attr-defined]  # the FromClause is a Table
    await session.execute(statement.where(NumberRow.contact_id == keep, NumberRow.origin_id == absorbed))


async def lock_contacts(session: Session, ids: Sequence[UUID]) -> dict[UUID, datetime]:
    """Lock contacts against a concurrent merge; id → created_at of those that are not merged."""
    statement = (
        select(ContactRow.id, ContactRow.created_at)
        .where(ContactRow.id.in_(ids), ContactRow.merged_into.is_(None))
        .order_by(ContactRow.id)
        .with_for_update()
    )
    return {row.id: row.created_at for row in await session.execute(statement)}


async def is_merged(session: Session, *, keep: UUID, absorbed: UUID) -> bool:
    """Whether `absorbed` is merged into exactly `keep`; locks it."""
    statement = select(ContactRow.merged_into).where(ContactRow.id == absorbed).with_for_update()
    return await session.scalar(statement) == keep


_LIVING = """
WITH RECURSIVE chain AS (
  SELECT id AS asked, id, merged_into, 0 AS depth FROM contacts.contact WHERE id = ANY (:ids)
  UNION ALL
  SELECT chain.asked, c.id, c.merged_into, chain.depth + 1
  FROM chain JOIN contacts.contact c ON c.id = chain.merged_into WHERE chain.depth < 32
)
SELECT asked, id FROM chain WHERE merged_into IS NULL
"""


async def living(session: Session, ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Contact → the contact that stands for it now; unknown ones are left out."""
    found = await session.execute(text(_LIVING), {"ids": list(ids)})
    return {row.asked: row.id for row in found}


_FAMILIES = """
WITH RECURSIVE tree AS (
  SELECT id AS head, id, 0 AS depth FROM contacts.contact WHERE id = ANY (:heads)
  UNION ALL
  SELECT tree.head, c.id, tree.depth + 1
  FROM tree JOIN contacts.contact c ON c.merged_into = tree.id WHERE tree.depth < 32
)
SELECT head, id FROM tree
"""


async def families(session: Session, heads: Sequence[UUID]) -> dict[UUID, set[UUID]]:
    """Living contact → all contacts it stands for, itself included."""
    found: dict[UUID, set[UUID]] = {}
    for row in await session.execute(text(_FAMILIES), {"heads": list(heads)}):
        found.setdefault(row.head, set()).add(row.id)
    return found
