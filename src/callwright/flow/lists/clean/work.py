"""What every step is handed, and what the first steps noted of the files."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import duckdb

from callwright.flow.lists.clean.contracts import ColumnMapping, KnownRows
from callwright.flow.lists.clean.ports import TableStager
from callwright.flow.lists.clean.workroom import Workroom
from callwright.flow.lists.ports import Here, Spread

READ = "step_1_read"
COLUMNS = "step_2_columns"
CLEAN = "step_3_clean"
MATCH = "step_4_match"
LEDGER = "step_5_ledger"


@dataclass(frozen=True)
class Work:
    """One cleaning: where it happens, what is cleaned, with what."""

    connection: duckdb.DuckDBPyConnection
    room: Workroom
    inputs: tuple[Path, ...]
    stager: TableStager
    mapping: ColumnMapping | None
    known: KnownRows | None
    default_country: str
    spread: Spread = field(default_factory=Here)

    def file(self, step: str, name: str) -> Path:
        """A finished step's file."""
        return self.room.step(step) / f"{name}.arrow"


@dataclass(frozen=True)
class FileFacts:
    """One staged file, as the read step noted it; `base` is the number of its first row in the batch."""

    index: int
    base: int
    columns: tuple[str, ...]
    first_line: int | None

    def position(self, column: str) -> str:
        """The staged name of a column."""
        return f"c{self.columns.index(column)}"


def files_of(work: Work) -> list[dict[str, object]]:
    """What the read step noted of each file."""
    return cast("list[dict[str, object]]", work.room.facts(READ)["files"])


def staged(work: Work) -> list[FileFacts]:
    """The staged files with their row offsets."""
    found: list[FileFacts] = []
    base = 0
    for index, facts in enumerate(files_of(work)):
        columns = tuple(cast("list[str]", facts["columns"]))
        found.append(FileFacts(index, base, columns, cast("int | None", facts["first_line"])))
        base += cast("int", facts["rows"])
    return found


def staged_rows(work: Work) -> int:
    """How many rows all files have."""
    return cast("int", work.room.facts(READ)["rows"])


def mappings_of(work: Work) -> list[ColumnMapping]:
    """The mapping of each file, as the columns step decided."""
    plain = cast("list[dict[str, object]]", work.room.facts(COLUMNS)["mappings"])
    return [ColumnMapping.from_json(item) for item in plain]
