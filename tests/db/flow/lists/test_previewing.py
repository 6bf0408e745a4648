"""Files are looked at before they are imported: nothing is kept, bad ones say why, others go on."""

from __future__ import annotations

import io
import json
from typing import Any
from uuid import UUID

import httpx
import openpyxl
import pytest
from tests.db.flow.lists.conftest import HEADER, Desk, lines
from tests.db.flow.lists.test_api import Browser

from callwright.platform.jobs.runner import run_job


@pytest.fixture
def browser(desk: Desk) -> Browser:
    return Browser(desk)


async def previewed(
    client: httpx.AsyncClient, *files: tuple[str, bytes], **fields: str
) -> list[dict[str, Any]]:
    answer = await client.post("/api/lists/preview", files=[("files", one) for one in files], data=fields)
    assert answer.status_code == 200, answer.text
    return list(answer.json())


def workbook(**sheets: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


async def test_a_file_tells_encoding_header_columns_and_cells(browser: Browser) -> None:
    titled = "浙江客户名单\n\n" + HEADER + lines(0, 30)
    async with await browser.sign_in(["list_steward"]) as client:
        found = (await previewed(client, ("客户.csv", titled.encode("gb18030"))))[0]
    assert (found["encoding"], found["header_line"], found["rows"], found["rows_exact"]) == (
        "GB18030",
        3,
        30,
        True,
    )
    fields = {column["field"] for column in found["columns"]}
    assert {"company", "phones"} <= fields
    assert found["missing"] == []
    phones = next(column for column in found["columns"] if column["field"] == "phones")
    assert phones["cells"][0].startswith("139")
    assert (phones["taken"], phones["doubt"]) == ("header", None)


async def test_a_workbook_names_its_sheets_and_the_one_that_is_read(browser: Browser) -> None:
    rows = [line.split(",") for line in (HEADER + lines(0, 9)).splitlines()]
    content = workbook(说明=[["这份名单来自展会"]], 客户=rows)
    async with await browser.sign_in(["list_steward"]) as client:
        found = (await previewed(client, ("a.xlsx", content)))[0]
    assert (found["sheet"], sorted(found["sheets"]), found["rows"]) == ("客户", sorted(["说明", "客户"]), 9)


async def test_a_bad_file_says_why_and_the_good_one_is_described(browser: Browser) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(200)
    async with await browser.sign_in(["list_steward"]) as client:
        bad, good = await previewed(
            client, ("图.csv", picture), ("good.csv", (HEADER + lines(0, 3)).encode())
        )
    assert (bad["error"]["code"], bad["columns"]) == ("tables.not_a_table", [])
    assert bad["error"]["zh"]
    assert bad["error"]["en"]
    assert (good["error"], good["rows"]) == (None, 3)


async def test_columns_without_numbers_are_pointed_out(browser: Browser) -> None:
    content = "甲,乙\n有,无\n" * 5
    async with await browser.sign_in(["list_steward"]) as client:
        found = (await previewed(client, ("x.csv", content.encode())))[0]
    assert found["missing"] == ["phones", "company"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
async def test_the_beginning_of_a_long_file_is_enough(browser: Browser, encoding: str) -> None:
    """Cut anywhere, also inside a character: the rows are estimated and marked so."""
    whole = (HEADER + lines(0, 2000)).encode(encoding)
    async with await browser.sign_in(["list_steward"]) as client:
        for cut in (len(whole) // 3, len(whole) // 3 + 1):
            sizes = json.dumps({"long.csv": len(whole)})
            found = (await previewed(client, ("long.csv", whole[:cut]), sizes=sizes))[0]
            assert found["rows_exact"] is False
            assert found["size"] == len(whole)
            assert abs(found["rows"] - 2000) <= 40
            assert found["missing"] == []


async def test_nothing_is_kept_of_a_preview(browser: Browser) -> None:
    content = (HEADER + lines(0, 3)).encode()
    kept = browser.desk.runtime.data_folder / "files"
    before = {path for path in kept.rglob("*") if path.is_file()}
    async with await browser.sign_in(["list_steward"]) as client:
        await previewed(client, ("a.csv", content))
        assert {path for path in kept.rglob("*") if path.is_file()} == before
        await client.post("/api/lists", files={"files": ("a.csv", content)}, data={"source": "看过再导"})
    assert {path for path in kept.rglob("*") if path.is_file()} != before


async def test_only_who_may_write_lists_looks_at_files(browser: Browser) -> None:
    parts = {"files": ("a.csv", HEADER.encode())}
    for role in ("agent", "team_lead", "qa"):
        async with await browser.sign_in([role]) as client:
            assert (await client.post("/api/lists/preview", files=parts)).status_code == 403, role
    async with await browser.sign_in(["list_steward"]) as client:
        assert (await client.post("/api/lists/preview", files={})).status_code == 422


async def test_another_sheet_can_be_chosen_and_is_another_list(browser: Browser) -> None:
    """The fullest sheet first; then the other one of the same workbook, which is not the same import."""
    first = [line.split(",") for line in (HEADER + lines(800, 6)).splitlines()]
    second = [line.split(",") for line in (HEADER + lines(820, 4)).splitlines()]
    content = workbook(杭州=first, 苏州=second)
    async with await browser.sign_in(["list_steward"]) as client:
        sheets = json.dumps({"a.xlsx": ["苏州"]})
        assert (await previewed(client, ("a.xlsx", content), sheets=sheets))[0]["rows"] == 4
        batches = []
        for mapping in ({}, {"sheets": {"a.xlsx": ["苏州"]}}, {"sheets": {"a.xlsx": ["苏州"]}}):
            answer = await client.post(
                "/api/lists",
                files={"files": ("a.xlsx", content)},
                data={"source": "两张表", "mapping": json.dumps(mapping)},
            )
            if not answer.json()["already_imported"]:
                await run_job(browser.desk.runtime, UUID(answer.json()["job_id"]))
            batches.append(answer.json())
        shown = [(await client.get(f"/api/lists/{one['batch_id']}")).json() for one in batches]
    assert [one["already_imported"] for one in batches] == [False, False, True]
    assert [one["rows"] for one in shown] == [6, 4, 4]
    assert [one["files"][0]["details"]["sheet"] for one in shown] == ["杭州", "苏州", "苏州"]


async def test_files_of_different_columns_are_corrected_each_in_its_way(browser: Browser) -> None:
    """One import of two layouts; the source remembers both for the next file."""
    one = HEADER + lines(840, 3)
    other = "甲,乙,丙\n" + "".join(line + "\n" for line in lines(850, 3).replace(",,", ",").splitlines())
    header = HEADER.strip().split(",")
    mapping = {
        "layouts": [
            {"header": header, "company": header[0], "phones": [header[2]]},
            {"header": ["甲", "乙", "丙"], "company": "甲", "phones": ["乙"]},
        ]
    }
    async with await browser.sign_in(["list_steward"]) as client:
        answer = await client.post(
            "/api/lists",
            files=[("files", ("a.csv", one.encode())), ("files", ("b.csv", other.encode()))],
            data={"source": "两种列", "mapping": json.dumps(mapping)},
        )
        assert answer.status_code == 200, answer.text
        await run_job(browser.desk.runtime, UUID(answer.json()["job_id"]))
        shown = (await client.get(f"/api/lists/{answer.json()['batch_id']}")).json()
        sources = {source["name"]: source["mapping"] for source in (await client.get("/api/sources")).json()}
    assert (shown["state"], shown["rows"], shown["accepted"]) == ("cleaned", 6, 6)
    assert [file["details"]["mapping"]["company"] for file in shown["files"]] == [header[0], "甲"]
    assert len(sources["两种列"]["layouts"]) == 2
