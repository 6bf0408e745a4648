"""What a table is once it was read, and what an import of it tells."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from callwright.kernel.errors import Rejection
from callwright.kernel.text import Text


@dataclass(frozen=True)
class TableRow:
    """One data row: `line` is what a person sees in the file (header = 1), cells are text by column name."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A read table; every cell is text, empty cells are ""."""

    columns: list[str]
    rows: list[TableRow]
    encoding: str
    sheet: str | None = None
    sheets: list[str] = field(default_factory=list)


class TableReader(Protocol):
    """Reads CSV, TSV, XLSX, XLS, ODS and JSON lines of any encoding into a Table."""

    def read(self, path: Path, *, sheet: str | None = None) -> Table:
        """Read one sheet (default: the first with data).

        Raises CallwrightError: tables.empty, tables.not_a_table, tables.too_many_columns, tables.too_large,
        tables.unknown_encoding, tables.broken.
        """
        ...


@dataclass(frozen=True)
class ImportReport:
    """What became of each row: rows = accepted + unchanged + len(rejected). Nothing is lost."""

    file_sha256: str
    rows: int
    accepted: int
    unchanged: int
    rejected: list[Rejection] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
    already_imported: bool = False

    def to_json(self) -> dict[str, object]:
        """Plain form for API answers and `--json`; rejections are counted per code and listed."""
        by_code: dict[str, int] = {}
        for rejection in self.rejected:
            by_code[rejection.code] = by_code.get(rejection.code, 0) + 1
        return {
            "file_sha256": self.file_sha256,
            "rows": self.rows,
            "accepted": self.accepted,
            "unchanged": self.unchanged,
            "rejected": len(self.rejected),
            "rejected_by_code": by_code,
            "rejections": [rejection.to_json() for rejection in self.rejected],
            "notes": [note.to_json() for note in self.notes],
            "already_imported": self.already_imported,
        }
