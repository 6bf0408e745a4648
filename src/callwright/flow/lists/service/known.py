"""The known contacts as the Parquet file that matching reads."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from callwright.platform.db import Session
from callwright.registers.contacts import service as contacts
from callwright.registers.contacts.contracts import Contact

_TEXTS = ("company_key", "company", "person", "province", "city", "district", "address")
_SCHEMA = pa.schema(
    [
        ("contact_id", pa.string()),
        *((name, pa.string()) for name in _TEXTS),
        ("numbers", pa.list_(pa.string())),
    ]
)


async def export_known(session: Session, target: Path) -> int:
    """Write every living contact, oldest first, to `target` (atomically); returns how many there are."""
    part = target.with_suffix(".part")
    total = 0
    with pq.ParquetWriter(part, _SCHEMA, compression="snappy") as writer:
        async for chunk in contacts.known_contacts(session):
            writer.write_table(_table(chunk))
            total += len(chunk)
    part.replace(target)
    return total


def _table(chunk: list[Contact]) -> pa.Table:
    columns: list[list[object]] = [[str(one.id) for one in chunk]]
    columns += [[getattr(one, name) or None for one in chunk] for name in _TEXTS]
    columns.append([[number.e164 for number in one.numbers] for one in chunk])
    return pa.table(columns, schema=_SCHEMA)
