"""The same cleaning on a real Ray cluster of this machine: exactly the result of one process."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from tests.factories.dirty_lists import HARD, make, write_csv

from callwright.adapters.cluster.engines import Engines
from callwright.adapters.cluster.errors import UnknownEngine
from callwright.adapters.spreadsheets.stager import SpreadsheetStager
from callwright.flow.lists.clean import step_3_clean
from callwright.flow.lists.clean.contracts import CleanResult
from callwright.flow.lists.clean.pipeline import clean_files
from callwright.flow.lists.clean.tables import read_table

ROWS = 4_000


def cleaned(folder: Path, engine: str, source: Path) -> CleanResult:
    with Engines().open(engine) as spread:
        return clean_files(folder / engine, [source], stager=SpreadsheetStager(), spread=spread)


def test_a_cluster_gives_exactly_what_one_process_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("ray")
    monkeypatch.setattr(step_3_clean, "FEWEST", ROWS // 4)
    source = tmp_path / "list.csv"
    write_csv(make(ROWS, 4711, HARD), source)
    here, there = cleaned(tmp_path, "local", source), cleaned(tmp_path, "ray", source)
    for name in ("rows", "contacts", "pairs"):
        with duckdb.connect() as connection:
            for side, result in (("here", here), ("there", there)):
                connection.register(f"rows_{side}", read_table(getattr(result, f"{name}_path")))
            differing = connection.sql(
                "(from rows_here except all from rows_there) union all (from rows_there except all from rows_here)"
            ).fetchall()
        assert not differing
    assert here.rules == there.rules
    assert here.rows == there.rows == ROWS


def test_an_engine_that_does_not_exist_is_named() -> None:
    with pytest.raises(UnknownEngine):
        Engines().open("abacus")
