"""Months and quarters: the periods goals, scores and pay are kept in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

_MONTH = re.compile(
    r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?(?:[-/.]0?1(?:[ T]0?0:00(?::00)?)?)?$|^(\d{4})(\d{2})$"
)

MONTH_PATTERN = r"^(19|20)\d{2}-(0[1-9]|1[0-2])$"
"""How a month is written in an address."""


@dataclass(frozen=True, order=True)
class Quarter:
    """A calendar quarter, e.g. 2026-Q4."""

    year: int
    number: int

    def months(self) -> tuple[Month, Month, Month]:
        """The three months of the quarter, in order."""
        first = (self.number - 1) * 3 + 1
        return (Month(self.year, first), Month(self.year, first + 1), Month(self.year, first + 2))

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month, e.g. 2026-10; `end` is the first day after it."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12 or not 1900 <= self.year <= 9998:
            raise ValueError(f"not a month: {self.year}-{self.month}")

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `2026-10`, `202610`, `2026/10`, `2026年10月` or the first day of a month; ValueError otherwise."""
        found = _MONTH.match(text.strip())
        if not found:
            raise ValueError(f"not a month: {text!r} (write it like 2026-10)")
        year, month = (found[1], found[2]) if found[1] else (found[3], found[4])
        return cls(int(year), int(month))

    @classmethod
    def of(cls, day: date) -> Month:
        """The month a day lies in."""
        return cls(day.year, day.month)

    @cached_property
    def start(self) -> date:
        """First day."""
        return date(self.year, self.month, 1)

    @cached_property
    def end(self) -> date:
        """First day after the month."""
        return self.next().start

    @property
    def quarter(self) -> Quarter:
        """The quarter the month lies in."""
        return Quarter(self.year, (self.month + 2) // 3)

    def next(self) -> Month:
        """The month after."""
        return Month(self.year + 1, 1) if self.month == 12 else Month(self.year, self.month + 1)

    def previous(self) -> Month:
        """The month before."""
        return Month(self.year - 1, 12) if self.month == 1 else Month(self.year, self.month - 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"
