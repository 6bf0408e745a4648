"""Files and calls held against each other: what was left half-finished, what never came (product §4.7, §4.8)."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path

from callwright.flow.calls import service as calls
from callwright.flow.recordings.ports import SoundStore, SoundVault
from callwright.flow.recordings.repository import dialed, reading
from callwright.flow.recordings.service.raw_files import EARLY_KEPT, left_overs
from callwright.platform.db import Session

SETTLING = timedelta(minutes=2)
"""A call this young has its own job; reconciling leaves it alone."""
LOOKED_BACK = timedelta(days=35)
"""Older calls were reconciled many times; what they lack is noted."""
HALF_DONE = timedelta(hours=2)
"""No merging takes this long: such a file was left by a killed worker."""
ORPHANED = timedelta(days=1)
"""Sound in the store that no recording names for this long was put there by a killed worker."""


async def still_going_on(session: Session, live_attempt_ids: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Those of these live attempts whose call has not ended."""
    return await calls.live_attempts_going_on(session, live_attempt_ids)


async def calls_without_recording(session: Session, *, now: datetime) -> list[uuid.UUID]:
    """Live attempt ids of our own answered calls that have neither a recording nor a noted reason, oldest first."""
    answered = await calls.own_answered_attempts(
        session, ended_from=now - LOOKED_BACK, ended_before=now - SETTLING
    )
    ids = [one.id for one in answered]
    settled = {*await reading.of_attempts(session, ids), *await dialed.absences(session, ids)}
    return [uuid.UUID(one.record_id) for one in answered if one.id not in settled]


def remove_left_overs(folder: Path, *, now: datetime) -> int:
    """Delete what nobody comes back for: half-merged files, sound from before answers. Returns how many. Blocking."""
    found = left_overs(folder, merged_before=now - HALF_DONE, early_before=now - EARLY_KEPT)
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


async def sort_store(session: Session, vault: SoundVault, *, now: datetime) -> tuple[int, list[str]]:
    """Delete sound nobody names from the chosen store; returns how many, and the keys that are named but gone.

    Looks at everything that is stored, so it belongs into the night.
    """
    wanted = await dialed.keys_in(session, vault.chosen.name)
    return await asyncio.to_thread(_sort, vault.chosen, wanted, now - ORPHANED)


def _sort(store: SoundStore, wanted: set[str], before: datetime) -> tuple[int, list[str]]:
    orphans, there = 0, set()
    for one in store.listed():
        there.add(one.key)
        if one.key not in wanted and one.modified_at < before:
            store.delete(one.key)
            orphans += 1
    return orphans, sorted(wanted - there)
