"""The claim sheet for a supplier: every ground with its rows, as a workbook (product §2.8)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from uuid import UUID

import xlsxwriter

from callwright.flow.lists.contracts import RowView
from callwright.flow.lists.decide.supply import BatchSupply, claim_of
from callwright.flow.lists.repository import rows, supply
from callwright.flow.lists.service.exporting import SAFE, reason_of, write_line
from callwright.flow.lists.service.supply import batch_supply, source_supply
from callwright.platform.db import Session

SUMMARY_HEADER = (
    "批次 batch", "导入时间 imported", "行数 rows", "价格 price", "单价 unit price", "理由", "ground",
    "行数 rows claimed", "推算 estimated", "金额 amount",
)  # fmt: skip
ROWS_HEADER = ("批次 batch", "文件 file", "行号 line", "代码 code", "原因", "reason", "备注 remark")
PLACES_AT_ONCE = 20_000
ROWS_AT_MOST = 1_000_000
VERDICTS = {
    "invalid_number": ("空号或号码错误", "invalid number"),
    "unreachable": ("无法接通", "unreachable"),
    "wrong_entity": ("号主不符", "wrong party"),
    "outside_target": ("非目标客户", "outside the target group"),
}


async def write_batch_claim(session: Session, batch_id: UUID, target: Path) -> int:
    """Write the claim sheet of one batch as XLSX; returns how many rows it names. UnknownBatch (404)."""
    return await _write(session, [await batch_supply(session, batch_id)], target)


async def write_source_claim(session: Session, source_id: UUID, target: Path) -> int:
    """Write the claim sheet of a source over all its batches; returns how many rows it names. UnknownSource (404)."""
    return await _write(session, await source_supply(session, source_id), target)


async def _write(session: Session, batches: Sequence[BatchSupply], target: Path) -> int:
    """Sheets: 汇总 summary, 拒收 rejected, 重复 duplicates, 抽样不合格 bad sampled rows; every cell is text."""
    rejected: list[Line] = []
    repeated: list[Line] = []
    bad: list[Line] = []
    for batch in batches:
        rejected += [
            _line(batch, row, row.code, reason_of(row.code).zh, reason_of(row.code).en, "")
            async for row in rows.stream(session, batch.batch_id, status="rejected")
        ]
        repeated += await _repeated(session, batch)
        bad += [
            _line(batch, row, verdict, *VERDICTS.get(verdict, (verdict, verdict)), remark)
            for row, verdict, remark in await supply.bad_sampled(session, batch.batch_id)
        ]
    with xlsxwriter.Workbook(str(target), SAFE) as book:
        _summary(book, batches)
        for name, lines in (
            ("拒收 rejected", rejected),
            ("重复 duplicates", repeated),
            ("抽样不合格 bad sampled", bad),
        ):
            _rows(book, name, lines)
    return len(rejected) + len(repeated) + len(bad)


async def _repeated(session: Session, batch: BatchSupply) -> list[Line]:
    """The rows that repeat another row of the batch, each with the place of that other row."""
    found = [
        row
        async for row in rows.stream(session, batch.batch_id, status="merged")
        if row.merged_into is not None
    ]
    places: dict[int, tuple[str, int]] = {}
    for start in range(0, len(found), PLACES_AT_ONCE):
        wanted = {
            row.merged_into for row in found[start : start + PLACES_AT_ONCE] if row.merged_into is not None
        }
        places |= await rows.places(session, batch.batch_id, wanted)
    lines = []
    for row in found:
        file, line = places.get(row.merged_into or 0, ("", 0))
        said = (f"与 {file} 第 {line} 行重复", f"repeats line {line} of {file}")
        lines.append(_line(batch, row, row.code or "duplicate", *said, ""))
    return lines


Line = tuple[tuple[object, ...], dict[str, str]]


def _line(batch: BatchSupply, row: RowView, code: str, zh: str, en: str, remark: str) -> Line:
    return (batch.name, row.file, row.line, code, zh, en, remark), row.original


def _summary(book: xlsxwriter.Workbook, batches: Iterable[BatchSupply]) -> None:
    sheet = book.add_worksheet("汇总 summary")
    write_line(sheet, 0, SUMMARY_HEADER)
    place = 0
    for batch in batches:
        claim = claim_of(batch)
        head = (batch.name, batch.created_at.date().isoformat(), batch.rows, claim.price, claim.unit_price)
        for line in claim.lines:
            place += 1
            estimated = "是 yes" if line.estimated else ""
            write_line(sheet, place, (*head, line.title.zh, line.title.en, line.rows, estimated, line.amount))
        place += 1
        write_line(sheet, place, (*head, "合计", "total", "", "", claim.total))
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(SUMMARY_HEADER) - 1, 18)


def _rows(book: xlsxwriter.Workbook, name: str, lines: Sequence[Line]) -> None:
    """The rows of one ground with the original beside them."""
    columns = list(dict.fromkeys(column for _, original in lines for column in original))
    sheet = book.add_worksheet(name)
    write_line(sheet, 0, [*ROWS_HEADER, *columns])
    for place, (head, original) in enumerate(lines[:ROWS_AT_MOST], 1):
        write_line(sheet, place, [*head, *(original.get(column, "") for column in columns)])
    sheet.freeze_panes(1, 0)
    sheet.set_column(4, 6, 30)
