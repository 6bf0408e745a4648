"""Files that leave a batch are complete, and nothing in them runs."""

from __future__ import annotations

import csv
from pathlib import Path
from uuid import UUID

import openpyxl
from tests.db.flow.lists.conftest import HEADER, STEWARD, Desk, lines

from callwright.flow.lists import service
from callwright.platform.tables import TableReader

DANGEROUS = '=HYPERLINK("http://x"),=1+1,12345,@SUM(A1)\n'


async def batch(desk: Desk, content: str, source: str) -> UUID:
    return UUID(str((await desk.import_(desk.keep(content), source=source))["batch_id"]))


async def test_the_export_has_one_line_per_input_row(desk: Desk, tmp_path: Path) -> None:
    content = HEADER + lines(0, 5) + lines(0, 1) + "坏号公司,李四,12345,\n" + "=甲公司,+李,13912345678,\n"
    batch_id = await batch(desk, content, "导出一")
    target = tmp_path / "out.csv"
    async with desk.runtime.database.transaction() as session:
        assert await service.write_export(session, batch_id, target) == 8
        rows, _ = await service.rows_page(session, batch_id)
    text = target.read_text(encoding="utf-8")
    assert text.splitlines()[0] == "row,status,code,entity,company,person,numbers"
    found = list(csv.DictReader(text.splitlines()))
    assert [int(line["row"]) for line in found] == list(range(8))
    for line, row in zip(found, rows, strict=True):
        assert (line["status"], line["entity"]) == (row.status, str(row.entity or ""))
        assert line["numbers"] == "|".join(row.numbers)
        assert not line["company"].startswith(("=", "+", "-", "@"))
        assert not line["person"].startswith(("=", "+", "-", "@"))
    assert found[5]["entity"] == found[0]["entity"]
    assert found[7]["numbers"] == "+8613912345678"


async def test_numbers_are_masked_for_those_who_may_not_see_them(desk: Desk, tmp_path: Path) -> None:
    batch_id = await batch(desk, HEADER + "甲公司,李,13800138000,\n", "导出二")
    target = tmp_path / "out.csv"
    async with desk.runtime.database.transaction() as session:
        await service.write_export(session, batch_id, target, reveal=False)
    assert "13800138000" not in target.read_text(encoding="utf-8")
    assert "138****8000" in target.read_text(encoding="utf-8")


async def test_rejects_stand_beside_their_reason_as_text(desk: Desk, tmp_path: Path) -> None:
    content = HEADER + lines(50, 2) + DANGEROUS + "空号公司,王五,,\n"
    batch_id = await batch(desk, content, "拒收一")
    target = tmp_path / "rejects.xlsx"
    async with desk.runtime.database.transaction() as session:
        assert await service.write_rejects(session, batch_id, target) == 2
    sheet = openpyxl.load_workbook(target).worksheets[0]
    header, dangerous, empty = ([cell.value for cell in line] for line in sheet.iter_rows())
    assert header[-4:] == ["公司名称", "联系人", "电话", "地址"]
    assert dangerous[5:] == ['=HYPERLINK("http://x")', "=1+1", "12345", "@SUM(A1)"]
    assert dangerous[2] != ""
    assert dangerous[3] != dangerous[4]
    assert empty[1] == "5"
    assert {cell.data_type for line in sheet.iter_rows() for cell in line} <= {"s", "n"}
    assert all(cell.data_type == "s" for cell in sheet[2])


async def test_a_batch_without_rejects_gives_an_empty_sheet(desk: Desk, tmp_path: Path) -> None:
    batch_id = await batch(desk, HEADER + lines(80, 2), "拒收二")
    target = tmp_path / "rejects.xlsx"
    async with desk.runtime.database.transaction() as session:
        assert await service.write_rejects(session, batch_id, target) == 0
    assert openpyxl.load_workbook(target).worksheets[0].max_row == 1


async def test_a_worklist_comes_back_as_it_was_written(desk: Desk, tmp_path: Path) -> None:
    batch_id = await batch(desk, HEADER + lines(90, 20), "工作单")
    reader = desk.runtime.ports.get(TableReader)
    async with desk.runtime.database.transaction() as session:
        drawn = await service.draw_sample(session, STEWARD, batch_id=batch_id, size=7, at=desk.now)
        for name in ("w.csv", "w.xlsx"):
            service.write_worklist(drawn, tmp_path / name, reveal=True)
            table = reader.read(tmp_path / name)
            assert [int(row.cells["row"]) for row in table.rows] == [row.row for row in drawn.rows]
            report, _ = await service.verify(
                session, STEWARD, batch_id=batch_id, table=table, file_sha256=name, at=desk.now
            )
            assert (report.accepted, report.rejected) == (0, [])
            assert len(report.notes) == 1
