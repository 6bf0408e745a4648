"""Things with a start and an end, found by time without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar


class HasSpan(Protocol):
    """Anything with a start and an end."""

    @property
    def start(self) -> datetime: ...  # noqa: D102 - named by the class
    @property
    def end(self) -> datetime: ...  # noqa: D102 - named by the class


T = TypeVar("T", bound=HasSpan)


class Logbook(Generic[T]):
    """Entries sorted by start."""

    def __init__(self, entries: Iterable[T]) -> None:
        self._entries = sorted(entries, key=lambda entry: entry.start)
        self._starts = [entry.start for entry in self._entries]
        self._longest = max((entry.end - entry.start for entry in self._entries), default=timedelta())

    def touching(self, start: datetime, end: datetime) -> list[T]:
        """Entries that share time with [start, end), by start."""
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return [entry for entry in self._entries[first:last] if entry.end > start]
