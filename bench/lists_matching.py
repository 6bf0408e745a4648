"""Matching new rows against known ones, beside Splink called bare on the same frames in the same run.

`python -m bench.lists_matching [NEW KNOWN]` (default 10000 100000; `full` for 100000 against 1000000)

Two floors, both with all columns and keys of the frames ready before the clock starts: Splink linking the records
that the rules leave (`records`), and Splink linking every row (`rows`). Our own figure is the whole step: facts,
neighbourhood, rules, records, weighing, clusters and ids, from features.parquet to match.parquet.
"""

from __future__ import annotations

import logging
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
from bench.clock import cpu, peak
from splink import DuckDBAPI, Linker
from tests.factories.dirty_lists import HARD, make, write_csv

from callwright.adapters.spreadsheets.stager import SpreadsheetStager
from callwright.flow.lists.clean.contracts import KnownRows
from callwright.flow.lists.clean.match_artefact import artefact
from callwright.flow.lists.clean.match_facts import count_facts
from callwright.flow.lists.clean.match_features import open_rows
from callwright.flow.lists.clean.match_neighbours import choose_rows
from callwright.flow.lists.clean.match_records import build_records
from callwright.flow.lists.clean.match_task import WeighTask
from callwright.flow.lists.clean.pipeline import clean_files
from callwright.flow.lists.clean.step_4_match import cluster_rows, find_edges, match_rows
from callwright.flow.lists.clean.work import MATCH

Clock = tuple[float, float]


def clock() -> Clock:
    return cpu(), time.perf_counter()


def since(begun: Clock) -> Clock:
    now = clock()
    return now[0] - begun[0], now[1] - begun[1]


def features(rows: int, folder: Path) -> Path:
    """features.parquet of a hard list."""
    write_csv(make(rows, 91, HARD), folder / "list.csv")
    clean_files(folder / "work", [folder / "list.csv"], stager=SpreadsheetStager())
    return folder / "work" / MATCH / "features.parquet"


def split(whole: Path, known: int, folder: Path) -> tuple[Path, Path]:
    """The folders of the known rows and of the new ones, each with its features.parquet."""
    for name, first, condition in (("known", 0, f"row < {known}"), ("new", known, f"row >= {known}")):
        (folder / name).mkdir()
        duckdb.sql(
            f"copy (select row - {first} as row, * exclude (row) from '{whole}' where {condition} order by row) "
            f"to '{folder / name / 'features.parquet'}' (format parquet)"
        )
    return folder / "known", folder / "new"


class Timed:
    """Weighs here and notes how long that took."""

    chunks = 1
    taken: Clock = (0.0, 0.0)

    def map(
        self, function: Callable[[WeighTask], pa.Table], tasks: Sequence[WeighTask]
    ) -> Iterator[pa.Table]:
        begun = clock()
        found = [function(task) for task in tasks]
        self.taken = since(begun)
        return iter(found)


def timed_match(target: Path, known: KnownRows | None) -> tuple[Clock, Clock]:
    """The whole step, and the weighing in it."""
    begun, spread = clock(), Timed()
    with duckdb.connect(config={"threads": 2, "memory_limit": "2GB"}) as connection:
        connection.execute("set preserve_insertion_order = false").fetchall()
        match_rows(connection, target, known, spread)
    return since(begun), spread.taken


def bare(folders: tuple[Path, Path], *, by_rule: bool) -> Clock:
    """Splink linking known and new frames: of the records of the rules, or of single rows."""
    with duckdb.connect(config={"threads": 2, "memory_limit": "3GB"}) as connection:
        frames = []
        api = DuckDBAPI(connection=connection)
        for folder in folders:
            open_rows(connection, folder / "features.parquet", None)
            count_facts(connection)
            choose_rows(connection)
            find_edges(connection)
            cluster_rows(connection)
            if not by_rule:
                connection.execute(
                    "create or replace temp table clusters as select row, row as cluster from features"
                ).fetchall()
            build_records(connection, only_meeting=False)
            connection.execute(
                f"""create table {folder.name} as select *,
                    case when length(core) between 3 and 30 then slips(core) end as slips from records"""
            ).fetchall()
            frames.append(api.register(folder.name, table_name=f"{folder.name}_frame"))
        begun = clock()
        linker = Linker(frames, {**artefact()["settings"], "link_type": "link_only"}, log_level=logging.ERROR)
        linker.inference.predict(threshold_match_probability=0.5)
        return since(begun)


def main(new: int = 10_000, known: int = 100_000) -> dict[str, float]:
    """Print seconds and ratios; answers the CPU ratios of the weighing."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folders = split(features(new + known, folder), known, folder)
        first, _ = timed_match(folders[0], None)
        duckdb.sql(
            f"""copy (select f.row as row_id, entity as contact_id, f.* exclude (row)
                      from '{folders[0]}/features.parquet' f join '{folders[0]}/match.parquet' using (row)
                      order by row_id) to '{folder}/known.parquet'"""
        )
        ours, weighing = timed_match(folders[1], KnownRows(folder / "known.parquet"))
        floors = {"records": bare(folders, by_rule=True), "rows": bare(folders, by_rule=False)}
    for label, (busy, wall) in (
        (f"{known} rows alone", first), (f"{new} new against {known}", ours), ("the weighing in it", weighing),
    ):  # fmt: skip
        print(f"{label:32} {busy:8.2f} CPU s {wall:8.2f} s")
    for floor, (busy, wall) in floors.items():
        print(f"{f'bare Splink over {floor}':32} {busy:8.2f} CPU s {wall:8.2f} s", end="; ")
        print(f"the weighing is {weighing[0] / busy:.2f} x, the whole step {ours[0] / busy:.2f} x")
    print(f"peak memory {peak():.2f} GB")
    return {floor: weighing[0] / busy for floor, (busy, _) in floors.items()}


if __name__ == "__main__":
    if "full" in sys.argv:
        main(100_000, 1_000_000)
    else:
        main(*(int(size) for size in sys.argv[1:3]))
