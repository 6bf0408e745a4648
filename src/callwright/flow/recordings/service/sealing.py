"""Keys and places of what is kept already: rotation of the master key, moving into another store."""

from __future__ import annotations

import asyncio
import uuid

from callwright.flow.recordings.contracts import WrappedKey
from callwright.flow.recordings.errors import RecordingKeyMissing
from callwright.flow.recordings.ports import SoundVault
from callwright.flow.recordings.repository import keys
from callwright.flow.recordings.service.sounds import keep_sound, new_key, open_place, unwrap
from callwright.platform.db import Session

STEP = 500


async def rewrap_keys(session: Session, vault: SoundVault) -> int:
    """Wrap some of the keys that are under an older master key by the current one; returns how many, 0 at the end.

    The sound itself is not touched. Raises RecordingKeyMissing when an older master key is gone.
    """
    if vault.keys is None:
        raise RecordingKeyMissing(key="*")
    current = vault.keys.current
    found = await keys.under_other(session, current, STEP)
    for recording_id, wrapped in found:
        plain = unwrap(vault, recording_id, wrapped)
        again = WrappedKey(current, vault.keys.wrap(plain, str(recording_id)))
        await keys.put(session, recording_id, again)
    return len(found)


async def key_counts(session: Session) -> dict[str, int]:
    """How many recordings each master key protects; "" counts those that are not sealed."""
    return await keys.counts(session)


async def to_move(session: Session, vault: SoundVault, *, after: uuid.UUID | None) -> list[uuid.UUID]:
    """The next recordings that lie elsewhere than new ones do, or are not sealed although they should be."""
    return await keys.to_move(session, vault.chosen.name, seal=vault.seal, after=after, limit=STEP)


async def move(session: Session, vault: SoundVault, recording_id: uuid.UUID) -> list[tuple[str, str]]:
    """Copy a recording to where new ones go, sealed when they are; returns (store, key) of what may be deleted.

    The old sound stays until the caller has committed; a kill in between leaves a copy that reconciling removes.
    """
    place = await keys.places(session, recording_id)
    if place is None:
        return []
    store, file_key, play_key = place
    key, part = new_key(vault, recording_id), uuid.uuid4().hex[:8]
    kept: dict[str, str] = {}
    for old in dict.fromkeys((file_key, play_key)):
        sound = await open_place(session, vault, recording_id, store, old)
        content = await asyncio.to_thread(sound.read)
        copy = await keep_sound(vault, recording_id, content, key=key, part=f"{part}-{len(kept)}")
        kept[old] = copy.key
    await keys.place(
        session, recording_id, store=vault.chosen.name, file_key=kept[file_key], play_key=kept[play_key]
    )
    await (keys.put(session, recording_id, key.wrapped) if key else keys.drop(session, recording_id))
    return [(store, old) for old in kept]
