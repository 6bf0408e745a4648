"""Saving contacts that came out of a list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime

import pyarrow as pa

from callwright.platform.db import Session
from callwright.registers.contacts.contracts import ContactRecord, NumberHealth, SaveReport
from callwright.registers.contacts.repository import bulk, known, names
from callwright.registers.contacts.repository import contacts as stored
from callwright.registers.contacts.repository.columns import record_batches


async def save_contacts(
    session: Session, records: Iterable[ContactRecord], *, source: str, at: datetime
) -> SaveReport:
    """Create or complete contacts in bulk (COPY); the same records again change nothing.

    `at` (UTC) is the creation time of contacts that are new; a known contact keeps its own for ever, and its
    filled fields are not replaced: a differing value goes to the history with `source` (product §3).
    """
    kept = list(record_batches(records))
    return await save_contact_batches(session, lambda _columns: kept, source=source, at=at)


async def save_contact_batches(
    session: Session,
    batches: Callable[[Sequence[str]], Iterable[pa.RecordBatch]],
    *,
    source: str,
    at: datetime,
) -> SaveReport:
    """As `save_contacts`, from Arrow columns: id (16 bytes or uuid), is_new, the texts and numbers of ContactRecord.

    `is_new` says that the contact was not there when its list was matched; if it is there by now, it is completed
    like a known one. Numbers are lists of structs named like ContactNumber. `batches` is asked several times, each time
    with the columns that are needed.
    """
    report = await bulk.save(session, batches, source=source, at=at)
    await known.raise_revision(session)
    return report


async def index_names(session: Session, *, size: int = 20_000) -> bool:
    """Make up to `size` saved contacts quick to find by name; whether there may be more to do.

    Searches find contacts before that as well, only slower. One caller at a time; others have nothing to do.
    """
    return await names.fill(session, size=size) is not None


async def raise_known_revision(session: Session) -> None:
    """Something else that matching looks at has changed: who matches right now has to match again."""
    await known.raise_revision(session)


async def mark_numbers_health(session: Session, *, e164s: Collection[str], health: NumberHealth) -> None:
    """Record what calls or checks learned about numbers, for every contact that carries them."""
    await stored.set_health(session, e164s, health)
