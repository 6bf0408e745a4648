"""What time it is, as something that can be handed in and fixed in tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the present moment."""

    def now(self) -> datetime:
        """The present moment as an aware UTC datetime."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present moment, UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True)
class FixedClock:
    """A clock that stands still; for tests and reproducible samples."""

    moment: datetime

    def now(self) -> datetime:
        """Always the same moment, UTC."""
        return self.moment.astimezone(UTC)
