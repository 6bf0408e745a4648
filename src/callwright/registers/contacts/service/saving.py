"""Saving contacts that came out of a list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from callwright.platform.db import Session
from callwright.registers.contacts.contracts import ContactRecord, NumberHealth, SaveReport
from callwright.registers.contacts.repository import bulk, known
from callwright.registers.contacts.repository import contacts as stored


async def save_contacts(
    session: Session, records: Iterable[ContactRecord], *, source: str, at: datetime
) -> SaveReport:
    """Create or complete contacts in bulk (COPY); the same records again change nothing.

    `at` (UTC) is the creation time of contacts that are new; a known contact keeps its own for ever, and its
    filled fields are not replaced: a differing value goes to the history with `source` (product §3).
    """
    report = await bulk.save(session, records, source=source, at=at)
    await known.raise_revision(session)
    return report


async def raise_known_revision(session: Session) -> None:
    """Something else that matching looks at has changed: who matches right now has to match again."""
    await known.raise_revision(session)


async def mark_number_health(session: Session, *, e164: str, health: NumberHealth) -> None:
    """Record what a call or a check learned about a number, for every contact that carries it."""
    await stored.set_health(session, e164, health)
