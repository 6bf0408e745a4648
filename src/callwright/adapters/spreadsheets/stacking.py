"""Several sheets of a workbook as one table: columns of the same name together, the sheet in a column of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from callwright.adapters.spreadsheets.contracts import Record, SheetFacts
from callwright.adapters.spreadsheets.errors import TooManyColumns
from callwright.adapters.spreadsheets.layout import column_names
from callwright.adapters.spreadsheets.limits import MAX_COLUMNS
from callwright.adapters.spreadsheets.reader import fitted
from callwright.adapters.spreadsheets.workbook import Workbook

SHEET_COLUMN = "工作表"


class Counted:
    """How many blank rows were passed over."""

    def __init__(self) -> None:
        self.count = 0


def data_rows(found: Iterable[Record], header_line: int, blank: Counted) -> Iterator[Record]:
    """The records below the header that have content; the others are counted."""
    for line, cells in found:
        if line <= header_line:
            continue
        if any(cell.strip() for cell in cells):
            yield line, cells
        else:
            blank.count += 1


def stacked(
    source: Path, book: Workbook, chosen: Sequence[str]
) -> tuple[list[str], Iterator[Record], Counted]:
    """The columns of all these sheets and `工作表` as the last, their records, and the count of blank rows to be.

    A sheet without a header has columns `column_1` …, which come together by their place. Raises
    tables.too_many_columns for all together.
    """
    facts = [found for found in book.facts() if found.name in chosen]
    names = list(dict.fromkeys(name for found in facts for name in found.columns))
    columns = column_names([*names, SHEET_COLUMN], len(names) + 1)
    if len(columns) > MAX_COLUMNS:
        raise TooManyColumns(name=source.name, columns=len(columns), limit=MAX_COLUMNS)
    blank = Counted()
    return columns, _one_below_the_other(book, facts, columns, blank), blank


def _one_below_the_other(
    book: Workbook, facts: Sequence[SheetFacts], columns: Sequence[str], blank: Counted
) -> Iterator[Record]:
    place = {name: position for position, name in enumerate(columns)}
    for found in facts:
        places = [place[name] for name in found.columns]
        for line, cells in data_rows(book.grid(found.name).records, found.header_line, blank):
            spread = [""] * len(columns)
            for position, cell in zip(places, fitted(cells, len(places)), strict=True):
                spread[position] = cell
            spread[-1] = found.name
            yield line, spread
