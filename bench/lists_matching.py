"""Matching new rows against known ones, beside Splink called bare on the same frames in the same run.

`python -m bench.lists_matching [NEW KNOWN]` (default 10000 100000; `full` for 100000 against 1000000)

The floor is Splink called on the frames of the known and of the new rows: the same model and keys, linking only new
with known, predict above the probability at which we look at a pair. All its columns are ready before its clock
starts. Beside it stands `the probabilistic part` of ours, from clusters of the rules to contacts: it makes the records
it weighs, weighs also new with new and known with known where their contacts are looked at again, and clusters. The
second floor, Splink over the records that the rules leave, is compared with the weighing alone, which gets the same
records. The whole step goes from features.arrow to match.arrow: facts, neighbourhood, rules, all of this, ids.
"""

from __future__ import annotations

import logging
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from bench.clock import cpu, peak
from splink import DuckDBAPI, Linker
from tests.factories.dirty_lists import HARD, make, write_csv

from callwright.adapters.spreadsheets.stager import SpreadsheetStager
from callwright.flow.lists.clean import step_4_match
from callwright.flow.lists.clean.clusters import Places
from callwright.flow.lists.clean.contracts import KnownRows
from callwright.flow.lists.clean.engine import sql_of
from callwright.flow.lists.clean.match_artefact import artefact
from callwright.flow.lists.clean.match_evidence import LOOKED_AT
from callwright.flow.lists.clean.match_features import open_rows
from callwright.flow.lists.clean.match_keys import keyed
from callwright.flow.lists.clean.match_records import build_records
from callwright.flow.lists.clean.match_task import WeighTask
from callwright.flow.lists.clean.pipeline import clean_files
from callwright.flow.lists.clean.tables import write_table
from callwright.flow.lists.clean.work import MATCH

Clock = tuple[float, float]


def clock() -> Clock:
    return cpu(), time.perf_counter()


def since(begun: Clock) -> Clock:
    now = clock()
    return now[0] - begun[0], now[1] - begun[1]


def features(rows: int, folder: Path) -> Path:
    """features.arrow of a hard list."""
    write_csv(make(rows, 91, HARD), folder / "list.csv")
    clean_files(folder / "work", [folder / "list.csv"], stager=SpreadsheetStager())
    return folder / "work" / MATCH / "features.arrow"


def split(whole: Path, known: int, folder: Path) -> tuple[Path, Path]:
    """The folders of the known rows and of the new ones, each with its features.arrow."""
    for name, first, condition in (("known", 0, f"row < {known}"), ("new", known, f"row >= {known}")):
        (folder / name).mkdir()
        with duckdb.connect() as con:
            source = sql_of(con, whole, "features_file")
            chosen = con.sql(
                f"select row - {first} as row, * exclude (row) from {source} where {condition} order by row"
            ).to_arrow_table()
        write_table(chosen, folder / name / "features.arrow")
    return folder / "known", folder / "new"


class Timed:
    """Weighs here, and notes how long that took and all of the probabilistic part."""

    chunks = 1

    def __init__(self) -> None:
        self.weighing: Clock = (0.0, 0.0)
        self.part: Clock = (0.0, 0.0)

    def map(
        self, function: Callable[[WeighTask], pa.Table], tasks: Sequence[WeighTask]
    ) -> Iterator[pa.Table]:
        begun = clock()
        found = [function(task) for task in tasks]
        self.weighing = since(begun)
        return iter(found)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Within, the step notes when its probabilistic part begins and when its last clusters are made."""
        linking, clustering = step_4_match.link_by_model, step_4_match.cluster_rows
        begun: list[Clock] = []

        def link(*given: Any) -> int:
            begun.append(clock())
            return linking(*given)

        def cluster(con: duckdb.DuckDBPyConnection, ruled: step_4_match.Ruled) -> Places:
            label = clustering(con, ruled)
            if begun:
                self.part = since(begun[0])
            return label

        step_4_match.link_by_model, step_4_match.cluster_rows = link, cluster
        try:
            yield
        finally:
            step_4_match.link_by_model, step_4_match.cluster_rows = linking, clustering


def timed_match(target: Path, known: KnownRows | None) -> tuple[Clock, Timed]:
    """The whole step, and the parts of it."""
    begun, timed = clock(), Timed()
    with duckdb.connect(config={"threads": 2, "memory_limit": "2GB"}) as connection, timed.watching():
        connection.execute("set preserve_insertion_order = false").fetchall()
        step_4_match.match_rows(connection, target, known, timed)
    return since(begun), timed


def bare(folders: tuple[Path, Path], *, by_rule: bool) -> Clock:
    """Splink linking known and new frames: of the records of the rules, or of single rows."""
    with duckdb.connect(config={"threads": 2, "memory_limit": "3GB"}) as connection:
        frames = []
        api = DuckDBAPI(connection=connection)
        for folder in folders:
            rows = keyed(open_rows(connection, folder / "features.arrow", None))
            step_4_match.cluster_rows(connection, step_4_match.apply_rules(connection, rows))
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
        linker.inference.predict(threshold_match_probability=LOOKED_AT)
        return since(begun)


def main(new: int = 10_000, known: int = 100_000) -> dict[str, float]:
    """Print seconds and ratios; answers the CPU ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folders = split(features(new + known, folder), known, folder)
        first, _ = timed_match(folders[0], None)
        with duckdb.connect() as con:
            features_file = sql_of(con, folders[0] / "features.arrow", "features_file")
            match_file = sql_of(con, folders[0] / "match.arrow", "match_file")
            con.execute(
                f"""copy (select f.row as row_id, entity as contact_id, f.* exclude (row)
                          from {features_file} f join {match_file} using (row)
                          order by row_id) to '{folder}/known.parquet'"""
            ).fetchall()
        whole, timed = timed_match(folders[1], KnownRows(folder / "known.parquet"))
        rows, records = bare(folders, by_rule=False), bare(folders, by_rule=True)
    for label, (busy, wall) in {
        f"{known} rows alone": first,
        f"{new} new against {known}": whole,
        "the probabilistic part of it": timed.part,
        "the weighing in that": timed.weighing,
        "bare Splink over the rows": rows,
        "bare Splink over the records": records,
    }.items():
        print(f"{label:32} {busy:8.2f} CPU s {wall:8.2f} s")
    ratios = {
        "probabilistic part, floor rows": timed.part[0] / rows[0],
        "whole step, floor rows": whole[0] / rows[0],
        "weighing, floor records": timed.weighing[0] / records[0],
    }
    for label, ratio in ratios.items():
        print(f"{label:32} {ratio:8.2f} x")
    print(f"peak memory {peak():.2f} GB")
    return ratios


if __name__ == "__main__":
    if "full" in sys.argv:
        main(100_000, 1_000_000)
    else:
        main(*(int(size) for size in sys.argv[1:3]))
