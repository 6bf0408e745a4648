"""What Arrow reads of plain text files is what the slower readers make of them; of others it keeps its hands off."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pytest
from pytest import MonkeyPatch  # noqa: PT013 - for its type

from callwright.adapters.spreadsheets import stager
from callwright.adapters.spreadsheets.contracts import StagedTable
from callwright.adapters.spreadsheets.plain_text import PlainText, plain_text
from callwright.flow.lists.clean.tables import read_table

WORDS = (
    "华信科技",
    "a",
    "13812345678",
    "",
    "x,y",
    'he said "no"',
    "two\nlines",
    " ",
    "’",
    "号\r\n楼",
    '""',
    "é",
)
DAMAGE = ('"', ',"', '",', "\n", "\r", ",", '"\n', "\ufeff", "x")


def staged(path: Path, folder: Path, name: str) -> tuple[StagedTable, list[dict[str, object]]]:
    """What the stager says and writes."""
    target = folder / f"{name}.arrow"
    found = stager.SpreadsheetStager().stage(path, target)
    return found, read_table(target).to_pylist()


def both(path: Path, folder: Path, monkeypatch: MonkeyPatch) -> bool:
    """Staged with Arrow and without, it is the same; answers whether Arrow read it."""
    read: list[bool] = []
    reading = stager._copy_plain_text

    def noted(*given: object) -> StagedTable | None:
        found = reading(*given)
        read.append(found is not None)
        return found

    monkeypatch.setattr(stager, "_copy_plain_text", noted)
    found = staged(path, folder, "with")
    monkeypatch.setattr(stager, "_copy_plain_text", lambda *_: None)
    assert found == staged(path, folder, "without")
    monkeypatch.undo()
    return any(read)


def write(path: Path, rng: random.Random, rows: int, ending: str = "\n") -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator=ending)
        out.writerow(("公司", "电话", "备注"))
        out.writerows((f"第{row}号", rng.choice(WORDS), rng.choice(WORDS)) for row in range(rows))


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_plain_file_is_read_by_arrow_as_by_the_others(
    tmp_path: Path, monkeypatch: MonkeyPatch, ending: str
) -> None:
    path = tmp_path / "list.csv"
    write(path, random.Random(1), 3000, ending)
    assert both(path, tmp_path, monkeypatch)


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_is_read_alike_with_arrow_and_without(
    tmp_path: Path, monkeypatch: MonkeyPatch, seed: int
) -> None:
    rng = random.Random(seed)
    path = tmp_path / "list.csv"
    write(path, rng, 40, rng.choice(("\n", "\r\n")))
    text = path.read_bytes().decode()
    for _ in range(rng.choice((1, 1, 2, 3))):
        at = rng.randrange(30, len(text))
        text = text[:at] + rng.choice(DAMAGE) + text[at + rng.choice((0, 0, 1)) :]
    path.write_bytes(text.encode())
    both(path, tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a,b\n1,2\n", PlainText(2, 0)),
        ('a,b\n"1\n1",2', PlainText(3, 1)),
        ('"a","b"\n"x""y","2"\n', PlainText(2, 0)),
        ('a,b\n1"1,2\n', None),
        ('a,b\n"1"1,2\n', None),
        ('a,b\n""1",2\n', None),
        ('a,b\n"1,2\n', None),
        ('a,b\n"1" ,2\n', None),
        ("a,b\n\x00,2\n", None),
    ],
)
def test_quotes_are_plain_around_whole_cells_only(tmp_path: Path, text: str, found: PlainText | None) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8", newline="")
    assert plain_text(path, ",") == found


@pytest.mark.parametrize("block", [1, 2, 3, 5, 7])
def test_where_blocks_end_makes_no_difference(tmp_path: Path, monkeypatch: MonkeyPatch, block: int) -> None:
    path = tmp_path / "list.csv"
    write(path, random.Random(2), 50)
    whole = plain_text(path, ",")
    assert whole is not None
    monkeypatch.setattr("callwright.adapters.spreadsheets.plain_text.BLOCK", block)
    assert plain_text(path, ",") == whole
