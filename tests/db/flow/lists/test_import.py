"""Importing lists: every row ends in one state, the same file counts once, bad files are listed."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from tests.db.flow.lists.conftest import AGENT, HEADER, Desk, lines

from callwright.flow.lists import service
from callwright.flow.lists.errors import BadMapping, BadPrice, NoFiles, SourceMissing, UnknownBatch
from callwright.platform.db import Database
from callwright.platform.jobs import find_job
from callwright.platform.jobs.runner import run_job
from callwright.platform.principal import NotAllowed
from callwright.registers.campaigns.errors import CampaignNotFound


async def count(database: Database, table: str) -> int:
    async with database.transaction() as session:
        found = await session.scalar(text(f"SELECT count(*) FROM {table}"))
    return int(found or 0)


async def test_the_rows_add_up_and_every_one_is_kept_as_it_came(desk: Desk) -> None:
    content = HEADER + lines(0, 30) + lines(0, 5) + "无号公司,张三,,\n" + "坏号公司,李四,12345,\n"
    result = await desk.import_(desk.keep(content), source="展会一")
    assert result["rows"] == 37
    assert result["accepted"] + result["merged"] + result["rejected"] == 37
    assert (result["accepted"], result["merged"], result["rejected"]) == (30, 5, 2)
    assert sum(result["rejected_by_code"].values()) == 2
    assert result["already_imported"] is False
    async with desk.runtime.database.transaction() as session:
        rows, total = await service.rows_page(session, UUID(str(result["batch_id"])), size=100)
    assert total == 37
    assert [row.row for row in rows] == list(range(37))
    assert rows[35].original["公司名称"] == "无号公司"
    assert all(row.entity is not None for row in rows if row.status != "rejected")


async def test_the_same_file_again_is_recognised_and_doubles_nothing(desk: Desk) -> None:
    file = desk.keep(HEADER + lines(100, 10))
    first = await desk.import_(file, source="展会二")
    before = [await count(desk.runtime.database, name) for name in ("contacts.contact", "lists.row")]
    again = await desk.hand_in(file, source="展会二")
    assert (again.already_imported, again.job_id, str(again.batch_id)) == (True, None, first["batch_id"])
    assert before == [await count(desk.runtime.database, name) for name in ("contacts.contact", "lists.row")]


async def test_two_batches_with_one_file_in_common_count_it_once(desk: Desk) -> None:
    shared, fresh = desk.keep(HEADER + lines(200, 5)), desk.keep(HEADER + lines(210, 5), "b.csv")
    await desk.import_(shared, source="展会三")
    both = await desk.import_(shared, fresh, source="展会三")
    assert (both["rows"], both["accepted"]) == (5, 5)
    assert [file["state"] for file in both["files"]] == ["already_imported", "cleaned"]
    again = await desk.hand_in(fresh, source="展会三")
    assert (again.already_imported, str(again.batch_id)) == (True, both["batch_id"])


async def test_a_known_contact_is_merged_and_created_only_once(desk: Desk) -> None:
    await desk.import_(desk.keep(HEADER + lines(300, 8)), source="展会四")
    before = await count(desk.runtime.database, "contacts.contact")
    other = await desk.import_(desk.keep(HEADER + lines(300, 8) + lines(310, 2)), source="黄页四")
    assert (other["accepted"], other["merged"], other["rejected"]) == (2, 8, 0)
    assert await count(desk.runtime.database, "contacts.contact") == before + 2


async def test_a_bad_file_is_listed_and_the_good_ones_work(desk: Desk) -> None:
    good = desk.keep(HEADER + lines(400, 3), "good.csv")
    picture = desk.keep(b"\x89PNG\r\n\x1a\n" + bytes(200), "picture.csv")
    result = await desk.import_(good, picture, source="展会五")
    assert (result["rows"], result["accepted"]) == (3, 3)
    states = {file["name"]: file["state"] for file in result["files"]}
    assert states == {"good.csv": "cleaned", "picture.csv": "refused"}
    errors = [file["error"]["code"] for file in result["files"] if file["error"]]
    assert errors == ["tables.not_a_table"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "tables.empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "tables.not_a_table"),
        (
            ",".join(f"c{n}" for n in range(300)).encode() + b"\n" + b"1," * 299 + b"1\n",
            "tables.too_many_columns",
        ),
    ],
)
async def test_an_import_of_one_bad_file_fails_with_its_reason_and_keeps_it(
    desk: Desk, content: bytes, code: str
) -> None:
    ticket = await desk.hand_in(desk.keep(content, "bad.csv"), source="展会六")
    assert ticket.job_id is not None
    await run_job(desk.runtime, ticket.job_id)
    async with desk.runtime.database.transaction() as session:
        view = await find_job(session, ticket.job_id)
        batch = await service.show(session, ticket.batch_id, on=desk.now.date())
    assert view.state == "failed"
    assert view.error is not None
    assert view.error["code"] == batch.files[0].error["code"] == code  # type: ignore[index]
    assert batch.summary.state == "failed"
    assert batch.error is not None
    assert batch.error["zh"] != ""
    assert batch.error["en"] != ""
    assert desk.keep(content, "bad.csv").sha256 == batch.files[0].sha256


async def test_a_failed_batch_starts_anew_with_a_corrected_mapping_which_is_remembered(desk: Desk) -> None:
    content = "单位,手机号\n" + "".join(
        f"{row.split(',')[0]},{row.split(',')[2]}\n" for row in lines(500, 4).split()
    )
    file = desk.keep(content)
    failed = await desk.hand_in(file, source="展会七", mapping={"company": "公司", "phones": "手机号"})
    assert failed.job_id is not None
    await run_job(desk.runtime, failed.job_id)
    result = await desk.import_(file, source="展会七", mapping={"company": "单位", "phones": ["手机号"]})
    assert (result["batch_id"], result["accepted"]) == (str(failed.batch_id), 4)
    second = content.replace("单位,手机号\n", "单位,手机号\n另一家公司,13812345678\n")
    assert (await desk.import_(desk.keep(second), source="展会七"))["accepted"] == 1
    async with desk.runtime.database.transaction() as session:
        [source] = [one for one in await service.batch_sources(session) if one.name == "展会七"]
    assert source.mapping == {"company": "单位", "phones": ["手机号"]}
    other = await desk.import_(desk.keep(HEADER + lines(520, 2)), source="展会七")
    assert other["accepted"] == 2


async def test_two_imports_at_once_end_like_one_after_the_other(desk: Desk) -> None:
    before = await count(desk.runtime.database, "contacts.contact")
    tickets = [
        await desk.hand_in(desk.keep(HEADER + lines(600, 20)), source="展会八"),
        await desk.hand_in(desk.keep(HEADER + lines(610, 20)), source="黄页八"),
    ]
    results = await asyncio.gather(*(desk.work(ticket) for ticket in tickets))
    accepted = sum(int(result["accepted"]) for result in results)
    assert accepted + sum(int(result["merged"]) for result in results) == 40
    assert await count(desk.runtime.database, "contacts.contact") == before + accepted
    assert accepted <= 30
    twice = "(SELECT e164 FROM contacts.number GROUP BY e164 HAVING count(*) > 1) AS shared"
    assert await count(desk.runtime.database, twice) == 0


async def test_wrong_orders_are_refused_before_anything_is_written(desk: Desk) -> None:
    file = desk.keep(HEADER + lines(700, 1))
    for error, more in (
        (SourceMissing, {"source": "  "}),
        (BadPrice, {"price": Decimal(-1)}),
        (BadMapping, {"mapping": {"colour": "x"}}),
        (CampaignNotFound, {"campaign_code": "nobody"}),
    ):
        with pytest.raises(error):
            await desk.hand_in(file, **{"source": "展会九", **more})
    with pytest.raises(NoFiles):
        await desk.hand_in(source="展会九")
    async with desk.runtime.database.transaction() as session:
        assert "展会九" not in [one.name for one in await service.batch_sources(session)]
        with pytest.raises(NotAllowed):
            await service.import_files(session, AGENT, files=[file], source="展会九", at=desk.now)


async def test_a_batch_is_found_by_the_unique_beginning_of_its_id(desk: Desk) -> None:
    result = await desk.import_(desk.keep(HEADER + lines(800, 2)), source="展会十", price=Decimal("99.50"))
    async with desk.runtime.database.transaction() as session:
        found = await service.find_batch(session, str(result["batch_id"])[:8])
        assert str(found) == result["batch_id"]
        for wrong in ("", "%", "zzzz"):
            with pytest.raises(UnknownBatch):
                await service.find_batch(session, wrong)
        [source] = [one for one in await service.batch_sources(session) if one.name == "展会十"]
    assert (source.price, source.accepted) == (Decimal("99.50"), 2)


CELLS = st.sampled_from(["13900000001", "13900000002", "13900000003", "12345", "无", "", "1.39E+10"])


@settings(
    max_examples=8,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(cells=st.lists(CELLS, min_size=1, max_size=15), salt=st.integers(0, 10**9))
async def test_every_row_of_any_list_is_accounted_for(desk: Desk, cells: list[str], salt: int) -> None:
    content = HEADER + "".join(f"公司{salt}-{n},人,{cell},\n" for n, cell in enumerate(cells))
    result = await desk.import_(desk.keep(content), source=f"性质{salt}")
    assert result["rows"] == len(cells)
    assert result["accepted"] + result["merged"] + result["rejected"] == len(cells)
    async with desk.runtime.database.transaction() as session:
        rows, _ = await service.rows_page(session, UUID(str(result["batch_id"])), size=100)
    assert [row.original["电话"] for row in rows] == cells
