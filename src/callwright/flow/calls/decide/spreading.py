"""Which line carries the next call: the least busy one that has room and budget; its caller numbers take turns."""

from __future__ import annotations

import uuid
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True)
class FreeLine:
    """A line as it is now. `budget`: calls it may still carry in this hour and day, None = no limit.

    `numbers`: what customers may be shown, the one that rested longest first; none = the trunk's own.
    """

    id: uuid.UUID
    name: str
    trunk: str
    capacity: int
    calls: int
    budget: int | None
    numbers: deque[str]

    @property
    def open(self) -> bool:
        """Whether one more call may go through it."""
        return self.calls < self.capacity and (self.budget is None or self.budget > 0)


def spread(lines: Sequence[FreeLine], wanted: int) -> list[tuple[uuid.UUID, str, str]]:
    """(line, trunk, number shown) for up to `wanted` calls, one after the other; changes the lines."""
    found: list[tuple[uuid.UUID, str, str]] = []
    while len(found) < wanted:
        line = min(
            (one for one in lines if one.open),
            key=lambda one: (one.calls / one.capacity, one.name),
            default=None,
        )
        if line is None:
            break
        line.calls += 1
        line.budget = None if line.budget is None else line.budget - 1
        number = line.numbers[0] if line.numbers else ""
        line.numbers.rotate(-1)
        found.append((line.id, line.trunk, number))
    return found
