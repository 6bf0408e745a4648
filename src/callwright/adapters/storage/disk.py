"""A folder that keeps files by their SHA-256; a file was complete and on disk before it got its name."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from callwright.platform.files import StoredFile

_SUFFIX = re.compile(r"^\.[a-z0-9]{1,8}$")
BLOCK = 1 << 20
PART = ".part"
"""Ending of what is still being written."""


class DiskFileStore:
    """FileStore on a local (or mounted) folder.

    Layout: `ab/abcdef….wav`. A file is written beside its place, synced, then renamed: a killed process
    leaves at most a `*.part` file, never half a file under a final name. The same content with another
    suffix is a second name for it, because readers look at the suffix.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._folder.mkdir(parents=True, exist_ok=True)

    def put(self, source: Path | bytes, name: str) -> StoredFile:
        """Keep a copy and return where; the same content again costs only the reading."""
        with written_beside(self._folder, source) as part:
            return self._settle(part, name)

    def path(self, key: str) -> Path:
        """The path of a kept file; FileNotFoundError when there is none or the key leads elsewhere."""
        path = (self._folder / key).resolve()
        if self._folder.resolve() not in path.parents or not path.is_file():
            raise FileNotFoundError(key)
        return path

    def _settle(self, temporary: Path, name: str) -> StoredFile:
        digest = _sha256(temporary)
        suffix = Path(name).suffix.lower()
        key = f"{digest[:2]}/{digest}{suffix if _SUFFIX.match(suffix) else ''}"
        place = self._folder / key
        size = temporary.stat().st_size
        if not (place.is_file() and place.stat().st_size == size):
            place.parent.mkdir(exist_ok=True)
            temporary.chmod(0o600)
            temporary.replace(place)
            sync_folder(place.parent)
            sync_folder(self._folder)
        return StoredFile(key=key, sha256=digest, size=size, name=Path(name).name)


def _sha256(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


@contextmanager
def written_beside(folder: Path, source: Path | bytes) -> Iterator[Path]:
    """A copy in `folder` under a passing name, on disk when it is given; what is not renamed is removed afterwards."""
    with NamedTemporaryFile(dir=folder, suffix=PART, delete=False) as part:
        temporary = Path(part.name)
        try:
            if isinstance(source, bytes):
                part.write(source)
            else:
                with source.open("rb") as original:
                    shutil.copyfileobj(original, part, BLOCK)
            sync_file(part)
            yield temporary
        finally:
            temporary.unlink(missing_ok=True)


def sync_file(part: IO[bytes]) -> None:
    """Make what was written survive a power cut."""
    part.flush()
    os.fsync(part.fileno())


def sync_folder(folder: Path) -> None:
    """Make a rename survive a power cut (POSIX; folders cannot be opened on Windows)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
