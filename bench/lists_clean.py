"""Cleaning a list, as multiples of DuckDB's bare count(*) over the same file in the same run.

`python -m bench.lists_clean [ROWS | FILE.csv] [normal|hard] [model]` (default 1000000 normal). Printed per step, in CPU
seconds of a process of its own, and summed for "cleaning, exact duplicates, output": reading, columns, cleaning, the
rules of matching (same number, or same name and city, with their evidence) and a ledger of every row. The bar is 15
times count(*) and 3 GiB. With more than a million rows the first million is measured too, and how the time grows (bar:
linear times 1.1). Of a list made here, numbers and pairs are held against the truth at full size. With `model` the
whole pipeline runs, the trained model included. Compiled code is warmed up before (and its first compiling timed).
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from bench.clock import cpu, peak
from tests.factories.dirty_lists import HARD, NORMAL, make, write_csv

from callwright.adapters.spreadsheets.stager import SpreadsheetStager
from callwright.flow.lists.clean import step_4_match
from callwright.flow.lists.clean.engine import EngineLimits
from callwright.flow.lists.clean.pipeline import clean_files
from callwright.flow.lists.clean.tables import read_table

MILLION = 1_000_000
CHUNK = 500_000
"""Rows the generator makes at once; a larger list is several of them, one below the other."""


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


def write_list(rows: int, dirt: str, path: Path) -> None:
    """A list of so many rows, and beside it the true entity and the true numbers of each row."""
    schema = pa.schema([("entity", pa.int64()), ("numbers", pa.string())])
    with pq.ParquetWriter(path.with_suffix(".truth"), schema) as truth, path.open("wb") as out:
        for number, start in enumerate(range(0, rows, CHUNK)):
            made = make(min(CHUNK, rows - start), 77 + number, HARD if dirt == "hard" else NORMAL)
            part = path.with_suffix(".part")
            write_csv(made, part)
            lines = part.read_bytes()
            out.write(lines if number == 0 else lines[lines.index(b"\n") + 1 :])
            part.unlink()
            numbers = ["|".join(sorted(set(found))) for found in made.numbers]
            truth.write_table(pa.table([np.array(made.entities) + number * CHUNK, numbers], schema=schema))


def measure(path: Path, folder: Path, *, model: bool) -> dict[str, float]:
    """CPU seconds per step, and the peak memory of this process (`peak`, GB)."""
    weighing = step_4_match.link_by_model
    if not model:
        step_4_match.link_by_model = rules_only
    try:
        limits = EngineLimits(memory="2GB")
        result = clean_files(folder / "work", [path], stager=SpreadsheetStager(), limits=limits)
    finally:
        step_4_match.link_by_model = weighing
    return {**{step.name: step.cpu_seconds for step in result.steps}, "peak": peak()}


def apart(path: Path, folder: Path, model: str) -> dict[str, float]:
    """`measure` in a process of its own."""
    command = [sys.executable, "-m", "bench.lists_clean", "measure", str(path), str(folder), model]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return dict(json.loads(said.splitlines()[-1]))


def warm() -> None:
    """Let everything be compiled that is compiled."""
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        write_csv(make(3000, 1, HARD), path)
        apart(path, Path(folder), "")
    print(f"warmed up in {time.perf_counter() - begun:.1f} s (half a minute or so when it has to compile)")


def check(path: Path, work: Path) -> None:
    """Numbers and pairs of rows held against the truth, all of them."""
    truth = pq.read_table(path.with_suffix(".truth"))
    lists = read_table(work / "step_4_match" / "features.arrow", ["numbers"]).column("numbers")
    found = pc.binary_join(lists.combine_chunks(), "|")
    exact = pc.sum(pc.equal(found, truth.column("numbers").combine_chunks())).as_py()
    entity = read_table(work / "rows.arrow", ["entity"]).column("entity").combine_chunks()
    ours = np.asarray(entity.storage.dictionary_encode().indices).astype(np.int64)
    true = truth.column("entity").to_numpy()
    both = pairs(ours * (int(true.max()) + 1) + true)
    print(f"numbers exact {exact / len(true):.5f}; pairs: precision {both / pairs(ours):.4f}, "
          f"recall {both / pairs(true):.4f}")  # fmt: skip


def pairs(labels: np.ndarray) -> int:
    """How many pairs of rows have the same label."""
    counts = np.unique(labels, return_counts=True)[1].astype(np.int64)
    return int((counts * (counts - 1) // 2).sum())


def report(path: Path, folder: Path, model: str) -> dict[str, float]:
    """Print every step as a multiple of count(*)."""
    base = floor(path)
    figures = apart(path, folder, model)
    held = figures.pop("peak")
    figures["together"] = sum(figures.values())
    print(f"{path.name}: count(*) {base:.3f} CPU s; {'with the model' if model else 'exact rules only'}")
    for name, seconds in figures.items():
        print(f"{name:20} {seconds:8.2f} CPU s  {seconds / base:7.1f} x count(*)")
    print(f"peak memory {held:.2f} GB (bar: 3.22)", flush=True)
    if path.with_suffix(".truth").exists():
        check(path, folder / "work")
    return {**figures, "base": base}


def main(source: str = "1000000", dirt: str = "normal", model: str = "") -> dict[str, float]:
    """Measure a list, and, when it is larger than a million rows, a million too."""
    warm()
    with tempfile.TemporaryDirectory() as folder:
        if not source.isdigit():
            return report(Path(source), Path(folder) / "own", model)
        rows = int(source)
        sizes = [MILLION, rows] if rows > MILLION else [rows]
        taken: list[dict[str, float]] = []
        for size in sizes:
            path = Path(folder) / f"{size} rows.csv"
            write_list(size, dirt, path)
            taken.append(report(path, Path(folder) / str(size), model))
        if len(sizes) > 1:
            growth = taken[1]["together"] / taken[0]["together"] / (rows / MILLION)
            print(f"growth from {sizes[0]} to {sizes[1]} rows: linear x {growth:.2f} (bar: 1.1)")
    return {name: seconds / taken[-1]["base"] for name, seconds in taken[-1].items()}


if __name__ == "__main__":
    if sys.argv[1:2] == ["measure"]:
        print(json.dumps(measure(Path(sys.argv[2]), Path(sys.argv[3]), model=bool(sys.argv[4]))))
    else:
        main(*sys.argv[1:])
