"""Columns are recognised by header, or by what stands in them."""

from __future__ import annotations

from callwright.flow.lists.clean.column_sniffing import sniff_columns

CELLS = [
    ["华信科技有限公司", "东方贸易有限公司", "长城机械厂"],
    ["张三", "李四", "王小明"],
    ["13812345678", "010-82345678", "无"],
    ["广东省深圳市南山区科技路1号", "北京市海淀区中关村大街5号", "上海市浦东新区世纪大道8号"],
    ["已联系", "", "再打"],
]


def test_chinese_headers_are_known():
    columns = [
        "客户公司名称",
        "客户联系人",
        "手机号",
        "备用电话",
        "详细地址",
        "备注",
        "传真号码",
        "身份证号码",
    ]
    mapping, sniffed = sniff_columns(columns, [[""]] * len(columns))
    assert (mapping.company, mapping.person, mapping.phones) == (
        "客户公司名称",
        "客户联系人",
        ("手机号", "备用电话"),
    )
    assert (mapping.address, mapping.remark, sniffed) == ("详细地址", "备注", [])


def test_english_headers_are_known():
    columns = ["Company Name", "Contact Person", "Mobile_Phone", "Tel 2", "Address", "Industry", "Notes"]
    mapping, _ = sniff_columns(columns, [[""]] * len(columns))
    assert (mapping.company, mapping.person, mapping.phones) == (
        "Company Name",
        "Contact Person",
        ("Mobile_Phone", "Tel 2"),
    )
    assert (mapping.address, mapping.industry, mapping.remark) == ("Address", "Industry", "Notes")


def test_cells_speak_where_headers_say_nothing():
    mapping, sniffed = sniff_columns(["甲", "乙", "丙", "丁", "戊"], CELLS)
    assert (mapping.company, mapping.person, mapping.phones, mapping.address) == ("甲", "乙", ("丙",), "丁")
    assert set(sniffed) == {"company", "person", "phones", "address"}


def test_a_name_column_of_persons_is_a_person():
    mapping, _ = sniff_columns(["名称", "电话"], [CELLS[1], CELLS[2]])
    assert (mapping.company, mapping.person) == (None, "名称")
