"""Hundreds of malformed files: none crashes, none hangs, each is refused with its code or read without losing a row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.factories.malformed_files import SEED, Malformed, all_files, make_files
from tests.unit.adapters.spreadsheets.watched import Answer, WatchedStager

from callwright.adapters.spreadsheets.reader import SpreadsheetReader
from callwright.flow.lists.clean.tables import read_table
from callwright.kernel.errors import CallwrightError

FILES = all_files()
CPU_LIMIT = 5.0
"""Seconds of processor time one of these files may take; all of them are small."""


@pytest.fixture(scope="module")
def stager() -> Iterator[WatchedStager]:
    watched = WatchedStager()
    yield watched
    watched.end()


def test_there_are_at_least_two_hundred_and_always_the_same() -> None:
    assert len(FILES) >= 200
    assert make_files(SEED) == FILES
    assert make_files(SEED + 1) != FILES
    assert sum(file.records is not None for file in FILES) >= 150


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_malformed_file_is_refused_with_its_code_or_read_without_losing_a_row(
    file: Malformed, stager: WatchedStager, tmp_path: Path
) -> None:
    source, target = tmp_path / file.name, tmp_path / "table.arrow"
    source.write_bytes(file.content)
    answer = stager.stage(source, target)
    assert answer.cpu_seconds < CPU_LIMIT
    if answer.table is None:
        assert answer.code is not None
        assert answer.code.startswith("tables.")
        assert file.either or answer.code == file.code
        assert all(answer.sentences)
        assert answer.sentences[0] != answer.sentences[1]
    else:
        assert file.code is None
        _check_rows(file, answer, target)
    _check_reader(source, answer, target)


def _cells(target: Path) -> list[list[str]]:
    rows = read_table(target)
    names = [name for name in rows.schema.names if name.startswith("c")]
    return [[row[name] or "" for name in names] for row in rows.select(names).to_pylist()]


def _check_rows(file: Malformed, answer: Answer, target: Path) -> None:
    """Every record is title, header, row or blank; every row's mark is in one row, in order."""
    table = answer.table
    assert table is not None
    texts = [" ".join(cells) for cells in _cells(target)]
    assert len(texts) == table.rows
    if file.records is not None:
        assert table.header_line + table.rows + table.blank_lines == file.records
    if file.marks and not file.either:
        found = [[mark for mark in file.marks if mark in text] for text in texts]
        assert [mark for marks in found for mark in marks] == list(file.marks)
        assert max(len(marks) for marks in found) == 1


def _check_reader(source: Path, answer: Answer, target: Path) -> None:
    """The reader of small tables says the same; only where a cell is too large it has to refuse the whole."""
    try:
        table = SpreadsheetReader().read(source)
    except CallwrightError as refusal:
        assert refusal.code in (answer.code, "tables.cell_too_large")  # noqa: PT017 - one of two outcomes
        return
    assert answer.table is not None
    assert table.columns == answer.table.columns
    staged = [[cell.strip() for cell in cells] for cells in _cells(target)]
    assert [[cell.strip() for cell in row.cells.values()] for row in table.rows] == staged
