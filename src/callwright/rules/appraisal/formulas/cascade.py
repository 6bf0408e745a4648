"""From the company to departments to people: what was agreed above and what the parts sum to (product §9.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Level:
    """One target and the sum of the targets below it; None where there is no target, or nobody below has one."""

    target: Decimal | None
    parts: Decimal | None

    @property
    def gap(self) -> Decimal | None:
        """Sum of the parts − target: below 0 the parts do not carry what was agreed above."""
        if self.target is None or self.parts is None:
            return None
        return self.parts - self.target

    @property
    def carried(self) -> bool | None:
        """Whether the parts carry the target; exactly is enough. None when it cannot be said."""
        return None if self.gap is None else self.gap >= 0


def level(target: Decimal | None, parts: Sequence[Decimal | None]) -> Level:
    """A level over the targets below it. A part without a target is no 0: the sum is of those that have one."""
    known = [part for part in parts if part is not None]
    return Level(target, sum(known, Decimal(0)) if known else None)
