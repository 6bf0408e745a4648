"""Sound in its store: kept under the recording's own key, sealed when the company wants it, read in pieces."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import NamedTemporaryFile

from callwright.flow.recordings.contracts import Recording, WrappedKey
from callwright.flow.recordings.decide import sealing
from callwright.flow.recordings.errors import (
    RecordingDamaged,
    RecordingErased,
    RecordingGone,
    RecordingKeyMissing,
)
from callwright.flow.recordings.ports import SoundStore, SoundVault
from callwright.flow.recordings.repository import keys
from callwright.platform.db import Session


@dataclass(frozen=True)
class KeptSound:
    """Where new sound was put."""

    store: str
    key: str


@dataclass(frozen=True)
class SoundKey:
    """The key of one recording, in the open for this moment only, and as it is stored."""

    plain: bytes = field(repr=False)
    wrapped: WrappedKey = field(repr=False)


@dataclass(frozen=True)
class Sound:
    """The sound of one recording as its bytes: `size` of them. Reading blocks: do it in a thread."""

    size: int
    _store: SoundStore
    _key: str
    _sealed_size: int = 0
    _data_key: bytes | None = field(default=None, repr=False)
    _bound_to: bytes = b""

    def read(self, start: int = 0, length: int | None = None) -> bytes:
        """Bytes from `start`; RecordingGone when the store lost it meanwhile, RecordingDamaged when it was changed."""
        wanted = self.size - start if length is None else length
        try:
            if self._data_key is None:
                return self._store.read(self._key, start, wanted)
            return sealing.opened(
                lambda offset, count: self._store.read(self._key, offset, count),
                self._sealed_size,
                self._data_key,
                self._bound_to,
                start,
                wanted,
            )
        except FileNotFoundError:
            raise RecordingGone from None
        except sealing.Damaged:
            raise RecordingDamaged from None


def new_key(vault: SoundVault, recording_id: uuid.UUID) -> SoundKey | None:
    """A key for a new recording; None when the company does not seal. Raises what the master keys raise."""
    if not vault.seal or vault.keys is None:
        return None
    plain = sealing.new_key()
    wrapped = WrappedKey(vault.keys.current, vault.keys.wrap(plain, str(recording_id)))
    return SoundKey(plain, wrapped)


async def keep_sound(
    vault: SoundVault,
    recording_id: uuid.UUID,
    source: Path | bytes,
    *,
    key: SoundKey | None,
    part: str = "",
) -> KeptSound:
    """Put sound into the chosen store under a name of its own, never shared with another recording."""
    name = f"{recording_id.hex[:2]}/{recording_id}{part and '.' + part}.wav"
    await asyncio.to_thread(put_sound, vault.chosen, name, source, key, recording_id)
    return KeptSound(vault.chosen.name, name)


async def open_sound(session: Session, vault: SoundVault, found: Recording) -> Sound:
    """The sound of a recording.

    Raises RecordingErased (410), RecordingGone (410) when the store lost it, and RecordingKeyMissing (503) when it is
    sealed with a master key that is not here.
    """
    if found.erased_at is not None:
        raise RecordingErased
    return await open_place(session, vault, found.id, found.store, found.play_key)


async def open_place(
    session: Session, vault: SoundVault, recording_id: uuid.UUID, store_name: str, key: str
) -> Sound:
    """The sound of a recording under one of its keys; raises as `open_sound`."""
    try:
        store = vault.store(store_name)
        size = await asyncio.to_thread(store.size, key)
    except (FileNotFoundError, LookupError):
        raise RecordingGone from None
    wrapped = await keys.of(session, recording_id)
    plain = unwrap(vault, recording_id, wrapped) if wrapped else None
    return sound_of(store, key, size, plain, recording_id)


def sound_of(store: SoundStore, key: str, size: int, data_key: bytes | None, bound_to: uuid.UUID) -> Sound:
    """What lies in a store, `size` bytes of it, opened with its data key when it is sealed."""
    if data_key is None:
        return Sound(size, store, key)
    return Sound(sealing.plain_size(size), store, key, size, data_key, bound_to.bytes)


def unwrap(vault: SoundVault, recording_id: uuid.UUID, wrapped: WrappedKey) -> bytes:
    """The key of a recording in the open; RecordingKeyMissing, RecordingDamaged."""
    if vault.keys is None:
        raise RecordingKeyMissing(key=wrapped.master_key)
    try:
        return vault.keys.unwrap(wrapped.master_key, wrapped.wrapped, str(recording_id))
    except LookupError:
        raise RecordingKeyMissing(key=wrapped.master_key) from None
    except ValueError:
        raise RecordingDamaged from None


def put_sound(
    store: SoundStore, name: str, source: Path | bytes, key: SoundKey | None, bound_to: uuid.UUID
) -> None:
    """Put sound into a store, sealed when there is a key. Blocking."""
    if key is None:
        store.put(name, source)
        return
    with NamedTemporaryFile(suffix=".sealed") as file:
        for chunk in sealing.sealed(_chunks(source), key.plain, bound_to.bytes):
            file.write(chunk)
        file.flush()
        store.put(name, Path(file.name))


def _chunks(source: Path | bytes) -> Iterator[bytes]:
    if isinstance(source, bytes):
        for start in range(0, len(source), sealing.CHUNK):
            yield source[start : start + sealing.CHUNK]
        return
    with source.open("rb") as content:
        while chunk := content.read(sealing.CHUNK):
            yield chunk
