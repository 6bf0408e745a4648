"""Cleaning and matching a list, as multiples of DuckDB's bare count(*) over the same file in the same run.

`python -m bench.lists_clean [ROWS] [normal|hard]` (default 100000 normal)
"""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path

import duckdb
from tests.factories.dirty_lists import HARD, NORMAL, make, write_csv

from callwright.adapters.spreadsheets.stager import SpreadsheetStager
from callwright.flow.lists.clean.pipeline import clean_files


def cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


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


def main(rows: int = 100_000, dirt: str = "normal") -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        write_csv(make(rows, 77, HARD if dirt == "hard" else NORMAL), path)
        base = floor(path)
        result = clean_files(Path(folder) / "work", [path], stager=SpreadsheetStager())
    figures = {step.name: step.cpu_seconds for step in result.steps}
    figures["total"] = sum(figures.values())
    print(f"{rows} rows ({dirt}), count(*) {base:.3f} CPU s")
    for name, seconds in figures.items():
        print(f"{name:20} {seconds:8.2f} CPU s  {seconds / base:7.1f} x count(*)")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"peak memory {peak:.2f} GB, {rows / figures['total']:,.0f} rows per CPU second")
    return {name: seconds / base for name, seconds in figures.items()}


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, sys.argv[2] if len(sys.argv) > 2 else "normal")
