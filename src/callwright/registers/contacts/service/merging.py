"""Merging two contacts by a person's decision, and undoing it. Nothing is deleted or created anew."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from callwright.platform.db import Session
from callwright.registers.contacts.contracts import Contact, HistoryEntry, NumberMove
from callwright.registers.contacts.errors import MergeImpossible
from callwright.registers.contacts.repository import contacts as stored
from callwright.registers.contacts.repository import known, merging, regrouping


async def merge_contacts(
    session: Session, *, keep: UUID, absorbed: UUID, source: str, at: datetime
) -> Contact:
    """Let `keep` stand for `absorbed` and carry its numbers as well; both rows stay as they were created.

    Raises MergeImpossible (409) when they are the same or one of them is unknown or already merged.
    """
    locked = await merging.lock_contacts(session, [keep, absorbed])
    if keep == absorbed or len(locked) != 2:
        raise MergeImpossible(keep=keep, absorbed=absorbed)
    await merging.set_merged_into(session, absorbed, keep)
    await merging.lend_numbers(session, keep=keep, absorbed=absorbed)
    await merging.add_history(session, [HistoryEntry(keep, "merged", str(absorbed), source, at)])
    await known.raise_revision(session)
    return (await stored.load_contacts(session, [keep]))[keep]


async def undo_merge(session: Session, *, keep: UUID, absorbed: UUID, source: str, at: datetime) -> Contact:
    """Let `absorbed` stand for itself again; the numbers it had lent return.

    Raises MergeImpossible (409) when it is not merged into `keep`.
    """
    if not await merging.is_merged(session, keep=keep, absorbed=absorbed):
        raise MergeImpossible(keep=keep, absorbed=absorbed)
    await merging.set_merged_into(session, absorbed, None)
    await merging.return_numbers(session, keep=keep, absorbed=absorbed)
    await merging.add_history(session, [HistoryEntry(keep, "merge_undone", str(absorbed), source, at)])
    await known.raise_revision(session)
    return (await stored.load_contacts(session, [absorbed]))[absorbed]


async def undo_merge_if_standing(
    session: Session, *, keep: UUID, absorbed: UUID, source: str, at: datetime
) -> bool:
    """Undo a merge that may have been undone or replaced since; whether it still stood."""
    if not await merging.is_merged(session, keep=keep, absorbed=absorbed):
        return False
    await undo_merge(session, keep=keep, absorbed=absorbed, source=source, at=at)
    return True


async def stand_alone(session: Session, ids: Collection[UUID], *, source: str, at: datetime) -> None:
    """Undo the merges of those of these contacts that were merged into others."""
    for absorbed, keep in await regrouping.merged(session, ids):
        await undo_merge(session, keep=keep, absorbed=absorbed, source=source, at=at)


async def hand_over_numbers(
    session: Session, moves: Sequence[NumberMove], *, source: str, at: datetime
) -> None:
    """After rows of lists went to other contacts: numbers go with them, and both histories say so."""
    await regrouping.hand_over(session, moves)
    told = sorted({(one.from_id, one.to_id) for one in moves})
    existing = await stored.load_contacts(session, sorted({one for pair in told for one in pair}))
    entries = [HistoryEntry(old, "rows_moved", str(new), source, at) for old, new in told if old in existing]
    entries += [
        HistoryEntry(new, "rows_received", str(old), source, at) for old, new in told if new in existing
    ]
    await merging.add_history(session, entries)


async def history(session: Session, contact_id: UUID) -> list[HistoryEntry]:
    """What later sources said differently about a contact, and its merges, oldest first."""
    return await merging.load_history(session, contact_id)
