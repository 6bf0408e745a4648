"""Files that leave a batch: the row ledger as CSV, the rejected rows and the worklist as XLSX or CSV."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import xlsxwriter

from callwright.flow.lists.clean.errors import ROW_CODES
from callwright.flow.lists.contracts import RowView, Sample
from callwright.flow.lists.decide.spreadsheet_safety import cell_text, shown_text
from callwright.flow.lists.decide.suppression import KINDS
from callwright.flow.lists.decide.worklist import HEADERS, NUMBERS
from callwright.flow.lists.repository import rows
from callwright.flow.lists.service.reading import summary
from callwright.flow.lists.service.screening import suppressed_page
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.phone import PhoneNumber
from callwright.kernel.text import Text
from callwright.platform.db import Session

EXPORT_HEADER = ("row", "status", "code", "entity", "company", "person", "numbers")
REJECTS_HEADER = ("文件 file", "行号 line", "代码 code", "原因", "reason")
SUPPRESSED_HEADER = (
    "行 row", "公司 company", "联系人 person", "号码 numbers", "代码 kind", "原因", "reason",
    "截止 until", "说明 remark", "来自 source",
)  # fmt: skip
ROWS_PER_SHEET = 1_000_000
COMPANY = CompanyCalendar()
_NO_SENTENCE = Text("未说明的原因。", "No sentence for this code.")


async def write_export(session: Session, batch_id: UUID, target: Path, *, reveal: bool = True) -> int:
    """Write one line per input row, in file order: row,status,code,entity,company,person,numbers.

    Numbers are E.164 joined by `|` (masked unless `reveal`); UTF-8; names that would run as a formula get an
    apostrophe. Returns how many rows were written; UnknownBatch (404).
    """
    await summary(session, batch_id)
    written = 0
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(EXPORT_HEADER)
        async for row in rows.stream(session, batch_id):
            writer.writerow(_export_line(row, reveal=reveal))
            written += 1
    return written


def _export_line(row: RowView, *, reveal: bool) -> list[object]:
    entity = str(row.entity) if row.entity else ""
    names = (shown_text(row.company), shown_text(row.person))
    return [row.row, row.status, row.code, entity, *names, joined(row.numbers, reveal=reveal)]


def joined(numbers: Sequence[str], *, reveal: bool) -> str:
    """Numbers joined by `|`, masked unless `reveal`."""
    return "|".join(one if reveal else PhoneNumber(one).masked for one in numbers)


async def write_rejects(session: Session, batch_id: UUID, target: Path) -> int:
    """Write the rejected rows as XLSX: the reason in both languages beside the row as it came.

    Every cell is a string, so nothing in it is run. Returns how many rows there are; UnknownBatch (404).
    """
    await summary(session, batch_id)
    found = [row async for row in rows.stream(session, batch_id, status="rejected")]
    columns = list(dict.fromkeys(name for row in found for name in row.original))
    with xlsxwriter.Workbook(str(target), SAFE) as book:
        for start in range(0, max(1, len(found)), ROWS_PER_SHEET):
            sheet = book.add_worksheet(f"rejects {start // ROWS_PER_SHEET + 1}")
            write_line(sheet, 0, [*REJECTS_HEADER, *columns])
            for place, row in enumerate(found[start : start + ROWS_PER_SHEET], 1):
                write_line(sheet, place, _reject_line(row, columns))
            sheet.freeze_panes(1, 0)
            sheet.set_column(3, 4, 40)
    return len(found)


async def write_suppressed(
    session: Session,
    batch_id: UUID,
    target: Path,
    *,
    campaign_code: str | None = None,
    reveal: bool,
    calendar: CompanyCalendar = COMPANY,
) -> int:
    """Write who of a batch must not be called for its campaign, a line per reason, as XLSX; returns how many lines.

    Numbers are masked unless `reveal`. UnknownBatch (404), NotJudgedYet (409).
    """
    found, _ = await suppressed_page(session, batch_id, campaign_code=campaign_code, size=None)
    with xlsxwriter.Workbook(str(target), SAFE) as book:
        for start in range(0, max(1, len(found)), ROWS_PER_SHEET):
            sheet = book.add_worksheet(f"suppressed {start // ROWS_PER_SHEET + 1}")
            write_line(sheet, 0, SUPPRESSED_HEADER)
            for place, one in enumerate(found[start : start + ROWS_PER_SHEET], 1):
                name = KINDS[one.kind]  # type: ignore[index]  # a stored kind
                until = _last_day(one.until, calendar) if one.until else "长期 for good"
                numbers = joined(one.numbers, reveal=reveal)
                said = (one.kind, name.zh, name.en, until, one.reason, one.source)
                write_line(sheet, place, (one.row, one.company, one.person, numbers, *said))
            sheet.freeze_panes(1, 0)
    return len(found)


def _last_day(until: datetime, calendar: CompanyCalendar) -> str:
    """The last company day on which a suppression holds."""
    return calendar.day_of(until - timedelta(seconds=1)).isoformat()


SAFE = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def _reject_line(row: RowView, columns: Sequence[str]) -> list[object]:
    sentence = reason_of(row.code)
    original = [row.original.get(name, "") for name in columns]
    return [row.file, row.line, row.code, sentence.zh, sentence.en, *original]


def reason_of(code: str) -> Text:
    """The sentence of a row code (product §2.3)."""
    return ROW_CODES.get(code, _NO_SENTENCE)


def write_line(sheet: xlsxwriter.worksheet.Worksheet, place: int, cells: Sequence[object]) -> None:
    """Write a line of text cells that nothing runs."""
    for column, cell in enumerate(cells):
        sheet.write_string(place, column, cell_text(cell))


def write_worklist(sample: Sample, target: Path, *, reveal: bool) -> None:
    """Write a drawn sample for the verifier: CSV by suffix .csv, else XLSX; the result column 结果 is empty.

    Numbers are masked unless `reveal`.
    """
    lines: list[Sequence[object]] = [
        [
            row.row,
            row.company,
            row.person,
            row.city,
            joined(row.numbers, reveal=reveal),
            row.verdict or "",
            "",
        ]
        for row in sample.rows
    ]
    if target.suffix.lower() == ".csv":
        with target.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEADERS)
            writer.writerows(_worklist_line(line) for line in lines)
        return
    with xlsxwriter.Workbook(str(target), SAFE) as book:
        sheet = book.add_worksheet("worklist")
        for place, line in enumerate([HEADERS, *lines]):
            write_line(sheet, place, line)
        sheet.freeze_panes(1, 0)
        sheet.set_column(1, 4, 24)


def _worklist_line(line: Sequence[object]) -> list[object]:
    """Names made harmless; row number and E.164 numbers as they are."""
    return [cell if place in (0, NUMBERS) else shown_text(str(cell)) for place, cell in enumerate(line)]
