"""What leaves this room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

Record = tuple[int, list[str]]
"""One record as it stands in the file: its number (1 = the first, as a spreadsheet shows it) and its cells."""


@dataclass(frozen=True)
class Layout:
    """Where a table lies among its records: `header_line` 0 means there is none; `columns` are unique names."""

    columns: list[str]
    header_line: int


@dataclass(frozen=True)
class Grid:
    """A sheet or text file as records, not yet told apart into title, header and data."""

    records: Iterator[Record]
    encoding: str
    sheet: str | None = None
    sheets: list[str] = field(default_factory=list)
    delimiter: str | None = None


@dataclass(frozen=True)
class StagedTable:
    """An all-text Parquet file made of a list: columns `c0`, `c1`, …, one row per data row, in order.

    `first_line` is the line of the first row when lines follow each other without a gap; else it is None
    and the file has a column `line`. `blank_lines` were skipped. A row with a cell beyond the limit has
    `oversize` true (column present only with `line`) and the cell cut.
    """

    columns: list[str]
    rows: int
    blank_lines: int
    encoding: str
    header_line: int
    first_line: int | None
    sheet: str | None = None
    other_sheets: list[str] = field(default_factory=list)
