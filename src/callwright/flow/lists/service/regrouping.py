"""Known rows that a new import takes to other contacts: merged by new evidence, or taken apart when it fell away.

A batch's ledger stays as it was told at its import (status and code); what changes is the contact a row belongs to,
and every change is kept. Contacts are never deleted: one without rows is merged into the one that has its first row.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from uuid import UUID

import pyarrow as pa

from callwright.flow.lists.clean.tables import batches
from callwright.flow.lists.repository import moves
from callwright.platform.db import Session
from callwright.registers.contacts import service as contacts
from callwright.registers.contacts.contracts import ContactRecord, NumberMove


async def regroup(session: Session, batch_id: UUID, moved: Path, *, at: datetime) -> int:
    """Apply moved.arrow (row_id, contact_id, entity) of a batch's matching; answers how many rows moved."""
    source = f"lists.batch:{batch_id}"
    count = await moves.move_rows(session, _moves(moved), because_of=batch_id, at=at)
    if not count:
        return 0
    pairs = await moves.targets(session, batch_id, at)
    to = sorted({new for _, new in pairs})
    await contacts.stand_alone(session, to, source=source, at=at)
    await _create_missing(session, to, source=source, at=at)
    empty = await moves.emptied(session, batch_id, at)
    numbers = [
        NumberMove(
            one.from_entity, one.to_entity, one.e164, one.still or empty.get(one.from_entity) == one.to_entity
        )
        for one in await moves.moved_numbers(session, batch_id, at)
    ]
    await contacts.hand_over_numbers(session, numbers, source=source, at=at)
    known = await contacts.contacts(session, sorted({*empty, *empty.values()}))
    for absorbed, keep in sorted(empty.items()):
        if absorbed in known and keep in known:
            await contacts.merge_contacts(session, keep=keep, absorbed=absorbed, source=source, at=at)
    return count


async def _create_missing(session: Session, ids: list[UUID], *, source: str, at: datetime) -> None:
    """Contacts that no import has made yet: what their rows say together."""
    known = await contacts.contacts(session, ids)
    missing = [one for one in ids if one not in known]
    records = [ContactRecord(**one) for one in await moves.described(session, missing)] if missing else []
    if records:
        await contacts.save_contacts(session, records, source=source, at=at)


def _moves(path: Path) -> list[pa.RecordBatch]:
    """The moves as rows of the staging table."""
    return [batch for batch in batches(path) if batch.num_rows]
