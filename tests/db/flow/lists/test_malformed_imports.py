"""Malformed files through the real import: rows add up, refused files say why, no file that leaves runs anything."""

from __future__ import annotations

import asyncio
import csv
import io
import re
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest
from tests.db.flow.lists.conftest import STEWARD, Desk
from tests.factories.dirty_lists import HEADERS, make
from tests.factories.malformed_cells import DANGEROUS
from tests.factories.malformed_files import Malformed, all_files

from callwright.flow.lists import service

FAMILIES = ("cells", "headers", "books", "objects")
PATIENCE = 180
"""Seconds by the wall after which an import counts as hanging, however busy the machine is."""
_FORMULA = re.compile(r"\s*[=@]|[+\-\t\r]")
_NUMBERS = re.compile(r"\+\d+(?:\|\+\d+)*")


def runs(cell: str) -> bool:
    """Whether a spreadsheet program may take a CSV cell for a formula; E.164 numbers hold digits only."""
    return bool(_FORMULA.match(cell)) and not _NUMBERS.fullmatch(cell)


@pytest.mark.parametrize("family", FAMILIES)
async def test_a_batch_of_malformed_files_ends_accounted_for_and_harmless(
    desk: Desk, tmp_path: Path, family: str
) -> None:
    given = [file for file in all_files() if file.family == family]
    kept = [desk.keep(file.content, file.name) for file in given]
    async with asyncio.timeout(PATIENCE):
        result = await desk.import_(*kept, source=f"坏文件 {family}")
    assert result["accepted"] + result["merged"] + result["rejected"] == result["rows"] > 0
    _check_files(result["files"], given)
    assert sum(file["rows"] or 0 for file in result["files"]) == result["rows"]
    await _check_what_leaves(desk, UUID(str(result["batch_id"])), result, tmp_path)


def _check_files(told: list[dict], given: list[Malformed]) -> None:
    """Each content once; the refused ones with their code and a sentence in both languages."""
    by_name = {file.name: file for file in given}
    assert len(told) == len({file.content for file in given})
    for file in told:
        wanted = by_name[file["name"]]
        error = file["error"]
        assert wanted.either or (error["code"] if error else None) == wanted.code
        assert error is None or (error["zh"] and error["en"] and error["zh"] != error["en"])


async def _check_what_leaves(desk: Desk, batch_id: UUID, result: dict, folder: Path) -> None:
    async with desk.runtime.database.transaction() as session:
        assert await service.write_export(session, batch_id, folder / "export.csv") == result["rows"]
        assert await service.write_rejects(session, batch_id, folder / "rejects.xlsx") == result["rejected"]
        drawn = await service.draw_sample(
            session, STEWARD, batch_id=batch_id, size=result["accepted"], at=desk.now
        )
    assert drawn.size == result["accepted"]
    for name in ("worklist.csv", "worklist.xlsx"):
        service.write_worklist(drawn, folder / name, reveal=True)
    for name, lines in (("export.csv", result["rows"]), ("worklist.csv", drawn.size)):
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            found = list(csv.reader(file, strict=True))
        assert len(found) == lines + 1
        assert [cell for line in found for cell in line if runs(cell)] == []
    for name, lines in (("rejects.xlsx", result["rejected"]), ("worklist.xlsx", drawn.size)):
        _check_workbook(folder / name, lines)


def _check_workbook(path: Path, lines: int) -> None:
    """Only texts: no formula, no link, nothing from outside."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    assert sheet.max_row == lines + 1
    assert {cell.data_type for line in sheet.iter_rows() for cell in line if cell.value is not None} == {"s"}
    assert not sheet._hyperlinks
    assert not book._external_links
    assert not book.vba_archive


def test_the_check_knows_a_formula_when_it_sees_one() -> None:
    harmless = {'"=1+1', "'=1+1", ";=1+1", ",=1+1", "|=1+1", "%0A=1+1", "{=1+1}", "\u200b=1+1", "\ufeff=1+1"}
    found = {cell for cell in DANGEROUS if not runs(cell)}
    wide = {"＝1+1", "＋1", "－1", "＠SUM(A1)"}
    assert found == harmless | wide | {"\x00=1+1", "\x01=1+1"}


async def test_two_imports_at_once_end_like_one_after_the_other(desk: Desk) -> None:
    """Two jobs over the same companies: whoever is second cleans anew, no contact is doubled, no row is lost."""
    lists = [make(150, seed).rows for seed in (61, 62)]
    shared = lists[0][:60]
    files = [
        desk.keep(_text(rows), f"{place}.csv") for place, rows in enumerate((lists[0], [*lists[1], *shared]))
    ]
    tickets = [await desk.hand_in(file, source=f"同时 {place}") for place, file in enumerate(files)]
    results = await asyncio.gather(*(desk.work(ticket) for ticket in tickets))
    assert [result["rows"] for result in results] == [150, 210]
    for result in results:
        assert result["accepted"] + result["merged"] + result["rejected"] == result["rows"]
    async with desk.runtime.database.transaction() as session:
        first, second = [
            (await service.rows_page(session, ticket.batch_id, size=300))[0] for ticket in tickets
        ]
    for one, other in zip(first[:60], second[150:], strict=True):
        if one.status != "rejected":
            assert one.entity == other.entity
    accepted = [row.entity for row in (*first, *second) if row.status == "accepted"]
    assert len(accepted) == len(set(accepted))


def _text(rows: list[tuple[str, ...]]) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows([HEADERS, *rows])
    return written.getvalue().encode()
