"""A mapping that cannot be meant is refused with the words that are wrong."""

import pytest

from callwright.flow.calls.contracts import Outcome, PersonActivity
from callwright.flow.calls.decide.ladder import is_effective, ladder_of
from callwright.flow.calls.decide.mapping import find_columns, parse_mapping, read_mapping
from callwright.flow.calls.decide.numbers import read_number
from callwright.flow.calls.decide.outcomes import find_outcome
from callwright.flow.calls.errors import MappingNamesUnknownColumns, MappingUnreadable, MissingColumns


@pytest.mark.parametrize(
    "given",
    [
        ["agent"],
        {"columns": {"agnet": "坐席"}},
        {"columns": {}, "colour": "red"},
        {"values": {"outcome": {"A": "splendid"}}},
        {"values": {"mood": {"A": "good"}}},
        {"timezone": "Mars/Olympus"},
    ],
)
def test_a_wrong_mapping_is_refused(given):
    with pytest.raises(MappingUnreadable):
        read_mapping(given)


def test_mappings_come_as_yaml_or_json_and_broken_ones_are_refused():
    assert parse_mapping("columns:\n  agent: 坐席\n") == {"columns": {"agent": "坐席"}}
    assert parse_mapping('{"agent": "坐席"}') == {"agent": "坐席"}
    assert parse_mapping("  ") is None
    for broken in ("{", "a: [b", "- x"):
        with pytest.raises(MappingUnreadable):
            parse_mapping(broken)


def test_missing_columns_are_named_together_with_what_is_there():
    with pytest.raises(MissingColumns) as error:
        find_columns(["坐席", "备注"], read_mapping(None))
    assert "号码" in error.value.message("zh")
    assert "备注" in error.value.message("en")
    with pytest.raises(MappingNamesUnknownColumns):
        find_columns(["坐席", "号码", "开始时间"], read_mapping({"agent": "座席"}))


@pytest.mark.parametrize(
    ("written", "e164"),
    [
        ("13800138000", "+8613800138000"),
        ("013800138000", "+8613800138000"),
        ("+86 138 0013 8000", "+8613800138000"),
        ("008613800138000", "+8613800138000"),
        ("１３８００１３８０００", "+8613800138000"),
        ("13800138000.0", "+8613800138000"),
        ("(010)6234-5678转801", "+861062345678"),
        ("4008001234", "+864008001234"),
        ("95588", "+8695588"),
        ("+1 650 253 0000", "+16502530000"),
        ("12345678", None),
        ("anonymous", None),
        ("138****8000", None),
        ("1.38E+10", None),
        ("11111111111", None),
    ],
)
def test_numbers_are_read_as_dialed(written, e164):
    assert read_number(written) == e164


@pytest.mark.parametrize("outcome", list(Outcome))
def test_our_own_words_are_always_known(outcome):
    assert find_outcome(str(outcome)) is outcome
    assert find_outcome(str(outcome).replace("_", " ").upper()) is outcome


@pytest.mark.parametrize(
    ("outcome", "talk", "answered", "effective"),
    [
        (Outcome.INTERESTED, 30, True, True),
        (Outcome.INTERESTED, 29, True, False),
        (Outcome.ANSWERED, 300, True, False),
        (Outcome.REFUSED, 300, True, False),
        (Outcome.CALLBACK, 30, False, False),
    ],
)
def test_an_effective_contact_needs_answer_talk_and_outcome(outcome, talk, answered, effective):
    assert is_effective(outcome, talk, answered=answered, minimum_talk_seconds=30) is effective


def test_the_ladder_shows_each_step_as_a_share_of_the_one_before():
    steps = ladder_of([PersonActivity(None, 80, 40, 10, 2, 0, 0), PersonActivity(None, 20, 10, 0, 0, 0, 0)])
    assert [(step.name, step.count, step.rate) for step in steps] == [
        ("dials", 100, None),
        ("connected", 50, 0.5),
        ("effective", 10, 0.2),
        ("interested", 2, 0.2),
        ("ordered", 0, 0.0),
    ]
    assert [step.rate for step in ladder_of([])] == [None] * 5
