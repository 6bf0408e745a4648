"""Uploaded files between the request that brings them and the job that takes them; sealed when recordings are."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Mapping
from uuid import UUID

from callwright.flow.recordings.contracts import WrappedKey
from callwright.flow.recordings.ports import SoundVault
from callwright.flow.recordings.service.sounds import Sound, new_key, put_sound, sound_of, unwrap
from callwright.kernel.ids import new_id


async def receive(vault: SoundVault, content: bytes, name: str) -> dict[str, str]:
    """Put an uploaded file where its job finds it; returns what the job needs to open it again.

    Whatever is left of it in the store goes after a day.
    """
    upload = new_id()
    key = new_key(vault, upload)
    store_key = f"incoming/{upload}"
    await asyncio.to_thread(put_sound, vault.chosen, store_key, content, key, upload)
    ticket = {"id": str(upload), "key": store_key, "name": name}
    if key is not None:
        ticket |= {
            "master_key": key.wrapped.master_key,
            "wrapped": base64.b64encode(key.wrapped.wrapped).decode(),
        }
    return ticket


def received(vault: SoundVault, ticket: Mapping[str, str]) -> bytes:
    """An uploaded file; FileNotFoundError when it was taken already. Blocking: run in a thread."""
    return _opened(vault, ticket).read()


async def forget_received(vault: SoundVault, ticket: Mapping[str, str]) -> None:
    """The uploaded file was taken."""
    await asyncio.to_thread(vault.chosen.delete, ticket["key"])


def _opened(vault: SoundVault, ticket: Mapping[str, str]) -> Sound:
    size = vault.chosen.size(ticket["key"])
    upload = UUID(ticket["id"])
    plain = None
    if "wrapped" in ticket:
        wrapped = WrappedKey(ticket["master_key"], base64.b64decode(ticket["wrapped"]))
        plain = unwrap(vault, upload, wrapped)
    return sound_of(vault.chosen, ticket["key"], size, plain, upload)
