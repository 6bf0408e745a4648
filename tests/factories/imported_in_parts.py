"""One list imported in several parts, as the program does it: each part matched against all rows before it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from tests.factories.dirty_lists import DirtyList, write_csv

from callwright.adapters.spreadsheets.stager import SpreadsheetStager
from callwright.flow.lists.clean.contracts import KnownRows
from callwright.flow.lists.clean.pipeline import clean_files
from callwright.flow.lists.clean.step_4_match import match_rows
from callwright.flow.lists.clean.tables import read_table, write_table
from callwright.flow.lists.clean.work import MATCH
from callwright.flow.lists.ports import Here, Spread

Decisions = Sequence[tuple[int, int, bool]]
"""(row, row, same): what people decided about rows of earlier parts."""


def features_of(made: DirtyList, folder: Path) -> pa.Table:
    """The features of a list's rows."""
    write_csv(made, folder / "list.csv")
    clean_files(folder / "work", [folder / "list.csv"], stager=SpreadsheetStager())
    return read_table(folder / "work" / MATCH / "features.arrow")


class Imports:
    """Imports parts one after the other; `entities` has the living contact of each row imported so far."""

    def __init__(self, features: pa.Table, folder: Path, spread: Spread | None = None) -> None:
        self.features, self.folder = features, folder
        self.spread = spread or Here()
        self.entities: list[str] = []
        self.facts: list[dict[str, object]] = []
        self.moved = 0

    def take(self, rows: int, decisions: Decisions = ()) -> None:
        """Import the next so many rows."""
        start = len(self.entities)
        target = self.folder / f"part-{start}-{rows}"
        target.mkdir(parents=True)
        part = self.features.slice(start, rows)
        numbered = part.set_column(0, "row", pa.array(range(len(part)), pa.int64()))
        write_table(numbered, target / "features.arrow")
        known = self._known(target, decisions) if start else None
        with duckdb.connect() as connection:
            self.facts.append(match_rows(connection, target, known, self.spread))
        matched = read_table(target / "match.arrow").to_pylist()
        self.entities += [str(row["entity"]) for row in matched]
        for row in read_table(target / "moved.arrow").to_pylist():
            assert self.entities[row["row_id"]] == str(row["contact_id"]) != str(row["entity"])
            self.entities[row["row_id"]] = str(row["entity"])
            self.moved += 1

    def _known(self, target: Path, decisions: Decisions) -> KnownRows:
        before = self.features.slice(0, len(self.entities)).rename_columns(
            ["row_id", *self.features.column_names[1:]]
        )
        before = before.set_column(0, "row_id", pc.cast(before["row_id"], pa.int64()))
        pq.write_table(before.append_column("contact_id", pa.array(self.entities)), target / "known.parquet")
        columns = [[pair[at] for pair in decisions] for at in range(3)]
        types = (pa.int64(), pa.int64(), pa.bool_())
        named = {
            name: pa.array(values, kind)
            for name, values, kind in zip(
                ("left_row_id", "right_row_id", "same"), columns, types, strict=True
            )
        }
        pq.write_table(pa.table(named), target / "decisions.parquet")
        return KnownRows(target / "known.parquet", target / "decisions.parquet")
