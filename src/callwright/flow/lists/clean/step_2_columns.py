"""Step 2: which column means what, by its header and, where headers say nothing, by its cells."""

from __future__ import annotations

from pathlib import Path

from callwright.flow.lists.clean.column_sniffing import ROWS_LOOKED_AT, sniff_columns
from callwright.flow.lists.clean.contracts import ColumnMapping
from callwright.flow.lists.clean.errors import NoColumnFound
from callwright.flow.lists.clean.tables import spread_cells
from callwright.flow.lists.clean.work import READ, FileFacts, Work, files_of, staged


def decide_columns(work: Work, target: Path) -> dict[str, object]:
    """Use the given mapping (every column must exist), or its layout that fits; else sniff the file."""
    mappings: list[dict[str, object]] = []
    sniffed: list[list[str]] = []
    for file, facts in zip(staged(work), files_of(work), strict=True):
        given = work.mapping.for_columns(file.columns) if work.mapping is not None else None
        if given is not None:
            _check(given, file, str(facts["name"]))
            mapping = given
            guessed: list[str] = []
        else:
            mapping, guessed = sniff_columns(file.columns, _cells(work, file, int(str(facts["rows"]))))
        mappings.append(mapping.to_json())
        sniffed.append(guessed)
    (target / "mapping.txt").write_text(str(mappings), encoding="utf-8")
    return {
        "mappings": mappings,
        "sniffed": sniffed,
        "rows": sum(int(str(f["rows"])) for f in files_of(work)),
    }


def _check(mapping: ColumnMapping, file: FileFacts, name: str) -> None:
    for column in mapping.used():
        if column not in file.columns:
            raise NoColumnFound(file=name, column=column, columns="、".join(file.columns))


def _cells(work: Work, file: FileFacts, rows: int) -> list[list[str]]:
    """Cells per column of evenly spread rows."""
    return spread_cells(work.file(READ, f"{file.index:03d}"), len(file.columns), rows, ROWS_LOOKED_AT)
