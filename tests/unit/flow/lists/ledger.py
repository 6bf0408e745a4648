"""What a cleaning left, read through its door, and the accounts every ledger must satisfy (product §2.3)."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from callwright.adapters.spreadsheets.stager import SpreadsheetStager
from callwright.flow.lists.clean.cells_as_they_came import CellsAsTheyCame
from callwright.flow.lists.clean.contracts import CleanResult
from callwright.flow.lists.clean.errors import ROW_CODES
from callwright.flow.lists.clean.pipeline import clean_files
from callwright.flow.lists.clean.rows_file import read_rows
from callwright.flow.lists.clean.tables import read_table

Row = dict[str, Any]
_E164 = re.compile(r"\+[1-9]\d{3,14}")


@dataclass(frozen=True)
class Ledger:
    """The result of a cleaning and its rows, in order."""

    result: CleanResult
    rows: list[Row]

    @property
    def numbers(self) -> list[list[str]]:
        """The E.164 numbers of each row, in order."""
        return [[number["e164"] for number in row["numbers"] or []] for row in self.rows]

    def partition(self, names: Sequence[object] | None = None) -> set[frozenset[object]]:
        """Which rows are the same contact; rows are called by `names`, else by their number."""
        found: dict[object, set[object]] = defaultdict(set)
        for place, row in enumerate(self.rows):
            found[row["entity"]].add(names[place] if names else place)
        return {frozenset(group) for group in found.values()}


def cleaned(folder: Path, inputs: Sequence[Path], **options: Any) -> Ledger:
    """Clean these files into a folder."""
    result = clean_files(folder, list(inputs), stager=SpreadsheetStager(), **options)
    return Ledger(result, read_rows(result.rows_path).to_pylist())


def check_accounts(ledger: Ledger) -> None:
    """Every row in exactly one state; merged rows lead to an accepted one; codes are known; contacts add up."""
    result, rows = ledger.result, ledger.rows
    assert [row["row"] for row in rows] == list(range(result.rows))
    assert (
        result.rows == result.accepted + result.merged + result.rejected == sum(f.rows for f in result.files)
    )
    by_state = defaultdict(list)
    for row in rows:
        by_state[row["status"]].append(row)
    counted = {state: len(found) for state, found in by_state.items()}
    expected = {"accepted": result.accepted, "merged": result.merged, "rejected": result.rejected}
    assert counted == {state: count for state, count in expected.items() if count}
    for row in rows:
        _check_row(row, rows)
    for number, file in enumerate(result.files):
        assert sum(row["file"] == number for row in rows) == file.rows
    _check_contacts(ledger)


def _check_row(row: Row, rows: Sequence[Row]) -> None:
    assert row["entity"] is not None
    assert (row["code"] is None) == (row["status"] == "accepted")
    assert row["code"] is None or row["code"] in ROW_CODES
    assert row["status"] == "rejected" or row["numbers"]
    assert all(_E164.fullmatch(number["e164"]) for number in row["numbers"] or [])
    if row["code"] == "duplicate_in_batch":
        leader = rows[row["merged_into"]]
        assert (leader["status"], leader["entity"]) == ("accepted", row["entity"])
        assert leader["row"] != row["row"]
    else:
        assert row["merged_into"] is None


def _check_contacts(ledger: Ledger) -> None:
    """One contact per entity, with the numbers of its usable rows."""
    contacts = {contact["entity"]: contact for contact in read_table(ledger.result.contacts_path).to_pylist()}
    assert set(contacts) == {row["entity"] for row in ledger.rows}
    for row in ledger.rows:
        if row["status"] != "rejected":
            held = {number["e164"] for number in contacts[row["entity"]]["numbers"]}
            assert {number["e164"] for number in row["numbers"]} <= held
    accepted = [row["entity"] for row in ledger.rows if row["status"] == "accepted"]
    assert len(accepted) == len(set(accepted))


def originals(ledger: Ledger) -> list[dict[str, str]]:
    """The cells of each row as they came, by column."""
    came = CellsAsTheyCame(ledger.result.rows_path.parent)
    return [json.loads(row) for row in came.take(len(ledger.rows)).to_pylist()]
