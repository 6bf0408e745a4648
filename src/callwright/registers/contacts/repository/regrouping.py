"""Numbers and merges after rows of lists went from one contact to another."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from callwright.platform.db import Session
from callwright.registers.contacts.contracts import NumberMove

_GIVEN = """
unnest(CAST(:froms AS uuid[]), CAST(:tos AS uuid[]), CAST(:e164s AS text[]), CAST(:stays AS boolean[]))
  AS m (from_id, to_id, e164, stays)
"""
_COPY = """
INSERT INTO contacts.number (contact_id, e164, type, region, extension, health, source, first_seen_at)
SELECT DISTINCT ON (m.{new}, n.e164)
       m.{new}, n.e164, n.type, n.region, n.extension, n.health, n.source, n.first_seen_at
FROM {given}
JOIN contacts.number n ON n.contact_id = m.{old} AND n.e164 = m.e164
JOIN contacts.contact c ON c.id = m.{new}
WHERE {which} ORDER BY m.{new}, n.e164, n.first_seen_at
ON CONFLICT (contact_id, e164) DO NOTHING
"""
_REMOVE = """
DELETE FROM contacts.number n USING {given}
WHERE n.contact_id = m.from_id AND n.e164 = m.e164 AND NOT m.stays
"""
_MERGED = "SELECT id, merged_into FROM contacts.contact WHERE id = ANY (:ids) AND merged_into IS NOT NULL ORDER BY id"


async def hand_over(session: Session, moves: Sequence[NumberMove]) -> None:
    """Give numbers to the contacts that have their rows now; take away what no row of the former one carries."""
    values: dict[str, Any] = {
        "froms": [one.from_id for one in moves],
        "tos": [one.to_id for one in moves],
        "e164s": [one.e164 for one in moves],
        "stays": [one.stays for one in moves],
    }
    there = _COPY.format(given=_GIVEN, old="from_id", new="to_id", which="true")
    back = _COPY.format(given=_GIVEN, old="to_id", new="from_id", which="m.stays")
    for statement in (there, back, _REMOVE.format(given=_GIVEN)):
        await session.execute(text(statement), values)


async def merged(session: Session, ids: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    """Those of the contacts that another one stands for, with that one."""
    return [(row.id, row.merged_into) for row in await session.execute(text(_MERGED), {"ids": list(ids)})]
