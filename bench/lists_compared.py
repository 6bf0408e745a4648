"""Callwright's cleaning and matching beside plain Splink, dedupe, recordlinkage and a pandas script, on the same lists.

`python -m bench.lists_compared [--rows N] [--kept FOLDER] [--write]`. Every method runs in a process of its own, one
after the other; `--kept` keeps each measurement, so that a run that was stopped goes on; `--write` renews
docs/reference/list-matching-compared.md. The libraries it compares with are not dependencies of Callwright: put them
into an environment of their own and name its Python.

    python3.11 -m venv compare
    compare/bin/pip install splink==5.0.0 duckdb==2.0.0 dedupe==3.0.3 BTrees==5.2
    compare/bin/pip install recordlinkage==0.16 pandas==2.3.3 phonenumbers==9.0.43
    COMPARED_PYTHON=compare/bin/python .venv/bin/python -m bench.lists_compared --write

Without it only Callwright is measured, and the rest is said to be missing.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.compared.page import page
from tests.factories.dirty_crowds import crowded
from tests.factories.dirty_lists import HARD, NORMAL, DirtyList, make, write_csv, write_truth

SCRIPTS = Path(__file__).parent / "compared"
PAGE = Path(__file__).parents[1] / "docs" / "reference" / "list-matching-compared.md"
SEEDS = {"normal": 301, "hard": 302, "crowded": 304, "taught": 303}
LIBRARIES = ("splink", "duckdb", "dedupe", "recordlinkage", "pandas", "phonenumbers")
PATIENCE = 1800
"""Seconds by the wall after which a method is given up."""


@dataclass(frozen=True)
class Measured:
    """One method on one list: shares of row pairs and rows, CPU and wall seconds, peak memory in MiB."""

    method: str
    precision: float
    recall: float
    numbers: float
    false_numbers: int
    cpu: float
    wall: float
    memory: float


Results = dict[str, dict[str, Measured | None]]


def commands() -> dict[str, list[str]]:
    """What to run for each method; list and answer are added behind."""
    other = os.environ.get("COMPARED_PYTHON")
    found = {"Callwright": [sys.executable, str(SCRIPTS / "callwright_itself.py")]}
    if other is None:
        return found
    scripts = {
        "Splink, plain": "plain_splink.py",
        "dedupe": "dedupe_trained.py",
        "recordlinkage": "recordlinkage_ecm.py",
        "pandas script": "pandas_script.py",
    }
    return {**found, **{name: [other, str(SCRIPTS / script)] for name, script in scripts.items()}}


def run(command: list[str], log: Path) -> tuple[float, float, float] | None:
    """CPU seconds, wall seconds and peak MiB of a process with its children; None when it failed."""
    begun = time.perf_counter()
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out)
        while True:
            pid, status, used = os.wait4(process.pid, os.WNOHANG)
            if pid:
                break
            if time.perf_counter() - begun > PATIENCE:
                process.kill()
            time.sleep(0.05)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        print(log.read_text(encoding="utf-8", errors="replace")[-2000:])
        return None
    return used.ru_utime + used.ru_stime, time.perf_counter() - begun, used.ru_maxrss / 1024


def score(method: str, answer: Path, truth: Path, used: tuple[float, float, float]) -> Measured:
    """Precision and recall over pairs of rows; rows whose numbers are exactly right; numbers where there is none."""
    found, true = _read(answer), _read(truth)
    entities, owners = [one["entity"] for one in found], [one["entity"] for one in true]
    both = _pairs(list(zip(entities, owners, strict=True)))
    numbers = [
        (set(a["numbers"].split("|")) - {""}, set(b["numbers"].split("|")) - {""})
        for a, b in zip(found, true, strict=True)
    ]
    return Measured(
        method,
        both / max(1, _pairs(entities)),
        both / _pairs(owners),
        sum(a == b for a, b in numbers) / len(numbers),
        sum(bool(a) and not b for a, b in numbers),
        *used,
    )


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return sorted(csv.DictReader(file), key=lambda line: int(line["row"]))


def _pairs(labels: list) -> int:
    return sum(count * (count - 1) // 2 for count in Counter(labels).values())


def main(rows: int = 12_000, *, write: bool = False, kept: Path | None = None) -> Results:
    """Measure every method that is there on every list; None stands for a method that failed or took too long."""
    results: Results = {}
    with tempfile.TemporaryDirectory() as folder:
        lists = {name: Path(folder) / f"{name}.csv" for name in SEEDS}
        for name, path in lists.items():
            made = _made(name, rows)
            write_csv(made, path)
            write_truth(made, path.with_suffix(".truth.csv"))
        for name in ("normal", "hard", "crowded"):
            results[name] = {
                method: _kept(kept, name, method) or _one(method, command, name, lists, kept)
                for method, command in commands().items()
            }
    if "COMPARED_PYTHON" not in os.environ:
        print("COMPARED_PYTHON is not set: only Callwright was measured")
    elif write:
        PAGE.write_text(page(_facts(rows), results), encoding="utf-8")
    return results


def _made(name: str, rows: int) -> DirtyList:
    if name == "crowded":
        return crowded(rows, SEEDS[name])
    return make(rows // 4 if name == "taught" else rows, SEEDS[name], NORMAL if name == "normal" else HARD)


def _facts(rows: int) -> dict[str, object]:
    """What the page says about the run."""
    asked = f"import importlib.metadata as m; print(', '.join(n + ' ' + m.version(n) for n in {LIBRARIES!r}))"
    versions = subprocess.run(
        [os.environ["COMPARED_PYTHON"], "-c", asked], capture_output=True, text=True, check=True
    )
    commit = subprocess.run(
        ["git", "rev-parse", "--short=10", "HEAD"], capture_output=True, text=True, check=False
    )
    return {
        "rows": f"{rows:,}",
        "seeds": ", ".join(f"{name} {seed}" for name, seed in SEEDS.items()),
        "cores": len(os.sched_getaffinity(0)),
        "commit": commit.stdout.strip() or "unknown",
        "versions": versions.stdout.strip(),
    }


def _kept(folder: Path | None, name: str, method: str) -> Measured | None:
    """What an earlier run measured."""
    path = folder / f"{name} {method}.json" if folder else None
    return Measured(**json.loads(path.read_text(encoding="utf-8"))) if path and path.exists() else None


def _one(
    method: str, command: list[str], name: str, lists: dict[str, Path], kept: Path | None
) -> Measured | None:
    source = lists[name]
    answer, log = source.with_suffix(".answer.csv"), source.with_suffix(".log")
    more = (
        [str(lists["taught"]), str(lists["taught"].with_suffix(".truth.csv"))] if method == "dedupe" else []
    )
    used = run([*command, str(source), str(answer), *more], log)
    if used is None:
        print(f"{method:16} {name:7} failed")
        return None
    found = score(method, answer, source.with_suffix(".truth.csv"), used)
    print(
        f"{method:16} {name:7} precision {found.precision:.4f} recall {found.recall:.4f} numbers {found.numbers:.4f} "
        f"false {found.false_numbers} {found.cpu:.1f} CPU s {found.wall:.1f} s {found.memory:.0f} MiB",
        flush=True,
    )
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        (kept / f"{name} {method}.json").write_text(json.dumps(asdict(found)), encoding="utf-8")
    return found


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--rows", type=int, default=12_000)
    asked.add_argument("--kept", type=Path)
    asked.add_argument("--write", action="store_true")
    given = asked.parse_args()
    main(given.rows, write=given.write, kept=given.kept)
