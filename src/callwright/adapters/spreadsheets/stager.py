"""`SpreadsheetStager`: a list of any make and size as one all-text Parquet file, row by row in order."""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from callwright.adapters.spreadsheets.contracts import Grid, Layout, Record, StagedTable
from callwright.adapters.spreadsheets.encoding import BLOCK, Encoding, encoding_of
from callwright.adapters.spreadsheets.errors import EmptyTable
from callwright.adapters.spreadsheets.kind import Kind, kind_of
from callwright.adapters.spreadsheets.limits import MAX_CELL_CHARACTERS
from callwright.adapters.spreadsheets.reader import fitted, open_grid

GROUP = 50_000


class SpreadsheetStager:
    """Makes staged tables. A clean CSV goes through DuckDB at full speed, anything else record by record."""

    def stage(self, source: Path, target: Path) -> StagedTable:
        """Write the rows of `source` to `target` (Parquet) and tell what was found; raises as `SpreadsheetReader`.

        Blank rows are skipped and counted; cells keep their blanks and case; a cell beyond the limit is cut
        and its row marked `oversize`.
        """
        kind = kind_of(source)
        grid, layout = open_grid(source, kind, None)
        if kind is Kind.TEXT and grid.delimiter not in (None, " ") and len(grid.delimiter or "") == 1:
            staged = _stage_fast(source, target, grid, layout)
            if staged is not None:
                return staged
            grid, layout = open_grid(source, kind, None)
        return _stage_records(source, target, grid, layout)


def _stage_fast(source: Path, target: Path, grid: Grid, layout: Layout) -> StagedTable | None:
    """DuckDB's reader in strict mode; None when the file is not clean enough for it."""
    encoding = encoding_of(source)
    if encoding.errors != "strict":
        return None
    plain = source
    if encoding.codec not in ("utf-8", "utf-8-sig"):
        plain = target.with_suffix(".utf8")
        _transcode(source, plain, encoding)
    try:
        return _copy_with_duckdb(plain, target, grid, layout)
    except (duckdb.Error, UnicodeDecodeError):
        return None
    finally:
        if plain != source:
            plain.unlink(missing_ok=True)


def _copy_with_duckdb(plain: Path, target: Path, grid: Grid, layout: Layout) -> StagedTable | None:
    width = len(layout.columns)
    names = [f"c{number}" for number in range(width)]
    with duckdb.connect() as connection:
        connection.execute("set threads = 2")
        columns = ", ".join(f"'{name}': 'VARCHAR'" for name in names)
        connection.execute(
            f"""copy (select * from read_csv($source, header = false, skip = {layout.header_line}, delim = $delimiter,
                  quote = '"', escape = '"', auto_detect = false, strict_mode = true, nullstr = '', encoding = 'utf-8',
                  columns = {{{columns}}}, max_line_size = 1000000))
                to '{_quoted(target)}' (format parquet, compression snappy)""",
            {"source": str(plain), "delimiter": grid.delimiter},
        ).fetchall()
        inner = " + ".join(f"coalesce(length({n}) - length(replace({n}, chr(10), '')), 0)" for n in names)
        blank = " and ".join(f"coalesce(trim({n}), '') = ''" for n in names)
        longest = "greatest(" + ", ".join(f"coalesce(max(strlen({n})), 0)" for n in names) + ", 0)"
        rows, breaks, blanks, characters = connection.execute(
            f"select count(*), sum({inner}), count(*) filter ({blank}), {longest} from '{_quoted(target)}'"
        ).fetchall()[0]
    lines = _count_lines(plain) - layout.header_line
    if blanks or characters > MAX_CELL_CHARACTERS or rows + (breaks or 0) != lines or rows == 0:
        return None
    return StagedTable(
        layout.columns, int(rows), 0, grid.encoding, layout.header_line, layout.header_line + 1, grid.sheet
    )


def _stage_records(source: Path, target: Path, grid: Grid, layout: Layout) -> StagedTable:
    """Record by record: ragged rows, broken quotes, blank rows, workbooks, JSON lines."""
    width = len(layout.columns)
    schema = pa.schema(
        [*((f"c{n}", pa.string()) for n in range(width)), ("line", pa.int32()), ("oversize", pa.bool_())]
    )
    rows = 0
    blank = _Counter()
    with pq.ParquetWriter(target, schema, compression="snappy") as writer:
        for batch in _batches(_data(grid.records, layout, blank), width):
            writer.write_table(pa.table(batch, schema=schema))
            rows += len(batch[-1])
    if rows == 0:
        raise EmptyTable(name=source.name)
    others = [name for name in grid.sheets if name != grid.sheet]
    return StagedTable(
        layout.columns, rows, blank.count, grid.encoding, layout.header_line, None, grid.sheet, others
    )


class _Counter:
    def __init__(self) -> None:
        self.count = 0


def _data(found: Iterable[Record], layout: Layout, blank: _Counter) -> Iterator[Record]:
    for line, cells in found:
        if line <= layout.header_line:
            continue
        if any(cell.strip() for cell in cells):
            yield line, cells
        else:
            blank.count += 1


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


def _count_lines(path: Path) -> int:
    lines, last = 0, b"\n"
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            lines += block.count(b"\n")
            last = block[-1:]
    return lines + (last != b"\n")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
