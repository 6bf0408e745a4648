"""Cleaning of small lists made in the test."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from callwright.adapters.spreadsheets.stager import SpreadsheetStager
from callwright.flow.lists.clean.contracts import CleanResult
from callwright.flow.lists.clean.pipeline import clean_files
from callwright.flow.lists.clean.rows_file import read_rows

Rows = list[dict[str, Any]]
Clean = Callable[..., tuple[CleanResult, Rows]]


def write_list(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)
    return path


@pytest.fixture
def clean(tmp_path: Path) -> Clean:
    """clean(header, rows, folder="a", **options) -> result and the ledger's rows."""

    def run(header: Sequence[str], rows: Sequence[Sequence[str]], folder: str = "a", **options: Any):
        path = write_list(tmp_path / "list.csv", header, rows)
        result = clean_files(tmp_path / folder, [path], stager=SpreadsheetStager(), **options)
        return result, read_rows(result.rows_path).to_pylist()

    return run
