"""Reading a table that was kept: its errors name the file as the user called it, not as it is stored."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from callwright.kernel.errors import CallwrightError
from callwright.platform.files import FileStore, StoredFile

T = TypeVar("T")


async def read_kept(read: Callable[[Path], T], store: FileStore, kept: StoredFile) -> T:
    """Apply a reading function to a kept file in a thread; errors of tables carry the user's file name."""
    try:
        return await asyncio.to_thread(read, store.path(kept.key))
    except CallwrightError as error:
        if "name" in error.details:
            error.details["name"] = kept.name
        raise
