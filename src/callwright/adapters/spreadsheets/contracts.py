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
class SheetFacts:
    """One sheet of a workbook, as a person chooses among them: `rows` data rows below the line of its header.

    `columns` are its unique names (at most those that can be read); `problem` says why it cannot be read at all.
    """

    name: str
    rows: int
    blank_lines: int
    header_line: int
    columns: list[str]
    visible: bool = True
    problem: str | None = None


@dataclass(frozen=True)
class StagedTable:
    """An all-text Arrow file made of a list: columns `c0`, `c1`, …, one row per data row, in order.

    `first_line` is the line of the first row when lines follow each other without a gap; else it is None
    and the file has a column `line`. `blank_lines` were skipped. A row with a cell beyond the limit has
    `oversize` true (column present only with `line`) and the cell cut.

    Of a workbook, `sheet` names what was read (several joined by `、`), `other_sheets` what was not, and
    `sheets` tells of every sheet. Where several were read, the last column says which sheet a row is from,
    and `line` is the line in that sheet.
    """

    columns: list[str]
    rows: int
    blank_lines: int
    encoding: str
    header_line: int
    first_line: int | None
    sheet: str | None = None
    other_sheets: list[str] = field(default_factory=list)
    sheets: list[SheetFacts] = field(default_factory=list)
