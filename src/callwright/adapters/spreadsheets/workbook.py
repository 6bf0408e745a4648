"""XLSX, XLS and ODS as records of text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import fastexcel
import pyarrow as pa

from callwright.adapters.spreadsheets.archive import check_archive
from callwright.adapters.spreadsheets.contracts import Grid, Record
from callwright.adapters.spreadsheets.errors import (
    BrokenTable,
    EmptyTable,
    TableError,
    TooManyColumns,
    UnknownSheet,
)
from callwright.adapters.spreadsheets.kind import Kind
from callwright.adapters.spreadsheets.limits import MAX_COLUMNS

_TIME_ONLY = re.compile(r"^(?:1899-12-3[01]|1904-01-01) (\d\d:\d\d:\d\d)$")
_MIDNIGHT = " 00:00:00"
_DATE = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$")


T = TypeVar("T")


class Workbook:
    """An opened workbook; sheets are read one at a time. Numbers come as `13812345678`, never with `.0`."""

    def __init__(self, path: Path, kind: Kind) -> None:
        self._name = path.name
        if kind is not Kind.XLS:
            check_archive(path)
        self._reader = _guarded(self._name, lambda: fastexcel.read_excel(str(path)))
        self.sheets: list[str] = list(self._reader.sheet_names)

    def best_sheet(self) -> str:
        """The first visible sheet with the most cells; raises tables.empty."""
        best, most = "", 0
        for name in self.sheets:
            table = self.table(name)
            cells = sum(len(column) - column.null_count for column in table.columns)
            if cells > most and table.num_rows > 0:
                best, most = name, cells
        if not best:
            raise EmptyTable(name=self._name)
        return best

    def table(self, sheet: str) -> pa.Table:
        """All records of a sheet as text columns, from its first row on (also empty rows)."""
        if sheet not in self.sheets:
            raise UnknownSheet(name=self._name, sheet=sheet, sheets="、".join(self.sheets))
        loaded = _guarded(
            self._name, lambda: self._reader.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string")
        )
        table = pa.Table.from_batches([loaded.to_arrow()]) if loaded.width else pa.table({})
        table = _without_empty_tail(table)
        if table.num_columns > MAX_COLUMNS:
            raise TooManyColumns(name=self._name, columns=table.num_columns, limit=MAX_COLUMNS)
        return table

    def grid(self, sheet: str | None = None) -> Grid:
        """One sheet (default: the best) as records."""
        chosen = sheet if sheet is not None else self.best_sheet()
        return Grid(_records(self.table(chosen)), "workbook", chosen, self.sheets)


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
