"""Signs of blind mass dialing: sequential numbers, rows without any name (product §2.6)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal


def sequential_share(numbers: Iterable[int], *, run_length: int, gap: int) -> float:
    """Share of the distinct numbers that lie in runs: `run_length` or more, neighbours at most `gap` apart.

    The order of the rows does not matter; no numbers at all have share 0.
    """
    ordered = sorted(set(numbers))
    in_runs = 0
    run = 0
    previous: int | None = None
    for number in ordered:
        if previous is not None and number - previous <= gap:
            run += 1
        else:
            in_runs += run if run >= run_length else 0
            run = 1
        previous = number
    in_runs += run if run >= run_length else 0
    return in_runs / len(ordered) if ordered else 0.0


def is_blind(
    *,
    rows: int,
    sequential: float,
    nameless: float,
    sequential_limit: Decimal,
    nameless_limit: Decimal,
    minimum_rows: int,
) -> bool:
    """Whether a list counts as blind mass dialing: a share above its limit, on enough rows to tell."""
    if rows < minimum_rows:
        return False
    return sequential > float(sequential_limit) or nameless > float(nameless_limit)
