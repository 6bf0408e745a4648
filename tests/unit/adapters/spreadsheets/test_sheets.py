"""Workbooks with several sheets: which is read, how another or several are chosen, what is told of the rest."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest
import xlsxwriter

from callwright.adapters.spreadsheets.cells import BLANK_STARTS, blank_rows
from callwright.adapters.spreadsheets.contracts import StagedTable
from callwright.adapters.spreadsheets.reader import SpreadsheetReader
from callwright.adapters.spreadsheets.stager import SpreadsheetStager
from callwright.flow.lists.clean.tables import read_table
from callwright.kernel.errors import CallwrightError

HEADER = ["公司名称", "电话"]
SHENZHEN = [HEADER, ["甲公司", "13812345678"], ["", ""], ["乙公司", "13812345679"], ["丙公司", "13812345670"]]
KUNMING = [["2026年昆明名单"], ["电话", "公司名称", "备注"], ["13912345678", "丁公司", "新"]]


def workbook(path: Path, sheets: dict[str, list[list[str]]], hidden: tuple[str, ...] = ()) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_chartsheet("图")
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if name in hidden:
                sheet.hide()
    return path


@pytest.fixture
def several(tmp_path: Path) -> Path:
    hidden = [["x", "y", "z"]] * 20
    return workbook(
        tmp_path / "a.xlsx",
        {"说明": [["填表说明"]], "深圳": SHENZHEN, "昆明": KUNMING, "藏": hidden},
        ("藏",),
    )


def rows(staged: StagedTable, target: Path) -> list[dict[str, object]]:
    names = {f"c{place}": name for place, name in enumerate(staged.columns)}
    return [
        {names.get(key, key): value for key, value in row.items()} for row in read_table(target).to_pylist()
    ]


def test_every_sheet_is_told_with_its_rows_and_columns(several: Path) -> None:
    found = SpreadsheetStager().sheets(several)
    assert [(one.name, one.rows, one.blank_lines, one.header_line, one.visible) for one in found] == [
        ("图", 0, 0, 0, True),
        ("说明", 1, 0, 0, True),
        ("深圳", 3, 1, 1, True),
        ("昆明", 1, 0, 2, True),
        ("藏", 20, 0, 0, False),
    ]
    assert found[3].columns == ["电话", "公司名称", "备注"]


def test_without_a_choice_the_fullest_visible_sheet_is_read_and_the_others_are_named(
    several: Path, tmp_path: Path
) -> None:
    staged = SpreadsheetStager().stage(several, tmp_path / "t")
    assert (staged.sheet, staged.rows, staged.blank_lines) == ("深圳", 3, 1)
    assert staged.other_sheets == ["图", "说明", "昆明", "藏"]
    assert [sheet.name for sheet in staged.sheets] == ["图", "说明", "深圳", "昆明", "藏"]
    assert SpreadsheetReader().read(several).sheet == "深圳"


def test_another_sheet_can_be_chosen_also_a_hidden_one(several: Path, tmp_path: Path) -> None:
    stager = SpreadsheetStager()
    assert stager.stage(several, tmp_path / "t", sheet="昆明").columns == ["电话", "公司名称", "备注"]
    assert stager.stage(several, tmp_path / "t", sheet="藏").rows == 20


def test_several_sheets_stand_below_each_other_by_the_names_of_their_columns(
    several: Path, tmp_path: Path
) -> None:
    staged = SpreadsheetStager().stage(several, tmp_path / "t", sheet=["昆明", "深圳"])
    assert staged.columns == ["公司名称", "电话", "备注", "工作表"]
    assert (staged.sheet, staged.other_sheets, staged.first_line) == (
        "深圳、昆明",
        ["图", "说明", "藏"],
        None,
    )
    found = rows(staged, tmp_path / "t")
    assert [(row["公司名称"], row["电话"], row["备注"], row["工作表"], row["line"]) for row in found] == [
        ("甲公司", "13812345678", None, "深圳", 2),
        ("乙公司", "13812345679", None, "深圳", 4),
        ("丙公司", "13812345670", None, "深圳", 5),
        ("丁公司", "13912345678", "新", "昆明", 3),
    ]
    assert (staged.rows, staged.blank_lines) == (4, 1)


def test_all_sheets_with_rows_can_be_asked_for(several: Path, tmp_path: Path) -> None:
    staged = SpreadsheetStager().stage(several, tmp_path / "t", sheet="*")
    assert (staged.sheet, staged.other_sheets, staged.rows) == ("说明、深圳、昆明、藏", ["图"], 25)
    assert {row["工作表"] for row in rows(staged, tmp_path / "t")} == {"说明", "深圳", "昆明", "藏"}


def test_a_sheet_that_is_not_there_is_an_error_that_names_the_others(several: Path, tmp_path: Path) -> None:
    with pytest.raises(CallwrightError, match=r"tables\.unknown_sheet") as caught:
        SpreadsheetStager().stage(several, tmp_path / "t", sheet=["深圳", "北京"])
    assert "昆明" in caught.value.message("zh")


def test_a_text_file_has_no_sheets(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("公司名称,电话\n甲公司,13812345678\n", encoding="utf-8")
    stager = SpreadsheetStager()
    assert stager.sheets(path) == []
    assert stager.stage(path, tmp_path / "t", sheet="*").rows == 1
    with pytest.raises(CallwrightError, match=r"tables\.unknown_sheet"):
        stager.stage(path, tmp_path / "t", sheet="名单")


def test_a_sheet_too_wide_does_not_stop_the_others(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"名单": SHENZHEN * 200, "宽": [[f"{n}" for n in range(300)]]})
    stager = SpreadsheetStager()
    assert stager.stage(path, tmp_path / "t").sheet == "名单"
    for choice in ("宽", "*"):
        with pytest.raises(CallwrightError, match=r"tables\.too_many_columns"):
            stager.stage(path, tmp_path / "t", sheet=choice)


def test_a_column_called_like_the_sheet_column_stays(tmp_path: Path) -> None:
    rows_ = [["公司名称", "电话", "工作表"], ["甲公司", "13812345678", "第一"]]
    path = workbook(tmp_path / "a.xlsx", {"一": rows_, "二": rows_})
    staged = SpreadsheetStager().stage(path, tmp_path / "t", sheet="*")
    assert staged.columns == ["公司名称", "电话", "工作表", "工作表 (2)"]
    assert [row["工作表 (2)"] for row in rows(staged, tmp_path / "t")] == ["一", "二"]


def test_an_empty_workbook_says_so_whatever_is_asked(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    book = openpyxl.Workbook()
    book.create_sheet("二")
    book.save(buffer)
    path = tmp_path / "a.xlsx"
    path.write_bytes(buffer.getvalue())
    for choice in (None, "*", "二"):
        with pytest.raises(CallwrightError, match=r"tables\.empty"):
            SpreadsheetStager().stage(path, tmp_path / "t", sheet=choice)


def test_blank_rows_are_those_python_takes_for_blank() -> None:
    blanks = [chr(code) for code in range(0x110000) if chr(code).isspace()]
    assert all(BLANK_STARTS[blank.encode()[0]] for blank in blanks)
    rows = [*blanks, "", None, " \u3000\t", "一", "\u4e00 ", "x", "\xa0x", "\u200b"]
    batch = pa.record_batch(
        {"c0": pa.array(rows, pa.string()), "c1": pa.array([""] * len(rows), pa.string())}
    )
    assert blank_rows(batch) == len(blanks) + 3
    assert blank_rows(batch.slice(len(blanks))) == 3
