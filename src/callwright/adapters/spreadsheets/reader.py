"""`SpreadsheetReader`: small and medium tables of any make, read into memory."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from callwright.adapters.spreadsheets.contracts import Grid, Layout, Record
from callwright.adapters.spreadsheets.delimiter import delimiter_of
from callwright.adapters.spreadsheets.encoding import Encoding, encoding_of
from callwright.adapters.spreadsheets.errors import CellTooLarge, EmptyTable, TooLarge, TooManyColumns
from callwright.adapters.spreadsheets.jsonlines import json_columns, json_records
from callwright.adapters.spreadsheets.kind import Kind, kind_of
from callwright.adapters.spreadsheets.layout import layout_of
from callwright.adapters.spreadsheets.limits import (
    MAX_CELL_CHARACTERS,
    MAX_COLUMNS,
    MAX_TABLE_BYTES,
    SAMPLE_RECORDS,
)
from callwright.adapters.spreadsheets.records import record_texts, records, text_lines
from callwright.adapters.spreadsheets.workbook import Workbook
from callwright.platform.tables import Table, TableRow


class SpreadsheetReader:
    """Implements the port `platform.tables.TableReader`."""

    def read(self, path: Path, *, sheet: str | None = None) -> Table:
        """Read one sheet or text file whole; every cell is text without outer blanks.

        Raises the errors of this room: tables.empty, not_a_table, too_many_columns, too_large,
        cell_too_large, unknown_encoding, unknown_sheet, broken.
        """
        kind = kind_of(path)
        if kind in (Kind.TEXT, Kind.JSON_LINES) and path.stat().st_size > MAX_TABLE_BYTES:
            raise TooLarge(name=path.name, reason=f"> {MAX_TABLE_BYTES // 1024**2} MiB")
        grid, layout = open_grid(path, kind, sheet)
        rows = [
            TableRow(
                line, dict(zip(layout.columns, _cells(path, line, cells, len(layout.columns)), strict=True))
            )
            for line, cells in grid.records
            if line > layout.header_line and any(cell.strip() for cell in cells)
        ]
        if not rows:
            raise EmptyTable(name=path.name)
        return Table(layout.columns, rows, grid.encoding, grid.sheet, grid.sheets)


def open_grid(path: Path, kind: Kind, sheet: str | None) -> tuple[Grid, Layout]:
    """The records of a file and where its header is; the records still hold title rows and header."""
    if kind is Kind.TEXT:
        grid = text_grid(path, encoding_of(path))
    elif kind is Kind.JSON_LINES:
        encoding = encoding_of(path)
        columns = json_columns(path, encoding)
        return Grid(json_records(path, encoding, columns), encoding.label), Layout(columns, 0)
    else:
        grid = Workbook(path, kind).grid(sheet)
    return with_layout(path, grid)


def text_grid(path: Path, encoding: Encoding) -> Grid:
    """A text file as records, its delimiter guessed."""
    sample = list(islice(record_texts(text_lines(path, encoding)), SAMPLE_RECORDS))
    delimiter = delimiter_of([record[:20_000] for record in sample])
    return Grid(records(path, encoding, delimiter), encoding.label, delimiter=delimiter)


def with_layout(path: Path, grid: Grid) -> tuple[Grid, Layout]:
    """Find the header in the first records, and put these back in front."""
    source: Iterator[Record] = iter(grid.records)
    sample = list(islice(source, SAMPLE_RECORDS))
    layout = layout_of(sample)
    if len(layout.columns) > MAX_COLUMNS:
        raise TooManyColumns(name=path.name, columns=len(layout.columns), limit=MAX_COLUMNS)
    if not layout.columns:
        raise EmptyTable(name=path.name)
    return Grid(chain(sample, source), grid.encoding, grid.sheet, grid.sheets, grid.delimiter), layout


def _cells(path: Path, line: int, cells: list[str], width: int) -> list[str]:
    """Exactly `width` trimmed cells; what stands beyond the last column is joined to it, never dropped."""
    if any(len(cell) > MAX_CELL_CHARACTERS for cell in cells):
        raise CellTooLarge(name=path.name, line=line, limit=MAX_CELL_CHARACTERS)
    return fitted([cell.strip() for cell in cells], width)


def fitted(cells: list[str], width: int) -> list[str]:
    """The cells of a ragged record made to fit the columns."""
    if len(cells) > width:
        beyond = [cell for cell in cells[width - 1 :] if cell]
        return [*cells[: width - 1], " ".join(beyond)]
    return cells + [""] * (width - len(cells))
