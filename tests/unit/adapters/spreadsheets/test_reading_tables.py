"""Tables of every make become the same rows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import xlsxwriter

from callwright.adapters.spreadsheets.reader import SpreadsheetReader
from callwright.adapters.spreadsheets.stager import SpreadsheetStager
from callwright.flow.lists.clean.tables import read_table

TEXT = "公司名称,联系人,联系电话\n华信科技有限公司,张三,13812345678\n东方贸易有限公司,李四,010-82345678\n"
TRADITIONAL = (
    "公司名稱,聯絡人,電話\n台北電子有限公司,陳先生,0912345678\n高雄貿易有限公司,林小姐,07-1234567\n" * 3
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_every_encoding_and_delimiter_gives_the_same_rows(tmp_path: Path, encoding: str, delimiter: str):
    path = tmp_path / "list.csv"
    path.write_bytes(TEXT.replace(",", delimiter).encode(encoding))
    table = SpreadsheetReader().read(path)
    assert table.columns == ["公司名称", "联系人", "联系电话"]
    assert [row.cells["联系电话"] for row in table.rows] == ["13812345678", "010-82345678"]
    assert [row.line for row in table.rows] == [2, 3]


def test_big5_is_told_from_gb18030(tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_bytes(TRADITIONAL.encode("big5"))
    table = SpreadsheetReader().read(path)
    assert (table.encoding, table.columns[0]) == ("Big5", "公司名稱")


def test_title_rows_and_a_merged_header_stand_above_the_header(tmp_path: Path):
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("说明").write(0, 0, "填表说明")
        sheet = book.add_worksheet("数据")
        sheet.merge_range(0, 0, 0, 2, "2026年客户名单")
        sheet.merge_range(1, 1, 1, 2, "联系方式")
        sheet.write_row(2, 0, ["公司名称", "手机", "金额"])
        sheet.write(3, 0, "甲公司")
        sheet.write_number(3, 1, 13812345678)
        sheet.write_number(3, 2, 12.5)
        sheet.write_row(5, 0, ["乙公司", "010-82345678"])
    table = SpreadsheetReader().read(path)
    assert (table.sheet, table.sheets, table.columns) == (
        "数据",
        ["说明", "数据"],
        ["公司名称", "手机", "金额"],
    )
    assert table.rows[0].cells == {"公司名称": "甲公司", "手机": "13812345678", "金额": "12.5"}
    assert [row.line for row in table.rows] == [4, 6]


def test_a_table_without_header_keeps_its_first_row(tmp_path: Path):
    path = tmp_path / "list.txt"
    path.write_text("13812345678\n13912345678\n", encoding="utf-8")
    table = SpreadsheetReader().read(path)
    assert [row.cells["column_1"] for row in table.rows] == ["13812345678", "13912345678"]


def test_pasted_lines_are_cut_at_blanks(tmp_path: Path):
    path = tmp_path / "pasted.txt"
    path.write_text("张三  13812345678\n李四 13912345678\n", encoding="utf-8")
    rows = SpreadsheetReader().read(path).rows
    assert [list(row.cells.values()) for row in rows] == [["张三", "13812345678"], ["李四", "13912345678"]]


def test_json_lines_keep_every_key(tmp_path: Path):
    path = tmp_path / "list.jsonl"
    objects = [{"name": "甲", "phones": ["13812345678", "13912345678"]}, {"name": "乙", "age": 1.50}]
    path.write_text("\n".join(json.dumps(item, ensure_ascii=False) for item in objects), encoding="utf-8")
    rows = SpreadsheetReader().read(path).rows
    assert rows[0].cells["phones"] == "13812345678;13912345678"
    assert rows[1].cells["age"] == "1.5"


def test_ragged_rows_and_broken_quotes_lose_no_character(tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_text('公司,电话\n甲,"138\n乙,139,更多,还有\n"丙 ""好""",140\n', encoding="utf-8")
    rows = SpreadsheetReader().read(path).rows
    assert [row.line for row in rows] == [2, 3, 4]
    assert "".join("".join(row.cells.values()) for row in rows) == '甲"138乙139更多还有丙 "好"140'


def test_staging_by_the_fast_and_the_careful_way_gives_the_same_rows(tmp_path: Path):

    clean, gaps = tmp_path / "clean.csv", tmp_path / "gaps.csv"
    body = [f"公司{n}有限公司,1381234{n:04d}" for n in range(500)]
    clean.write_text("\n".join(["名称,电话", *body]) + "\n", encoding="utf-8")
    gaps.write_text("\n".join(["名称,电话", *body[:250], "", ",", *body[250:]]) + "\n", encoding="utf-8")
    stager = SpreadsheetStager()
    one = stager.stage(clean, tmp_path / "one.arrow")
    two = stager.stage(gaps, tmp_path / "two.arrow")
    assert (one.rows, one.first_line, one.blank_lines) == (500, 2, 0)
    assert (two.rows, two.first_line, two.blank_lines) == (500, None, 2)
    left = read_table(tmp_path / "one.arrow").to_pylist()
    right = read_table(tmp_path / "two.arrow").to_pylist()
    assert [(r["c0"], r["c1"]) for r in left] == [(r["c0"], r["c1"]) for r in right]
    assert right[249]["line"] == 251
    assert right[250]["line"] == 254


def test_a_cell_beyond_the_limit_marks_its_row_only(tmp_path: Path):

    path = tmp_path / "list.csv"
    path.write_text(
        "名称,电话\n甲,13812345678\n" + "乙" * 1_000_000 + ",13912345678\n丙,1\n", encoding="utf-8"
    )
    staged = SpreadsheetStager().stage(path, tmp_path / "out.arrow")
    assert staged.rows == 3
    assert [r["oversize"] for r in read_table(tmp_path / "out.arrow").to_pylist()] == [
        False,
        True,
        False,
    ]
