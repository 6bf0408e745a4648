"""The port to where files are kept: originals of imports, recordings. Content-addressed, never overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class StoredFile:
    """A kept file: `key` finds it again, `sha256` is its content, `size` in bytes, `name` as the user called it."""

    key: str
    sha256: str
    size: int
    name: str


class FileStore(Protocol):
    """Keeps files by content; the same content twice is one file."""

    def put(self, source: Path | bytes, name: str) -> StoredFile:
        """Keep a copy, atomically and durably, and tell where it is."""
        ...

    def path(self, key: str) -> Path:
        """The local path of a kept file; FileNotFoundError when it is gone."""
        ...
