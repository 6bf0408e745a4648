"""Indexes of compiled code count from the beginning (compiled_places)."""

from __future__ import annotations

import csv
import os
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from tests.factories.dirty_cells import damaged_cell
from tests.factories.dirty_crowds import crowded
from tests.factories.dirty_lists import HARD, make
from tests.unit.flow.lists.clean.test_compiled import damaged

from callwright.flow.lists.clean.compiled import compiled

CLEAN = """
import sys
from pathlib import Path
from tests.unit.flow.lists.ledger import cleaned
print(len(cleaned(Path(sys.argv[1]), [Path(sys.argv[2])]).rows))
"""
BEYOND = """
import numpy as np
from tests.unit.flow.lists.clean.test_compiled_places import taken
taken(np.arange(3), np.int32(-1))
"""


@compiled
def taken(values: np.ndarray, place: int) -> int:
    """A cell by a variable, and the same by a number, by two, and in a store."""
    values[place] += 0
    return int(values[place] + 10 * values[1])


@compiled
def _of_two(values: np.ndarray, row: int, column: int) -> int:
    return int(values[row, column])


@pytest.mark.parametrize("kind", [np.int8, np.uint8, np.int32, np.uint32, np.int64])
def test_a_place_may_be_of_any_width(kind: type) -> None:
    assert taken(np.arange(200), kind(100)) == 110
    assert _of_two(np.arange(6).reshape(2, 3), kind(1), kind(2)) == 5


def _checked(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A process whose compiled code looks at every index; it is kept on disk like the usual one."""
    command = [sys.executable, "-c", program, *arguments]
    environment = {**os.environ, "NUMBA_BOUNDSCHECK": "1"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_a_negative_index_is_none_of_the_last_ones() -> None:
    assert "IndexError" in _checked(BEYOND).stderr


def test_damaged_lists_are_cleaned_without_reaching_in_front_of_a_column_or_behind_it(tmp_path: Path) -> None:
    rng = random.Random(5)
    rows = [*make(3000, 5, HARD).rows, *crowded(1500, 5).rows]
    path = tmp_path / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["公司", "联系人", "电话", "地址", "行业", "备注"])
        for company, person, number, address, *rest in rows:
            names = [damaged(rng, text) for text in (company, person, address)]
            told = damaged_cell(rng) if rng.random() < 0.3 else number
            lines.writerow([*names[:2], told, names[2], *rest[:2]])
    done = _checked(CLEAN, str(tmp_path / "work"), str(path))
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) > 4000
