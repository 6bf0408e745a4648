"""The waterfall of a pair says what the weighing did."""

from __future__ import annotations

import math

import pytest
from tests.factories.dirty_crowds import crowded
from tests.factories.dirty_lists import HEADERS

from callwright.flow.lists.clean.match_artefact import artefact
from callwright.flow.lists.clean.match_contracts import PairSide
from callwright.flow.lists.clean.match_evidence import EVIDENCE
from callwright.flow.lists.clean.match_explained import explain_pair
from callwright.flow.lists.clean.match_words import FIELDS, LEVELS, NAMES, RULES
from callwright.flow.lists.clean.tables import read_table

COMPANY = {
    "core": "盈拓达软件", "brand": "盈拓达", "city": "杭州", "full_name": "陈一", "surname": "陈",
    "street": "文三路90", "room": "301", "numbers": ["+8613812345678"],
}  # fmt: skip


def test_every_doubtful_pair_is_explained_as_it_was_weighed(clean):
    result, _ = clean(HEADERS, crowded(1500, 31).rows)
    doubtful = [row for row in read_table(result.pairs_path).to_pylist() if row["rule"] == "doubtful"]
    assert doubtful
    for row in doubtful:
        sides = PairSide.from_json(row["left_side"]), PairSide.from_json(row["right_side"])
        explained = explain_pair(*sides)
        assert explained.probability == pytest.approx(row["weight"], rel=1e-6)
        assert (explained.verdict, explained.passed) == ("doubtful", True)
        assert explain_pair(*reversed(sides)).bits == pytest.approx(explained.bits)
        assert PairSide.from_json(sides[0].to_json()) == sides[0]


def test_the_bars_of_the_waterfall_add_up():
    explained = explain_pair(PairSide.of_rows([COMPANY]), PairSide.of_rows([{**COMPANY, "room": "302"}]))
    assert explained.bits == pytest.approx(
        explained.prior_bits + sum(field.bits for field in explained.fields)
    )
    assert explained.probability == pytest.approx(1 / (1 + 2**-explained.bits))
    assert all(field.bits == pytest.approx(math.log2(field.bayes_factor)) for field in explained.fields)
    by_field = {field.field.en: field for field in explained.fields}
    assert by_field["Room"].bits < 0 < by_field["Name"].bits
    assert by_field["Phone numbers"].left == "138****5678"
    assert (explained.verdict, explained.names) == ("merged", NAMES["same"])


def test_other_brands_are_held_back_whatever_the_weight():
    other = {**COMPANY, "core": "沐川五金", "brand": "沐川"}
    explained = explain_pair(PairSide.of_rows([COMPANY]), PairSide.of_rows([other]))
    assert (explained.verdict, explained.passed, explained.rule) == ("apart", False, RULES["other"])


def test_what_is_missing_speaks_neither_for_nor_against():
    bare = {"core": "盈拓达软件", "brand": "盈拓达", "city": "杭州", "numbers": []}
    explained = explain_pair(PairSide.of_rows([COMPANY]), PairSide.of_rows([bare]))
    silent = {field.field.en for field in explained.fields if field.bits == 0}
    assert silent == {"Person", "Street and house", "Room", "Phone numbers"}


def test_all_levels_and_rules_have_words():
    labels = {
        level["label_for_charts"]
        for comparison in artefact()["settings"]["comparisons"]
        for level in comparison["comparison_levels"]
        if not level.get("is_null_level")
    }
    assert labels == set(LEVELS)
    assert set(FIELDS) == {c["output_column_name"] for c in artefact()["settings"]["comparisons"]}
    assert set(NAMES) == set(RULES) == set(EVIDENCE)
