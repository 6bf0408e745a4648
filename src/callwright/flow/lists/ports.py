"""What lists need from outside: services that say whether a number is alive (空号检测)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class NumberStatus:
    """What a service said about one number, as it said it. `line` is where in its answer (file line, or 1, 2, …)."""

    line: int
    number: str
    word: str


class NumberStatusService(Protocol):
    """A number-status service. Adapters differ in how they ask; the words they bring are read by dated tables."""

    def statuses(
        self, answer: Path, *, number_headers: Sequence[str], status_headers: Sequence[str]
    ) -> list[NumberStatus]:
        """Every line of an answer, in its order; nothing is left out, not even empty words.

        CallwrightError when the answer is no table or lacks a column.
        """
        ...
