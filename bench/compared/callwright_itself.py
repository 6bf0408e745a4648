"""Callwright's own answer: `python callwright_itself.py LIST OUT`."""

from __future__ import annotations

import csv
import sys
import tempfile
from pathlib import Path

from callwright.adapters.spreadsheets.stager import SpreadsheetStager
from callwright.flow.lists.clean.pipeline import clean_files
from callwright.flow.lists.clean.rows_file import read_rows


def main(source: Path, target: Path) -> None:
    """Clean and match the list."""
    with tempfile.TemporaryDirectory() as folder:
        result = clean_files(Path(folder) / "work", [source], stager=SpreadsheetStager())
        rows = read_rows(result.rows_path, ["row", "entity", "numbers"]).to_pylist()
    with target.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(("row", "entity", "numbers"))
        out.writerows(
            (row["row"], row["entity"], "|".join(n["e164"] for n in row["numbers"] or [])) for row in rows
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
