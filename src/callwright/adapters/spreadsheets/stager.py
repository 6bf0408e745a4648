"""`SpreadsheetStager`: a list of any make and size as one all-text file in the form of Arrow, row by row in order."""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa

from callwright.adapters.spreadsheets.cells import blank_rows, line_breaks, longest_cell
from callwright.adapters.spreadsheets.contracts import Grid, Layout, Record, SheetFacts, StagedTable
from callwright.adapters.spreadsheets.delimiter import WHITESPACE
from callwright.adapters.spreadsheets.encoding import BLOCK, Encoding, encoding_at_sight, encoding_of
from callwright.adapters.spreadsheets.errors import EmptyTable, UnknownSheet
from callwright.adapters.spreadsheets.kind import Kind, kind_of
from callwright.adapters.spreadsheets.limits import MAX_CELL_CHARACTERS
from callwright.adapters.spreadsheets.plain_text import arrow_batches, batches_of, plain_text
from callwright.adapters.spreadsheets.reader import fitted, open_grid, text_grid, with_layout
from callwright.adapters.spreadsheets.stacking import Counted, data_rows, stacked
from callwright.adapters.spreadsheets.workbook import ALL_SHEETS, Workbook

GROUP = 65_536
"""Rows of a batch."""


class SpreadsheetStager:
    """Makes staged tables. A clean CSV goes through DuckDB at full speed, anything else record by record."""

    def sheets(self, source: Path) -> list[SheetFacts]:
        """Every sheet of a workbook, to choose from; none for a text file. Raises as `SpreadsheetReader`."""
        kind = kind_of(source)
        return [] if kind in (Kind.TEXT, Kind.JSON_LINES) else Workbook(source, kind).facts()

    def stage(self, source: Path, target: Path, *, sheet: str | Sequence[str] | None = None) -> StagedTable:
        """Write the rows of `source` to `target` (Arrow IPC) and tell what was found; raises as `SpreadsheetReader`.

        Of a workbook, `sheet` is the name of one sheet, or several names, or `*` for every sheet with data; None
        takes the visible one with the most cells. Several are read one below the other, in the workbook's order,
        columns of the same name together, and a last column says the sheet. A text file has no sheets: naming
        one raises tables.unknown_sheet.

        Blank rows are skipped and counted; cells keep their blanks and case; a cell beyond the limit is cut
        and its row marked `oversize`.
        """
        kind = kind_of(source)
        if kind not in (Kind.TEXT, Kind.JSON_LINES):
            return _stage_workbook(source, target, Workbook(source, kind), sheet)
        if sheet is not None and sheet != ALL_SHEETS:
            names = sheet if isinstance(sheet, str) else "、".join(sheet)
            raise UnknownSheet(name=source.name, sheet=names, sheets="–")
        staged = _stage_fast(source, target) if kind is Kind.TEXT else None
        return staged or _stage_records(source, target, *open_grid(source, kind, None))


def _stage_workbook(
    source: Path, target: Path, book: Workbook, sheet: str | Sequence[str] | None
) -> StagedTable:
    """The chosen sheets, one below the other."""
    chosen = book.chosen(sheet)
    others = [name for name in book.sheets if name not in chosen]
    if len(chosen) == 1:
        grid, layout = with_layout(source, book.grid(chosen[0]))
        staged = _stage_records(source, target, grid, layout)
    else:
        columns, found, blank = stacked(source, book, chosen)
        rows = _written(source, target, found, len(columns))
        header = max(facts.header_line for facts in book.facts() if facts.name in chosen)
        staged = StagedTable(columns, rows, blank.count, "workbook", header, None, "、".join(chosen))
    return replace(staged, other_sheets=others, sheets=book.facts())


def _stage_fast(source: Path, target: Path) -> StagedTable | None:
    """DuckDB's reader in strict mode, which also checks UTF-8; None when the file is not clean enough for it."""
    sight = encoding_at_sight(source)
    if sight is not None:
        with suppress(UnicodeDecodeError):
            staged = _stage_encoded(source, target, sight)
            if staged is not None:
                return staged
    encoding = encoding_of(source)
    if encoding == sight or encoding.errors != "strict":
        return None
    return _stage_encoded(source, target, encoding)


def _stage_encoded(source: Path, target: Path, encoding: Encoding) -> StagedTable | None:
    grid, layout = with_layout(source, text_grid(source, encoding))
    if grid.delimiter is None or grid.delimiter == WHITESPACE:
        return None
    plain = source
    if encoding.codec not in ("utf-8", "utf-8-sig"):
        plain = target.with_suffix(".utf8")
        _transcode(source, plain, encoding)
    try:
        return _copy_plain_text(plain, target, grid, layout) or _copy_with_duckdb(plain, target, grid, layout)
    except (duckdb.Error, UnicodeDecodeError):
        return None
    finally:
        if plain != source:
            plain.unlink(missing_ok=True)


def _copy_plain_text(plain: Path, target: Path, grid: Grid, layout: Layout) -> StagedTable | None:
    """Arrow reads; None when the file is not so plain, or not every row is as it came."""
    delimiter = grid.delimiter or ""
    found = plain_text(plain, delimiter) if len(delimiter.encode()) == 1 else None
    if found is None:
        return None
    names = [f"c{number}" for number in range(len(layout.columns))]
    schema = pa.schema([(name, pa.string()) for name in names])
    rows = blanks = longest = 0
    read = arrow_batches(plain, layout.header_line, delimiter, names, quoted_breaks=found.breaks > 0)
    try:
        with _writer(target, schema) as writer:
            for batch in batches_of(read, GROUP):
                writer.write_batch(batch)
                rows += batch.num_rows
                longest = max(longest, *(longest_cell(column) for column in batch.columns))
                blanks += blank_rows(batch)
    except pa.ArrowInvalid:
        return None
    if rows == 0 or layout.header_line + rows + found.breaks != found.lines:
        return None
    return None if blanks or longest > MAX_CELL_CHARACTERS else _staged(rows, grid, layout)


def _staged(rows: int, grid: Grid, layout: Layout) -> StagedTable:
    """Of a text file every line of which is a row."""
    return StagedTable(
        layout.columns, rows, 0, grid.encoding, layout.header_line, layout.header_line + 1, grid.sheet
    )


def _copy_with_duckdb(plain: Path, target: Path, grid: Grid, layout: Layout) -> StagedTable | None:
    """DuckDB reads, and what it read is looked at on the way to the file; None when not every row is as it came."""
    names = [f"c{number}" for number in range(len(layout.columns))]
    schema = pa.schema([(name, pa.string()) for name in names])
    rows = breaks = blanks = longest = 0
    with duckdb.connect() as connection, _writer(target, schema) as writer:
        connection.execute("set threads = 2")
        columns = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
        found = connection.sql(
            f"""select * from read_csv($source, header = false, skip = {layout.header_line}, delim = $delimiter,
                  quote = '"', escape = '"', auto_detect = false, strict_mode = true, nullstr = '', encoding = 'utf-8',
                  columns = {{{columns}}}, max_line_size = 1000000)""",
            params={"source": str(plain), "delimiter": grid.delimiter},
        )
        for batch in found.to_arrow_reader(GROUP):
            writer.write_batch(batch.cast(schema))
            rows += batch.num_rows
            breaks += sum(line_breaks(column) for column in batch.columns)
            longest = max(longest, *(longest_cell(column) for column in batch.columns))
            blanks += blank_rows(batch)
    lines = _count_lines(plain)
    if lines is None or rows == 0 or layout.header_line + rows + breaks != lines:
        return None
    if blanks or longest > MAX_CELL_CHARACTERS:
        return None
    return _staged(rows, grid, layout)


@contextmanager
def _writer(target: Path, schema: pa.Schema) -> Iterator[pa.ipc.RecordBatchFileWriter]:
    """A staged file is read twice and thrown away: written quickly rather than small."""
    with pa.OSFile(str(target), "wb") as sink, pa.ipc.new_file(sink, schema) as out:
        yield out


def _stage_records(source: Path, target: Path, grid: Grid, layout: Layout) -> StagedTable:
    """Record by record: ragged rows, broken quotes, blank rows, workbooks, JSON lines."""
    blank = Counted()
    rows = _written(source, target, data_rows(grid.records, layout.header_line, blank), len(layout.columns))
    return StagedTable(layout.columns, rows, blank.count, grid.encoding, layout.header_line, None, grid.sheet)


def _written(source: Path, target: Path, found: Iterator[Record], width: int) -> int:
    """Write the records; answers how many there were, raises tables.empty for none."""
    schema = pa.schema(
        [*((f"c{n}", pa.string()) for n in range(width)), ("line", pa.int32()), ("oversize", pa.bool_())]
    )
    rows = 0
    with _writer(target, schema) as writer:
        for batch in _batches(found, width):
            writer.write_table(pa.table(batch, schema=schema))
            rows += len(batch[-1])
    if rows == 0:
        raise EmptyTable(name=source.name)
    return rows


def _batches(found: Iterator[Record], width: int) -> Iterator[list[list[object]]]:
    columns: list[list[object]] = [[] for _ in range(width + 2)]
    for line, cells in found:
        oversize = False
        for position, cell in enumerate(fitted(cells, width)):
            too_large = len(cell) > MAX_CELL_CHARACTERS
            oversize = oversize or too_large
            columns[position].append((cell[:1000] if too_large else cell) or None)
        columns[width].append(line)
        columns[width + 1].append(oversize)
        if len(columns[width]) >= GROUP:
            yield columns
            columns = [[] for _ in range(width + 2)]
    if columns[width]:
        yield columns


def _transcode(source: Path, target: Path, encoding: Encoding) -> None:
    with (
        source.open("r", encoding=encoding.codec, newline="") as read,
        target.open("w", encoding="utf-8", newline="") as write,
    ):
        while block := read.read(BLOCK):
            write.write(block)
        write.flush()
        os.fsync(write.fileno())


def _count_lines(path: Path) -> int | None:
    """Lines of a text file; None when it has NUL bytes."""
    lines, last = 0, b"\n"
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            if b"\x00" in block:
                return None
            lines += block.count(b"\n")
            last = block[-1:]
    return lines + (last != b"\n")
