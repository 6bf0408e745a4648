"""What a preview says about columns that were not understood."""

from __future__ import annotations

from callwright.flow.lists.clean.column_sniffing import cell_kinds
from callwright.flow.lists.decide.previews import column_previews, missing_fields

PHONES = ["13812340001", "0571-88880001", "", "13912340002"]
NAMES = ["杭州云杉机械有限公司", "苏州海棠食品有限公司", "广州青禾广告有限公司", ""]
PEOPLE = ["王一", "李二", "张三", "赵四"]


def described(column: str, cells: list[str], field: str | None) -> tuple[str | None, str | None]:
    fields = {column: field} if field else {}
    found = column_previews([column], [cells], [cell_kinds(cells)], fields, ["phones"])[0]
    return found.taken, found.doubt


def test_columns_that_fit_raise_no_doubt():
    assert described("电话", PHONES, "phones") == ("cells", None)
    assert described("企业名称", NAMES, "company") == ("header", None)
    assert described("备注", ["明天再打", "", "", ""], None) == (None, None)


def test_a_number_column_with_names_in_it_is_doubtful():
    assert described("电话", NAMES, "phones") == ("cells", "few_numbers")


def test_a_company_column_with_people_in_it_is_doubtful():
    assert described("名称", PEOPLE, "company") == ("header", "few_companies")


def test_numbers_nobody_reads_are_pointed_out_but_not_a_fax():
    assert described("x7", PHONES, None) == (None, "numbers_unused")
    assert described("传真", PHONES, None) == (None, None)
    assert described("x8", NAMES, None) == (None, "companies_unused")


def test_an_empty_column_that_is_read_is_pointed_out():
    assert described("地址", ["", " ", ""], "address") == ("header", "empty")


def test_a_few_cells_are_shown_and_the_filled_share_told():
    found = column_previews(["a"], [["", "1", "2", "3", "4", "5"]], [cell_kinds([])], {}, [])[0]
    assert found.cells == ("1", "2", "3", "4")
    assert round(found.filled, 3) == 0.833


def test_numbers_and_a_name_are_needed():
    assert missing_fields({"a": "address"}) == ("phones", "company")
    assert missing_fields({"a": "phones", "b": "person"}) == ()
