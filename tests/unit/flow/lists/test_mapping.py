"""Column mappings as people give them, per layout of file, and what a source remembers of them."""

from __future__ import annotations

import pytest

from callwright.flow.lists.clean.contracts import ColumnMapping
from callwright.flow.lists.decide.mapping import chosen_sheets, read_mapping, remembered

TWO = {
    "layouts": [
        {"header": ["企业名称", "电话", "传真"], "company": "企业名称", "phones": ["电话"]},
        {"header": ["客户", "手机", "座机"], "company": "客户", "phones": ["手机", "座机"]},
    ]
}


def test_every_file_gets_the_layout_that_has_its_columns():
    mapping = ColumnMapping.from_json(read_mapping(TWO))
    first = mapping.for_columns(["企业名称", "电话", "传真"])
    second = mapping.for_columns(["客户", "手机", "座机"])
    assert first is not None
    assert second is not None
    assert (first.company, first.phones) == ("企业名称", ("电话",))
    assert (second.company, second.phones) == ("客户", ("手机", "座机"))


def test_its_own_header_beats_a_layout_that_merely_fits():
    mapping = ColumnMapping(
        layouts=(
            ColumnMapping(company="a", phones=("b", "c"), header=("a", "b", "c", "d")),
            ColumnMapping(company="a", phones=("b",), header=("a", "b", "c")),
        )
    )
    own = mapping.for_columns(["a", "b", "c"])
    near = mapping.for_columns(["a", "b", "c", "x"])
    assert own is not None
    assert near is not None
    assert own.phones == ("b",)
    assert near.phones == ("b", "c")


def test_a_file_that_no_layout_fits_is_left_to_sniffing():
    assert ColumnMapping.from_json(read_mapping(TWO)).for_columns(["甲", "乙"]) is None
    assert ColumnMapping().for_columns(["甲"]) is None


def test_a_mapping_for_all_files_is_used_whatever_the_columns():
    plain = ColumnMapping(phones=("手机",))
    assert plain.for_columns(["x"]) is plain


def test_layouts_survive_being_stored():
    mapping = ColumnMapping.from_json(read_mapping(TWO))
    assert ColumnMapping.from_json(mapping.to_json()) == mapping


def test_sheets_are_chosen_by_file_name_and_not_remembered():
    given = read_mapping(
        {"phones": "电话", "sheets": {"a.xlsx": "客户", "b.xlsx": "", "c.xlsx": ["一", "二"]}}
    )
    assert given == {"phones": ["电话"], "sheets": {"a.xlsx": ["客户"], "c.xlsx": ["一", "二"]}}
    assert chosen_sheets(given) == {"a.xlsx": ["客户"], "c.xlsx": ["一", "二"]}
    assert remembered({}, given) == {"phones": ["电话"]}
    assert remembered({"phones": ["手机"]}, {"sheets": {"a.xlsx": ["客户"]}}) == {"phones": ["手机"]}


def test_a_source_remembers_each_layout_once_and_the_newest_of_it():
    before = read_mapping(TWO)
    corrected = {"layouts": [{"header": ["客户", "手机", "座机"], "person": "客户", "phones": ["手机"]}]}
    after = remembered(before, read_mapping(corrected))
    assert after["layouts"] == [read_mapping(corrected)["layouts"][0], before["layouts"][0]]
    assert remembered(after, read_mapping(corrected)) == after


@pytest.mark.parametrize(
    "given",
    [
        {"layouts": {"a": 1}},
        {"layouts": [1]},
        {"sheets": ["a"]},
        {"layouts": [{"header": "a"}]},
        {"layouts": [{"fax": "传真"}]},
    ],
)
def test_a_mapping_that_is_none_is_refused(given: dict[str, object]):
    with pytest.raises(ValueError, match=r"layouts|sheets|header|fax"):
        read_mapping(given)
