"""A folder that keeps recordings by key, readable for its owner only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from callwright.adapters.storage.disk import sync_folder, written_beside
from callwright.flow.recordings.ports import StoredSound


class SoundFolder:
    """SoundStore on a local (or mounted) folder: written beside its place, synced, then renamed."""

    def __init__(self, folder: Path, name: str = "folder") -> None:
        self.name = name
        self._folder = folder

    def put(self, key: str, source: Path | bytes) -> None:
        """Keep it; a killed process leaves at most a `*.part` file."""
        place = self._place(key)
        place.parent.mkdir(parents=True, exist_ok=True)
        with written_beside(place.parent, source) as part:
            part.replace(place)
            sync_folder(place.parent)

    def read(self, key: str, start: int, length: int) -> bytes:
        """A piece of it."""
        with self._place(key).open("rb") as content:
            content.seek(start)
            return content.read(length)

    def size(self, key: str) -> int:
        """Size in bytes."""
        return self._place(key).stat().st_size

    def delete(self, key: str) -> None:
        """Forget it for good; the folder entry is synced."""
        place = self._place(key)
        place.unlink(missing_ok=True)
        if place.parent.is_dir():
            sync_folder(place.parent)

    def listed(self) -> Iterator[StoredSound]:
        """Everything here, remains of killed writers (`*.part`) included."""
        for path in self._folder.rglob("*"):
            if path.is_file():
                found = path.stat()
                moment = datetime.fromtimestamp(found.st_mtime, UTC)
                yield StoredSound(path.relative_to(self._folder).as_posix(), found.st_size, moment)

    def _place(self, key: str) -> Path:
        place = (self._folder / key).resolve()
        if self._folder.resolve() not in place.parents:
            raise FileNotFoundError(key)
        return place
