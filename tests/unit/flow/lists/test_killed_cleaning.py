"""A cleaning killed by the system in any step goes on and ends byte for byte like one that was never killed."""

from __future__ import annotations

import hashlib
import json
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.factories.dirty_lists import HARD, make, write_csv

from callwright.adapters.spreadsheets.stager import SpreadsheetStager
from callwright.flow.lists.clean import pipeline
from callwright.flow.lists.clean.tables import read_table

ROWS = 600
FILES = (
    *("rows.arrow", "contacts.arrow", "step_3_clean/clean.arrow", "step_3_clean/features.arrow"),
    "step_4_match/links.arrow",
)
STEPS = range(len(pipeline.STEPS))


@dataclass(frozen=True)
class Unharmed:
    """A list, the bytes its cleaning leaves, and how long (seconds by the wall) each step took."""

    path: Path
    bytes: dict[str, str]
    seconds: list[float]


def bytes_of(folder: Path) -> dict[str, str]:
    """What the files hold: of rows, contacts and links every byte, of pairs every value (their sides hold sets)."""
    pairs = json.dumps([_settled(pair) for pair in read_table(folder / "pairs.arrow").to_pylist()])
    digests = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    return {**digests, "pairs.arrow": hashlib.sha256(pairs.encode()).hexdigest()}


def _settled(value: object) -> object:
    """Lists in order, also inside JSON."""
    if isinstance(value, str) and value.startswith("{"):
        return _settled(json.loads(value))
    if isinstance(value, dict):
        return {key: _settled(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return sorted((_settled(inner) for inner in value), key=repr)
    return value


@pytest.fixture(scope="module")
def unharmed(tmp_path_factory: pytest.TempPathFactory) -> Unharmed:
    folder = tmp_path_factory.mktemp("unharmed")
    path = folder / "list.csv"
    write_csv(make(ROWS, 91, HARD), path)
    result = pipeline.clean_files(folder / "work", [path], stager=SpreadsheetStager())
    return Unharmed(path, bytes_of(folder / "work"), [step.seconds for step in result.steps])


def kill(folder: Path, path: Path, step: int, where: str, delay: float) -> bool:
    """Start a cleaning and kill -9 it at that place and so many seconds later; False when it was done before."""
    command = [
        sys.executable,
        "-m",
        "tests.unit.flow.lists.mortal_cleaning",
        str(folder),
        str(path),
        str(step),
        where,
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        said = process.stdout.read()
    return "finished" not in said


@pytest.mark.parametrize("where", ["in", "done", "after"])
@pytest.mark.parametrize("step", STEPS, ids=[step.name for step in pipeline.STEPS])
def test_a_cleaning_killed_in_a_step_ends_like_one_that_was_not(
    unharmed: Unharmed, tmp_path: Path, step: int, where: str
) -> None:
    moment = random.Random(step).uniform(0.1, 0.8) * unharmed.seconds[step] if where == "in" else 0.0
    killed = kill(tmp_path, unharmed.path, step, where, moment)
    assert killed or where == "in"
    again = pipeline.clean_files(tmp_path, [unharmed.path], stager=SpreadsheetStager())
    assert bytes_of(tmp_path) == unharmed.bytes
    resumed = [one.resumed for one in again.steps]
    if where != "in":
        assert resumed == [at < step + (where == "after") for at in STEPS]
    assert all(resumed[:step])


def test_a_cleaning_killed_again_and_again_still_ends_the_same(unharmed: Unharmed, tmp_path: Path) -> None:
    for step in STEPS:
        assert kill(tmp_path, unharmed.path, step, "done", 0.0)
    again = pipeline.clean_files(tmp_path, [unharmed.path], stager=SpreadsheetStager())
    assert bytes_of(tmp_path) == unharmed.bytes
    assert [one.resumed for one in again.steps] == [at < len(STEPS) - 1 for at in STEPS]


def test_two_cleanings_at_once_do_not_disturb_each_other(unharmed: Unharmed, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    write_csv(make(ROWS, 92, HARD), other)
    alone = tmp_path / "alone"
    pipeline.clean_files(alone, [other], stager=SpreadsheetStager())

    def clean(folder: Path, path: Path) -> dict[str, str]:
        pipeline.clean_files(folder, [path], stager=SpreadsheetStager())
        return bytes_of(folder)

    with ThreadPoolExecutor(2) as pool:
        for number in range(2):
            one = pool.submit(clean, tmp_path / f"one {number}", unharmed.path)
            two = pool.submit(clean, tmp_path / f"two {number}", other)
            assert (one.result(), two.result()) == (unharmed.bytes, bytes_of(alone))
