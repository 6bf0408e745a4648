"""Cleaning a list, as multiples of DuckDB's bare count(*) over the same file in the same run.

`python -m bench.lists_clean [ROWS | FILE.csv] [normal|hard] [model]` (default 200000 normal). Printed per step, in CPU
seconds of this process, and summed for "cleaning, exact duplicates, output": reading, columns, cleaning, the rules of
matching (same number, or same name and city, with their evidence) and a ledger of every row. With `model` the
whole pipeline runs, the trained model included.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import duckdb
from bench.clock import cpu, peak
from tests.factories.dirty_lists import HARD, NORMAL, make, write_csv

from callwright.adapters.spreadsheets.stager import SpreadsheetStager
from callwright.flow.lists.clean import step_4_match
from callwright.flow.lists.clean.engine import EngineLimits
from callwright.flow.lists.clean.pipeline import clean_files


def floor(path: Path) -> float:
    """CPU seconds of count(*), the least of three."""
    least = float("inf")
    for _ in range(3):
        start = cpu()
        with duckdb.connect(config={"threads": 2}) as connection:
            connection.execute(
                "select count(*) from read_csv(?, header = true, all_varchar = true)", [str(path)]
            ).fetchall()
        least = min(least, cpu() - start)
    return least


def rules_only(con: duckdb.DuckDBPyConnection, *_: object) -> int:
    """Stands where the model weighs: no pair is weighed, so what is left is the exact rules alone."""
    con.execute("create or replace temp table records (cluster bigint)").fetchall()
    columns = "left_row bigint, right_row bigint, probability double"
    for table in ("weighed", "doubtful"):
        con.execute(f"create or replace temp table {table} ({columns})").fetchall()
    return 0


def measure(path: Path, folder: Path, *, model: bool) -> dict[str, float]:
    """CPU seconds per step."""
    weighing = step_4_match.link_by_model
    if not model:
        step_4_match.link_by_model = rules_only
    try:
        limits = EngineLimits(memory="2GB")
        result = clean_files(folder / "work", [path], stager=SpreadsheetStager(), limits=limits)
    finally:
        step_4_match.link_by_model = weighing
    print(
        f"{result.rows} rows: {result.accepted} accepted, {result.merged} merged, {result.rejected} rejected"
    )
    return {step.name: step.cpu_seconds for step in result.steps}


def main(source: str = "200000", dirt: str = "normal", model: str = "") -> dict[str, float]:
    """Print every step as a multiple of count(*)."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(source)
        if source.isdigit():
            path = Path(folder) / "list.csv"
            write_csv(make(int(source), 77, HARD if dirt == "hard" else NORMAL), path)
        made = peak()
        base = floor(path)
        figures = measure(path, Path(folder), model=model == "model")
    figures["together"] = sum(figures.values())
    print(f"count(*) {base:.3f} CPU s; {'with the model' if model else 'exact rules only'}")
    for name, seconds in figures.items():
        print(f"{name:20} {seconds:8.2f} CPU s  {seconds / base:7.1f} x count(*)")
    print(f"peak memory {peak():.2f} GB (making the list took {made:.2f} GB of it)")
    return {name: seconds / base for name, seconds in figures.items()}


if __name__ == "__main__":
    main(*sys.argv[1:])
