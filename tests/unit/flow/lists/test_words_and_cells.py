"""Words of verifiers, mappings of people, cells that must not run."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from callwright.flow.lists.decide.mapping import read_mapping
from callwright.flow.lists.decide.spreadsheet_safety import LONGEST_CELL, cell_text, shown_text
from callwright.flow.lists.decide.verdicts import verdict_of
from callwright.flow.lists.service.originals import plain_name


@pytest.mark.parametrize(
    ("word", "verdict"),
    [
        ("有效", "good"),
        (" Good ", "good"),
        ("ＧＯＯＤ", "good"),
        ("无效", "invalid_number"),
        ("空号", "invalid_number"),
        ("bad", "invalid_number"),
        ("错号", "wrong_entity"),
        ("停机", "unreachable"),
        ("非目标", "outside_target"),
        ("", None),
        ("待核验", None),
    ],
)
def test_a_result_word_is_understood(word: str, verdict: str | None) -> None:
    assert verdict_of(word) == verdict


@pytest.mark.parametrize("word", ["也许", "??", "goodish"])
def test_an_unknown_result_is_not_guessed(word: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        verdict_of(word)


def test_a_mapping_is_read_as_people_write_it() -> None:
    assert read_mapping(None) == {}
    assert read_mapping({"公司": "单位", "电话": "tel", "number": "手机"}) == {
        "company": "单位",
        "phones": ["tel", "手机"],
    }
    assert read_mapping({"columns": {"phones": ["a", "b"], "person": ""}}) == {"phones": ["a", "b"]}
    for wrong in ({"colour": "x"}, {"company": 7}, {"columns": ["x"]}):
        with pytest.raises(ValueError, match=r".+"):
            read_mapping(wrong)


@given(st.text())
def test_no_csv_cell_starts_a_formula(text: str) -> None:
    assert not shown_text(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert "\x00" not in shown_text(text)


@given(st.text())
def test_every_xlsx_cell_can_be_written(text: str) -> None:
    shown = cell_text(text)
    assert len(shown) <= LONGEST_CELL
    assert all(sign >= " " or sign in "\t\n\r" for sign in shown)


@given(st.text(max_size=300))
def test_an_upload_name_is_only_a_name(name: str) -> None:
    shown = plain_name(name)
    assert shown
    assert "/" not in shown
    assert "\x00" not in shown
    assert shown not in (".", "..")
