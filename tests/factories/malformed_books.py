"""Workbooks: odd but whole ones, broken ones, dangerous ones (XLSX, XLS, ODS)."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from datetime import datetime

import xlsxwriter
from tests.factories.malformed_containers import compound, ods, unzipped, xls, zipped
from tests.factories.malformed_files import HEADER, Malformed, marks_of, rows
from xlsxwriter.worksheet import Worksheet

Body = list[list[str]]
SHEET = "xl/worksheets/sheet1.xml"


def book(*sheets: tuple[str, Callable[[Worksheet], None]]) -> bytes:
    """An XLSX of these sheets."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"strings_to_urls": False, "strings_to_formulas": False}) as opened:
        opened.set_properties({"created": datetime(2026, 1, 1)})
        for name, fill in sheets:
            fill(opened.add_worksheet(name))
    return made.getvalue()


def filled(body: Body, *, first: int = 0, column: int = 0) -> Callable[[Worksheet], None]:
    """Header and rows from this row and column of the sheet on."""

    def fill(sheet: Worksheet) -> None:
        for number, cells in enumerate([list(HEADER), *body], start=first):
            for at, cell in enumerate(cells, start=column):
                sheet.write_string(number, at, cell)

    return fill


def plain(body: Body) -> bytes:
    """A usual workbook."""
    return book(("名单", filled(body)))


def files(rng: random.Random) -> Iterator[Malformed]:
    """Every kind of workbook."""
    yield from _odd(rng)
    yield from _other_formats(rng)
    yield from _refused(rng)
    whole = plain(rows(rng))
    for percent in (3, 30, 60, 90, 99):
        yield _file(
            f"cut at {percent} percent.xlsx", whole[: len(whole) * percent // 100], code="tables.broken"
        )
    for name, content in (
        ("xlsx", whole),
        ("ods", ods([HEADER, *rows(rng)])),
        ("xls", xls([HEADER, *rows(rng)])),
    ):
        for number in range(6):
            hurt = bytearray(content)
            for _ in range(1 + 4 * number):
                hurt[rng.randrange(len(hurt))] = rng.randrange(256)
            yield _file(f"bytes changed {number}.{name}", bytes(hurt), either=True)


def _file(
    name: str,
    content: bytes,
    records: int | None = None,
    body: Body | None = None,
    code: str | None = None,
    *,
    either: bool = False,
) -> Malformed:
    return Malformed("books", name, content, records, marks_of(body or []), code, either)


def _odd(rng: random.Random) -> Iterator[Malformed]:
    body = rows(rng)
    yield _file("usual.xlsx", plain(body), 9, body)
    yield _file("usual named csv.csv", plain(body), 9, body)
    yield _file("usual without suffix", plain(body), 9, body)
    body = rows(rng)
    yield _file("table in the middle.xlsx", book(("名单", filled(body, first=7, column=4))), 16, body)
    body = rows(rng)
    yield _file("merged title.xlsx", book(("名单", _titled(body))), 11, body)
    body = rows(rng)
    yield _file("kinds of cells.xlsx", book(("名单", _typed(body))), 9, body)
    body = rows(rng)
    yield _file("empty first sheet.xlsx", book(("空", lambda _: None), ("名单", filled(body))), 9, body)
    body = rows(rng)
    yield _file("signs in its name.xlsx", book(("名'单 <&>", filled(body))), 9, body)
    body = rows(rng)
    yield _file("gaps.xlsx", book(("名单", _gaps(body))), 17, body)
    body = rows(rng)
    parts = unzipped(plain(body))
    link = '<?xml version="1.0"?><externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    yield _file("external link.xlsx", zipped({**parts, "xl/externalLinks/externalLink1.xml": link}), 9, body)
    yield _file("macros.xlsm", zipped({**parts, "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 500}), 9, body)
    yield _file("stored not packed.xlsx", zipped(parts, packed=False), 9, body)
    yield _file("bytes behind its end.xlsx", plain(body) + b"\x00" * 300, 9, body)
    yield _file("path outside.xlsx", zipped({**parts, "../../../../tmp/evil.txt": b"x"}), 9, body)
    far = parts[SHEET].replace(b'<row r="9"', b'<row r="99999"').replace(b'9" t="s"', b'9" t="s"')
    yield _file("row numbers jump.xlsx", zipped({**parts, SHEET: far}), either=True)


def _titled(body: Body) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        sheet.merge_range(0, 0, 0, 4, "2026年客户名单")
        sheet.merge_range(1, 1, 1, 2, "联系方式")
        filled(body, first=2)(sheet)

    return fill


def _typed(body: Body) -> Callable[[Worksheet], None]:
    """Numbers, formulas with and without results, links, dates, truth values, errors, rich text."""

    def fill(sheet: Worksheet) -> None:
        filled(body)(sheet)
        sheet.write_number(1, 2, 13812345678)
        sheet.write_number(2, 2, 1.38e10)
        sheet.write_formula(3, 2, "=1+1", value="13812345679")
        sheet.write_formula(4, 2, "=NA()", value="#N/A")
        sheet.write_url(5, 2, "https://example.invalid/", string="13812345670")
        sheet.write_number(6, 2, 45930.5)
        sheet.write_boolean(7, 2, True)
        sheet.write_comment(8, 2, "批注")
        sheet.write_formula(8, 0, '=HYPERLINK("http://example.invalid","x")', value="=1+1")

    return fill


def _gaps(body: Body) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        for at, cell in enumerate(HEADER):
            sheet.write_string(0, at, cell)
        for number, cells in enumerate(body):
            for at, cell in enumerate(cells):
                sheet.write_string(2 + 2 * number, at, cell)

    return fill


def _other_formats(rng: random.Random) -> Iterator[Malformed]:
    body = rows(rng)
    yield _file("usual.xls", xls([HEADER, *body]), 9, body)
    yield _file("usual xls named xlsx.xlsx", xls([HEADER, *body]), 9, body)
    body = rows(rng)
    numbers = [[*cells[:2], float(cells[2]), *cells[3:]] for cells in body]
    yield _file("numbers.xls", xls([HEADER, *numbers]), 9, body)
    body = rows(rng)
    yield _file("usual.ods", ods([HEADER, *body]), 9, body)
    yield _file("usual ods named xls.xls", ods([HEADER, *body]), 9, body)
    body = rows(rng)
    nothing = '<table:table-cell table:number-columns-repeated="16384"/>'
    gap = f'<table:table-row table:number-rows-repeated="1048000">{nothing}</table:table-row>'
    yield _file("empty to the last row.ods", ods([HEADER, *body], gap), 9, body)
    times = 'office:value-type="string" table:number-columns-repeated="16000"'
    cell = f"<table:table-cell {times}><text:p>x</text:p></table:table-cell>"
    yield _file(
        "a cell repeated.ods",
        ods([HEADER, *body], f"<table:table-row>{cell}</table:table-row>"),
        code="tables.too_many_columns",
    )
    lines = f'<table:table-row table:number-rows-repeated="1000000">{cell.replace("16000", "5")}</table:table-row>'
    yield _file("rows repeated.ods", ods([HEADER, *body], lines), code="tables.too_large")
    yield _file("cut.ods", ods([HEADER, *body])[:-300], code="tables.broken")
    yield _file("cut.xls", xls([HEADER, *body])[:1200], code="tables.broken")
    yield _file("only a container.xls", compound({"Something": b"x"}), code="tables.broken")
    yield _file(
        "encrypted.xlsx",
        compound({"EncryptionInfo": b"\x04\x00", "EncryptedPackage": rng.randbytes(5000)}),
        code="tables.broken",
    )


def _refused(rng: random.Random) -> Iterator[Malformed]:
    parts = unzipped(plain(rows(rng)))
    without = {name: content for name, content in parts.items() if name != SHEET}
    yield _file("without its sheet.xlsx", zipped(without), code="tables.broken")
    yield _file(
        "without its list of sheets.xlsx",
        zipped({n: c for n, c in parts.items() if n != "xl/workbook.xml"}),
        code="tables.not_a_table",
    )
    yield _file(
        "without its strings.xlsx", zipped({n: c for n, c in parts.items() if "shared" not in n}), either=True
    )
    yield _file("xml cut.xlsx", zipped({**parts, SHEET: parts[SHEET][:600]}), either=True)
    yield _file("xml is text.xlsx", zipped({**parts, SHEET: b"hello"}), either=True)
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "' + b"b" * 1000 + b'">' + b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%s;" % (str(n - 1).encode() if n else b"") * 10) for n in range(9)
    ) + b"]>"  # fmt: skip
    yield _file(
        "entities without end.xlsx",
        zipped(
            {**parts, SHEET: entity + parts[SHEET].split(b"?>", 1)[1].replace(b"<v>0</v>", b"<v>&a8;</v>")}
        ),
        either=True,
    )
    yield _file(
        "bomb.xlsx", zipped({**parts, SHEET: parts[SHEET] + b" " * (80 << 20)}), code="tables.too_large"
    )
    yield _file("no rows.xlsx", book(("空", lambda _: None)), code="tables.empty")
    yield _file("header only.xlsx", plain([]), code="tables.empty")
    yield _file(
        "only formats.xlsx",
        book(("空", lambda sheet: [sheet.write_blank(n, 0, None) for n in range(50)] and None)),
        code="tables.empty",
    )
    wide = [[f"{n}" for n in range(300)] for _ in range(3)]
    yield _file("300 columns.xlsx", book(("宽", filled(wide))), code="tables.too_many_columns")
    yield _file("far row.xlsx", zipped({**parts, SHEET: _far(parts[SHEET])}), either=True)
    yield _file("zip in zip.xlsx", zipped({"a.xlsx": plain(rows(rng))}), code="tables.not_a_table")
    yield _file(
        "word document.xlsx",
        zipped({"word/document.xml": "<w/>", "[Content_Types].xml": "<t/>"}),
        code="tables.not_a_table",
    )


def _far(sheet: bytes) -> bytes:
    """One more cell in the last row a sheet can have."""
    return sheet.replace(b"</sheetData>", b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>')
