"""What recordings need of the outside: places to keep sound, and a master key when it is kept sealed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class StoredSound:
    """Something a store holds: its key, its size in bytes, when it was put there (aware UTC)."""

    key: str
    size: int
    modified_at: datetime


class SoundStore(Protocol):
    """One place that keeps sound by key. All verbs block: run them in a thread."""

    name: str

    def put(self, key: str, source: Path | bytes) -> None:
        """Keep it under `key`, wholly and durably or not at all; an older one of this key is replaced."""

    def read(self, key: str, start: int, length: int) -> bytes:
        """Bytes from `start`, fewer at the end; FileNotFoundError when there is nothing under `key`."""
        ...

    def size(self, key: str) -> int:
        """Size in bytes; FileNotFoundError as above."""
        ...

    def delete(self, key: str) -> None:
        """Forget it; what is gone already is no error."""

    def listed(self) -> Iterator[StoredSound]:
        """Everything in the store, in no order."""
        ...


class MasterKeys(Protocol):
    """Keys that wrap the key of each recording; they never leave the process and are never in the database."""

    @property
    def current(self) -> str:
        """The name of the master key for what is new; raises when there is none."""
        ...

    def wrap(self, data_key: bytes, bound_to: str) -> bytes:
        """The data key sealed under the current master key and bound to a name."""
        ...

    def unwrap(self, master_key: str, wrapped: bytes, bound_to: str) -> bytes:
        """The data key again; LookupError without that master key, ValueError when it does not fit."""
        ...


@dataclass(frozen=True)
class RawFolder:
    """The folder in which the switch writes two files a call, as this process sees it."""

    path: Path


@dataclass(frozen=True)
class SoundVault:
    """All places sound may be in. New sound goes to `chosen`, sealed when `seal` and there are `keys`."""

    chosen: SoundStore
    others: Mapping[str, SoundStore] = field(default_factory=dict)
    keys: MasterKeys | None = None
    seal: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all stores."""
        return tuple(dict.fromkeys((self.chosen.name, *self.others)))

    def store(self, name: str) -> SoundStore:
        """The store of this name; LookupError when it is not configured any more."""
        return self.chosen if name == self.chosen.name else self.others[name]
