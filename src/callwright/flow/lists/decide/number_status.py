"""What the words of a number-status service make of a sampled row (product §2.7)."""

from __future__ import annotations

from collections.abc import Iterable

from callwright.flow.lists.contracts import Verdict


def verdict_of_numbers(meanings: Iterable[str | None]) -> Verdict | None:
    """The verdict of a row from what is known about its numbers; None = the row still waits.

    One good number makes the row reachable. Otherwise a number that is not known (or was not asked) may still be
    good, so the row waits; with all known, one unreachable number is better than none that exists.
    """
    found = list(meanings)
    if "good" in found:
        return "good"
    if not found or None in found or "unknown" in found:
        return None
    return "unreachable" if "unreachable" in found else "invalid_number"
