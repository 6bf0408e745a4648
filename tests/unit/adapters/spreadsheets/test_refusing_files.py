"""What is no table is refused with a clear error, and nothing crashes or hangs."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
import xlsxwriter

from callwright.adapters.spreadsheets.errors import TableError
from callwright.adapters.spreadsheets.reader import SpreadsheetReader
from callwright.adapters.spreadsheets.stager import SpreadsheetStager
from callwright.kernel.errors import CallwrightError

BOMB_SHEET = b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>' + b" " * (200 << 20)


def _workbook(sheet: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return made.getvalue()


REFUSED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "tables.empty"),
    "blank": (b"\n\n , \n\n", "tables.empty"),
    "header only": ("公司,电话\n".encode(), "tables.empty"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "tables.not_a_table"),
    "photo": (b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20, "tables.not_a_table"),
    "binary": (bytes(random.Random(1).randbytes(5000)), "tables.not_a_table"),
    "nul bytes": (b"name,phone\nabc,\x0013812345678\n", "tables.not_a_table"),
    "web page": (b"<html><table><tr><td>1</td></tr></table></html>", "tables.not_a_table"),
    "plain archive": (b"PK\x03\x04broken", "tables.broken"),
    "300 columns": (",".join(f"c{n}" for n in range(300)).encode() + b"\n1\n", "tables.too_many_columns"),
    "zip bomb": (_workbook(BOMB_SHEET), "tables.too_large"),
    "far cell": (
        _workbook(b'<worksheet><sheetData><row r="9"><c r="XFD9"><v>1</v></c></row></sheetData></worksheet>'),
        "tables.too_many_columns",
    ),
    "far row": (
        _workbook(
            b'<worksheet><sheetData><row r="1"><c r="GA1"><v>1</v></c></row><row r="1048576"><c r="A1048576">'
            b"<v>1</v></c></row></sheetData></worksheet>"
        ),
        "tables.too_large",
    ),
    "latin text": ("prénom,téléphone\né,1\n".encode("latin-1") * 500, "tables.unknown_encoding"),
    "broken json": (b'{"a": 1}\n{"a": \n', "tables.broken"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_table_is_refused_with_its_code(tmp_path: Path, name: str):
    content, code = REFUSED[name]
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    for read in (SpreadsheetReader().read, lambda p: SpreadsheetStager().stage(p, tmp_path / "out.arrow")):
        with pytest.raises(CallwrightError) as caught:
            read(path)
        assert caught.value.code == code
        assert caught.value.message("zh")
        assert caught.value.message("zh") != caught.value.message("en")


def test_a_huge_cell_is_refused_where_rows_cannot_be_rejected(tmp_path: Path):
    path = tmp_path / "list.csv"
    path.write_text("名称,电话\n" + "x" * 1_000_000 + ",1\n", encoding="utf-8")
    with pytest.raises(CallwrightError, match=r"tables\.cell_too_large"):
        SpreadsheetReader().read(path)


@pytest.mark.parametrize("seed", range(60))
def test_damaged_files_are_read_or_refused_but_never_crash(tmp_path: Path, seed: int):
    rng = random.Random(seed)
    path = tmp_path / "list.xlsx"
    if seed % 2:
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet()
            for row in range(20):
                sheet.write_row(row, 0, ["名称", f"1381234{row:04d}"])
        content = bytearray(path.read_bytes())
    else:
        content = bytearray("名称,电话\n".encode("gb18030") + "甲公司,13812345678\n".encode("gb18030") * 30)
    for _ in range(rng.randrange(1, 30)):
        content[rng.randrange(len(content))] = rng.randrange(256)
    path.write_bytes(content[: rng.randrange(1, len(content) + 1)])
    for read in (SpreadsheetReader().read, lambda p: SpreadsheetStager().stage(p, tmp_path / "out.arrow")):
        with suppress(TableError):
            read(path)
