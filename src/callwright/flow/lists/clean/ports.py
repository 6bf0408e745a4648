"""What cleaning needs from outside: something that turns any file into an all-text table in the form of Arrow."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol


class StagedTable(Protocol):
    """A staged file: columns `c0`…`cN` of text in file order, one row per data row.

    Lines follow each other from `first_line`, or, when that is None, stand in a column `line` beside a
    column `oversize` (true: a cell was beyond the limit and is cut).
    """

    @property
    def columns(self) -> Sequence[str]: ...
    @property
    def rows(self) -> int: ...
    @property
    def blank_lines(self) -> int: ...
    @property
    def encoding(self) -> str: ...
    @property
    def header_line(self) -> int: ...
    @property
    def first_line(self) -> int | None: ...
    @property
    def sheet(self) -> str | None: ...
    @property
    def other_sheets(self) -> Sequence[str]: ...


class TableStager(Protocol):
    """Stages files; raises CallwrightError (codes `tables.*`) for a file that is no table.

    `sheet` names the sheet of a workbook, or several that are read one below the other; without it the visible
    one with the most cells is read.
    """

    def stage(
        self, source: Path, target: Path, *, sheet: str | Sequence[str] | None = None
    ) -> StagedTable: ...
