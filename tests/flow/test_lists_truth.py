"""Lists with known truth through reading, cleaning and matching: the bars of quality."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from tests.factories.dirty_crowds import crowded
from tests.factories.dirty_lists import HARD, NORMAL, Dirt, DirtyList, make, write_csv

from callwright.adapters.spreadsheets.stager import SpreadsheetStager
from callwright.flow.lists.clean.pipeline import clean_files
from callwright.flow.lists.clean.rows_file import read_rows


def pairs(labels: list[object]) -> int:
    return sum(count * (count - 1) // 2 for count in Counter(labels).values())


@pytest.mark.parametrize(
    ("dirt", "encoding", "delimiter", "precision", "recall"),
    [(NORMAL, "utf-8-sig", ",", 0.995, 0.95), (HARD, "gb18030", "\t", 0.99, 0.90)],
    ids=["normal", "hard"],
)
def test_numbers_and_entities_reach_the_bars(
    tmp_path: Path, dirt: Dirt, encoding: str, delimiter: str, precision: float, recall: float
) -> None:
    made: DirtyList = make(6000, 31, dirt)
    path = tmp_path / "list.csv"
    write_csv(made, path, encoding, delimiter)
    result = clean_files(tmp_path / "work", [path], stager=SpreadsheetStager())
    rows = read_rows(result.rows_path).to_pylist()
    assert len(rows) == 6000 == result.accepted + result.merged + result.rejected

    found = [{number["e164"] for number in row["numbers"]} for row in rows]
    exact = sum(a == set(b) for a, b in zip(found, made.numbers, strict=True))
    assert exact / 6000 >= 0.999
    impossible = [a for a, b in zip(found, made.numbers, strict=True) if a and not b]
    assert impossible == []

    entities = [row["entity"] for row in rows]
    together = pairs(list(zip(entities, made.entities, strict=True)))
    assert together / pairs(entities) >= precision
    assert together / pairs(list(made.entities)) >= recall


def test_companies_in_a_crowd_stay_apart(tmp_path: Path) -> None:
    """Usual names of persons, office towers, agencies and usual brands: nobody is merged for these alone."""
    made = crowded(4000, 53)
    write_csv(made, tmp_path / "list.csv")
    result = clean_files(tmp_path / "work", [tmp_path / "list.csv"], stager=SpreadsheetStager())
    entities = [row["entity"] for row in read_rows(result.rows_path).to_pylist()]
    together = pairs(list(zip(entities, made.entities, strict=True)))
    assert together / pairs(entities) >= 0.995
    assert together / pairs(list(made.entities)) >= 0.88
