"""The malformed files that can be read go through the whole cleaning: nothing crashes, every row is accounted for."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.factories.malformed_files import Malformed, all_files
from tests.unit.flow.lists.ledger import Ledger, check_accounts, cleaned, originals

from callwright.adapters.spreadsheets.stager import SpreadsheetStager
from callwright.kernel.errors import CallwrightError

FAMILIES = ("headers", "encodings", "separators", "cells", "books", "objects", "strangers")
CPU_LIMIT = 40.0
"""Seconds of processor time for a family: some forty small files in one batch."""


def readable(family: str, folder: Path) -> Iterator[tuple[Malformed, Path]]:
    """The files of a family that are not refused, written into the folder."""
    wanted = [one for one in all_files() if one.family == family and one.code is None]
    for place, file in enumerate(wanted):
        path = folder / f"{place:03d} {file.name}"
        path.write_bytes(file.content)
        if not file.either or _is_table(path):
            yield file, path


def _is_table(path: Path) -> bool:
    try:
        SpreadsheetStager().stage(path, path.with_name("table.arrow"))
    except CallwrightError:
        return False
    return True


@pytest.mark.parametrize("family", FAMILIES)
def test_every_row_of_the_readable_files_is_accounted_for(family: str, tmp_path: Path) -> None:
    given = list(readable(family, tmp_path))
    begun = time.process_time()
    ledger = cleaned(tmp_path / "work", [path for _, path in given])
    assert time.process_time() - begun < CPU_LIMIT
    check_accounts(ledger)
    cells = [" ".join(row.values()) for row in originals(ledger)]
    for number, (file, _) in enumerate(given):
        _check_file(
            ledger,
            number,
            file,
            [text for text, row in zip(cells, ledger.rows, strict=True) if row["file"] == number],
        )


def _check_file(ledger: Ledger, number: int, file: Malformed, cells: list[str]) -> None:
    found = ledger.result.files[number]
    if file.records is not None:
        assert found.header_line + found.rows + found.blank_lines == file.records, file.name
    if not file.either:
        assert [mark for text in cells for mark in file.marks if mark in text] == list(file.marks), file.name
    lines = [row["line"] for row in ledger.rows if row["file"] == number]
    assert lines == sorted(set(lines)), file.name
    assert not lines or lines[0] > found.header_line, file.name


def test_what_no_number_can_be_is_never_taken_for_one(tmp_path: Path) -> None:
    given = [(file, path) for file, path in readable("cells", tmp_path) if file.name.startswith("numbers ")]
    ledger = cleaned(tmp_path / "work", [path for _, path in given])
    names = {file.name: number for number, (file, _) in enumerate(given)}
    for name in ("scientific", "dates"):
        of_file = [row for row in ledger.rows if row["file"] == names[f"numbers {name}.csv"]]
        assert [row["numbers"] for row in of_file] == [[]] * 8
        assert {row["status"] for row in of_file} == {"rejected"}
