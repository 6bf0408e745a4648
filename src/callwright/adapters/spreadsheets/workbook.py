"""XLSX, XLS and ODS as records of text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc

from callwright.adapters.spreadsheets.archive import check_archive
from callwright.adapters.spreadsheets.contracts import Grid, Record, SheetFacts
from callwright.adapters.spreadsheets.errors import (
    BrokenTable,
    EmptyTable,
    TableError,
    TooManyColumns,
    UnknownSheet,
)
from callwright.adapters.spreadsheets.kind import Kind
from callwright.adapters.spreadsheets.layout import layout_of
from callwright.adapters.spreadsheets.limits import MAX_COLUMNS, SAMPLE_RECORDS

ALL_SHEETS = "*"
"""Instead of a name: every sheet with data rows. No sheet can be called so."""
_TIME_ONLY = re.compile(r"^(?:1899-12-3[01]|1904-01-01) (\d\d:\d\d:\d\d)$")
_MIDNIGHT = " 00:00:00"
_DATE = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$")
_SUFFIXES = {
    Kind.XLSX: (".xlsx", ".xlsm", ".xlam"),
    Kind.XLS: (".xls", ".xla"),
    Kind.ODS: (".ods",),
}
_ALL_SUFFIXES = (".xlsb", *(suffix for suffixes in _SUFFIXES.values() for suffix in suffixes))


T = TypeVar("T")


class Workbook:
    """An opened workbook; sheets are read one at a time. Numbers come as `13812345678`, never with `.0`."""

    def __init__(self, path: Path, kind: Kind) -> None:
        self._name = path.name
        if kind is not Kind.XLS:
            check_archive(path)
        self._reader = _guarded(self._name, lambda: fastexcel.read_excel(_readable(path, kind)))
        self.sheets: list[str] = list(self._reader.sheet_names)
        self._facts: list[tuple[SheetFacts, int]] | None = None
        self._latest: tuple[str, pa.Table, bool] | None = None

    def facts(self) -> list[SheetFacts]:
        """Every sheet in the workbook's order, also those that cannot be read."""
        return [facts for facts, _ in self._looked_at()]

    def chosen(self, wanted: str | Sequence[str] | None) -> list[str]:
        """The asked sheets in the workbook's order (`*`: all with data rows; None: the best one).

        Raises tables.unknown_sheet, tables.empty.
        """
        if wanted is None:
            return [self.best_sheet()]
        if wanted == ALL_SHEETS:
            found = [facts.name for facts in self.facts() if facts.rows]
            return found or [self.best_sheet()]
        names = [wanted] if isinstance(wanted, str) else list(wanted)
        for name in names:
            if name not in self.sheets:
                raise UnknownSheet(name=self._name, sheet=name, sheets="、".join(self.sheets))
        return [name for name in self.sheets if name in names]

    def best_sheet(self) -> str:
        """The visible sheet with the most cells (the first of equals), else such a hidden one; raises tables.empty."""
        if len(self.sheets) == 1:
            return self.sheets[0]
        filled = [(facts, cells) for facts, cells in self._looked_at() if cells]
        if not filled:
            problem = next((facts.problem for facts in self.facts() if facts.problem), None)
            raise BrokenTable(name=self._name, reason=problem) if problem else EmptyTable(name=self._name)
        best, _ = max(filled, key=lambda item: (item[0].visible, item[1]))
        return best.name

    def table(self, sheet: str) -> pa.Table:
        """All records of a sheet as text columns, from its first row on (also empty rows)."""
        table, _ = self._loaded(sheet)
        if table.num_columns > MAX_COLUMNS:
            raise TooManyColumns(name=self._name, columns=table.num_columns, limit=MAX_COLUMNS)
        return table

    def grid(self, sheet: str | None = None) -> Grid:
        """One sheet (default: the best) as records."""
        (chosen,) = self.chosen(sheet)
        return Grid(_records(self.table(chosen)), "workbook", chosen, self.sheets)

    def _looked_at(self) -> list[tuple[SheetFacts, int]]:
        """The facts of each sheet and how many cells of it are filled."""
        if self._facts is None:
            self._facts = [self._look_at(name) for name in self.sheets]
        return self._facts

    def _look_at(self, name: str) -> tuple[SheetFacts, int]:
        try:
            table, visible = self._loaded(name)
        except BrokenTable as problem:
            return SheetFacts(name, 0, 0, 0, [], problem=str(problem.details["reason"])), 0
        cells = sum(len(column) - column.null_count for column in table.columns)
        layout = layout_of(list(islice(_records(table.slice(0, SAMPLE_RECORDS)), SAMPLE_RECORDS)))
        below = table.slice(layout.header_line)
        rows = _filled_rows(below)
        blank = below.num_rows - rows
        return SheetFacts(name, rows, blank, layout.header_line, layout.columns[:MAX_COLUMNS], visible), cells

    def _loaded(self, sheet: str) -> tuple[pa.Table, bool]:
        """The table of a sheet, and whether the sheet is visible; the latest one is kept."""
        if self._latest is not None and self._latest[0] == sheet:
            return self._latest[1:]
        self._latest = None
        loaded = _guarded(
            self._name, lambda: self._reader.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string")
        )
        table = pa.Table.from_batches([loaded.to_arrow()]) if loaded.width else pa.table({})
        table = _without_empty_tail(table)
        visible = loaded.visible == "visible"
        self._latest = (sheet, table, visible)
        return table, visible


def _readable(path: Path, kind: Kind) -> str | bytes:
    """The reader believes a workbook's suffix; where it lies, it gets the bytes and looks for itself."""
    suffix = path.suffix.lower()
    if suffix not in _ALL_SUFFIXES or suffix in _SUFFIXES[kind]:
        return str(path)
    return path.read_bytes()


def _filled_rows(table: pa.Table) -> int:
    """Rows with at least one cell that is not blank."""
    filled: pa.ChunkedArray | None = None
    for column in table.columns:
        here = pc.fill_null(pc.not_equal(pc.utf8_trim_whitespace(column), ""), fill_value=False)
        filled = here if filled is None else pc.or_(filled, here)
    return 0 if filled is None else int(pc.sum(filled).as_py() or 0)


def _records(table: pa.Table) -> Iterator[Record]:
    columns = [_plain_times(column.to_pylist()) for column in table.columns]
    for number, cells in enumerate(zip(*columns, strict=True), start=1):
        yield number, list(cells)


def _plain_times(values: list[str | None]) -> list[str]:
    """A time of day without the format's zero date; a column of pure dates without midnight."""
    texts = [value or "" for value in values]
    dates = [text for text in texts if _DATE.match(text)]
    pure = bool(dates) and all(text.endswith(_MIDNIGHT) for text in dates)
    if not dates:
        return texts
    return [
        text.removesuffix(_MIDNIGHT)
        if pure and _DATE.match(text) and not _TIME_ONLY.match(text)
        else _TIME_ONLY.sub(r"\1", text)
        for text in texts
    ]


def _without_empty_tail(table: pa.Table) -> pa.Table:
    """Formatting far to the right makes empty columns: they are no columns."""
    last = table.num_columns
    while last and table.column(last - 1).null_count == table.num_rows:
        last -= 1
    return table.select(list(range(last)))


def _guarded(name: str, read: Callable[[], T]) -> T:
    """Anything the reader raises (also a panic of its native part) is a broken file."""
    try:
        return read()
    except (TableError, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as problem:
        raise BrokenTable(
            name=name, reason=str(problem).splitlines()[0][:200] if str(problem) else "?"
        ) from problem
