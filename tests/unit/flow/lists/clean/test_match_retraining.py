"""A model taught anew is judged by companies it has not seen, or by what people decided."""

from __future__ import annotations

import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.factories.dirty_crowds import crowded
from tests.factories.imported_in_parts import features_of

from callwright.flow.lists.clean.contracts import KnownRows
from callwright.flow.lists.clean.errors import NothingToLearnFrom
from callwright.flow.lists.clean.match_artefact import SHIPPED, artefact, choose_artefact
from callwright.flow.lists.clean.match_retraining import retrain_on_known, retrain_on_list
from callwright.flow.lists.clean.tables import read_table, write_table

ROWS = 2400


@pytest.fixture(scope="module")
def taught(tmp_path_factory):
    """features.arrow, truth.parquet and the true company of each row."""
    folder = tmp_path_factory.mktemp("taught")
    made = crowded(ROWS, 51, 0.4)
    write_table(features_of(made, folder), folder / "features.arrow")
    truth = pa.table({"row": range(ROWS), "entity": [str(one) for one in made.entities]})
    pq.write_table(truth, folder / "truth.parquet")
    return folder, made.entities


@pytest.fixture
def weak_model(tmp_path):
    """In use: a model that finds nothing likely."""
    weak = json.loads(SHIPPED.read_text(encoding="utf-8"))
    weak["settings"]["probability_two_random_records_match"] = 1e-30
    weak["version"] = "weak"
    (tmp_path / "weak.json").write_text(json.dumps(weak), encoding="utf-8")
    choose_artefact(tmp_path / "weak.json")
    yield
    choose_artefact(None)


def test_a_model_taught_by_a_labelled_list_beats_one_that_knows_nothing(taught, weak_model):
    folder, _ = taught
    made = retrain_on_list("house_1", folder / "features.arrow", folder / "truth.parquet")
    assert made.better
    assert made.figures["precision"] > 0.99
    assert made.figures["recall"] > made.figures_in_use["recall"] + 0.03
    assert artefact()["version"] == "weak"
    [evaluation] = made.artefact["evaluation"]
    assert evaluation["in_use"]["version"] == "weak"
    assert made.artefact["version"] == "house_1"


def test_known_rows_teach_and_decisions_examine(taught, weak_model, tmp_path):
    folder, entities = taught
    features = read_table(folder / "features.arrow")
    known = features.rename_columns(["row_id", *features.column_names[1:]])
    pq.write_table(
        known.append_column("contact_id", pa.array([str(one) for one in entities])), tmp_path / "known"
    )
    members: dict[int, list[int]] = {}
    for row, entity in enumerate(entities):
        members.setdefault(entity, []).append(row)
    several = [rows for rows in members.values() if len(rows) > 1]
    pairs = [(rows[0], rows[-1], True) for rows in several[:300]]
    pairs += [(one[0], other[0], False) for one, other in zip(several[:100], several[100:200], strict=True)]
    columns = dict(
        zip(("left_row_id", "right_row_id", "same"), map(list, zip(*pairs, strict=True)), strict=True)
    )
    pq.write_table(pa.table(columns), tmp_path / "decisions")
    made = retrain_on_known("house_2", KnownRows(tmp_path / "known", tmp_path / "decisions"))
    assert made.figures["decided"] == 400
    assert made.better
    assert made.figures["agreed"] > made.figures_in_use["agreed"]
    unexamined = retrain_on_known("house_3", KnownRows(tmp_path / "known"))
    assert (unexamined.better, unexamined.figures) == (False, {})


def test_too_small_a_list_teaches_nothing(taught, tmp_path):
    folder, _ = taught
    few = read_table(folder / "truth.parquet").slice(0, 100)
    pq.write_table(few, tmp_path / "few.parquet")
    with pytest.raises(NothingToLearnFrom):
        retrain_on_list("house_4", folder / "features.arrow", tmp_path / "few.parquet")
