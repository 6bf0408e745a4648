"""What every step is handed, and the view through which steps see the rows of all files."""

# ruff: noqa: S608 - the texts are constants of this room; names and paths come through `quoted`

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import duckdb

from callwright.flow.lists.clean.contracts import ColumnMapping, KnownRows
from callwright.flow.lists.clean.engine import quoted
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

    def parquet(self, step: str, name: str) -> str:
        """A finished step's file as a SQL literal."""
        return quoted(self.room.step(step) / f"{name}.parquet")


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


def mappings_of(work: Work) -> list[ColumnMapping]:
    """The mapping of each file, as the columns step decided."""
    plain = cast("list[dict[str, object]]", work.room.facts(COLUMNS)["mappings"])
    return [ColumnMapping.from_json(item) for item in plain]


def rows_of(work: Work, file: FileFacts, selected: str, where: str = "true") -> str:
    """SQL over one staged file; `row` is the number in the batch, counted from 0."""
    path = work.parquet(READ, f"{file.index:03d}")
    return (
        f"select file_row_number + {file.base} as row, {selected} "
        f"from read_parquet({path}, file_row_number = true) where {where}"
    )
