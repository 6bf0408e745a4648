"""Who of a batch must not be called, how well it fits: at import, at release, for good (product §2.5, §2.6)."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict
from datetime import timedelta
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from tests.db.flow.lists.conftest import AGENT, HEADER, OWNER, STEWARD, Desk

from callwright.flow.lists import service
from callwright.flow.lists.contracts import NewSuppression
from callwright.flow.lists.decide.screening import Screening
from callwright.flow.lists.errors import (
    BadSuppressionFile,
    OverrideReasonMissing,
    SuppressionNotLiftable,
    UnknownSuppression,
)
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.principal import NotAllowed, Principal
from callwright.platform.tables import ImportReport, TableReader
from callwright.registers.campaigns import service as campaigns
from callwright.registers.contacts import service as contacts

CAMPAIGN = "- {code: machines, target: {cities: [深圳], industries: [机械]}}\n- {code: food, target: {cities: [昆明]}}"


def rows(first: int, count: int = 6) -> str:
    """Machine works of 深圳 and eating houses of 昆明, in turn; number n ends in n."""
    found = []
    for place in range(first, first + count):
        city, trade = ("深圳", "机械") if place % 2 == 0 else ("昆明", "餐饮")
        found.append(
            f"{city}市第{place}{trade}有限公司,,139{place * 7919 % 10**8:08d},{city}市大路{place}号\n"
        )
    return HEADER + "".join(found)


def number(place: int) -> str:
    return f"+86139{place * 7919 % 10**8:08d}"


@pytest.fixture
async def campaign(desk: Desk) -> str:
    async with desk.runtime.database.transaction() as session:
        await campaigns.import_campaigns(
            session, content=CAMPAIGN.encode(), source_file=desk.keep(CAMPAIGN, "c.yaml")
        )
    return "machines"


async def imported(desk: Desk, content: str, campaign: str, **more: Any) -> UUID:
    result = await desk.import_(desk.keep(content), source="屏蔽测试", campaign_code=campaign, **more)
    return UUID(str(result["batch_id"]))


async def seen(desk: Desk, batch_id: UUID) -> Screening:
    async with desk.runtime.database.transaction() as session:
        return await service.screening(session, batch_id)


async def suppress_file(
    desk: Desk, kind: str, lines: list[tuple[str, ...]], by: Principal = STEWARD
) -> ImportReport:
    file = io.StringIO()
    csv.writer(file).writerows([("号码", "公司", "原因", "截止"), *lines])
    kept = desk.keep(file.getvalue(), "s.csv")
    table = desk.runtime.ports.get(TableReader).read(desk.runtime.data_folder / "files" / kept.key)
    async with desk.runtime.database.transaction() as session:
        return await service.import_suppressions(
            session,
            by,
            kind=kind,
            table=table,
            file_sha256=kept.sha256,
            at=desk.now,
            calendar=CompanyCalendar(),
        )


async def test_every_reason_not_to_call_is_found_at_import_and_can_be_downloaded(
    desk: Desk, campaign: str
) -> None:
    async with desk.runtime.database.transaction() as session:
        await contacts.refuse(session, e164=number(0), reason="complaint", source="t", at=desk.now)
        entries = [NewSuppression("existing_customer", "number", number(1), "order:1", desk.now)]
        await service.suppress(session, entries, by="orders", at=desk.now)
    await suppress_file(desk, "competitor", [("", "深圳市第2机械股份有限公司", "同行", "")])
    await suppress_file(
        desk, "cool_down", [(number(3), "", "", "2026-12-24"), (number(4), "", "", "2026-11-01")]
    )
    batch_id = await imported(desk, rows(0), campaign)
    found = await seen(desk, batch_id)
    assert found.by_kind == {"complained": 1, "existing_customer": 1, "competitor": 1, "cool_down": 1}
    assert (found.contacts, found.suppressed, found.callable) == (6, 4, 2)
    target = desk.runtime.data_folder / "suppressed.xlsx"
    async with desk.runtime.database.transaction() as session:
        assert await service.write_suppressed(session, batch_id, target, reveal=False) == 4
        listed, total = await service.suppressed_page(session, batch_id, kind="cool_down")
    assert (total, [one.numbers for one in listed]) == (1, [(number(3),)])
    cells = [[str(cell) for cell in row] for row in openpyxl.load_workbook(target).active.values]
    assert [row[4] for row in cells[1:]] == ["complained", "existing_customer", "competitor", "cool_down"]
    assert number(3)[3:] not in str(cells)
    assert cells[4][7] == "2026-12-24"


async def test_fit_is_stored_with_its_distribution_and_explained(desk: Desk, campaign: str) -> None:
    batch_id = await imported(desk, rows(100), campaign)
    found = await seen(desk, batch_id)
    assert (found.fit["judged"], found.fit["average"]) == (6, "0.5000")
    assert [band["count"] for band in found.fit["bands"]] == [3, 0, 0, 0, 3]
    async with desk.runtime.database.transaction() as session:
        best, total = await service.scored_page(session, batch_id, size=1)
        worst, _ = await service.scored_page(session, batch_id, best=False, size=1)
        other = await service.screen(session, batch_id=batch_id, at=desk.now, campaign_code="food")
    assert (total, best[0].score, worst[0].score) == (6, "1.0000", "0.0000")
    assert [(one["criterion"], one["holds"]) for one in best[0].explained] == [
        ("places", True),
        ("industries", True),
    ]
    assert [band["count"] for band in other.fit["bands"]] == [3, 0, 0, 0, 3]
    assert (await seen(desk, batch_id)).campaign_code == "machines"


async def test_release_decides_anew_and_records_how_many_are_suppressed(desk: Desk, campaign: str) -> None:
    batch_id = await imported(desk, rows(200), campaign)
    assert (await seen(desk, batch_id)).suppressed == 0
    async with desk.runtime.database.transaction() as session:
        await contacts.refuse(session, e164=number(200), reason="do_not_call", source="t", at=desk.now)
        done = await service.release(session, OWNER, batch_id=batch_id, override_reason="试点", at=desk.now)
    assert done.suppressed == 1
    assert (await seen(desk, batch_id)).by_kind == {"do_not_call": 1}


async def test_a_file_told_again_changes_nothing_and_lifting_needs_right_and_reason(
    desk: Desk, campaign: str
) -> None:
    lines = [(number(300), "第300对手公司", "", ""), ("123", "", "", "")]
    first = await suppress_file(desk, "competitor", lines)
    again = await suppress_file(desk, "competitor", lines)
    assert (first.rows, first.accepted, len(first.rejected)) == (2, 1, 1)
    assert (again.accepted, again.unchanged, again.already_imported) == (0, 1, True)
    batch_id = await imported(desk, rows(300), campaign)
    assert (await seen(desk, batch_id)).by_kind == {"competitor": 1}
    async with desk.runtime.database.transaction() as session:
        found, total = await service.ledger_page(session, at=desk.now, kind="competitor", q="300对手")
        assert total == 2
        for by, reason, error in ((AGENT, "x", NotAllowed), (STEWARD, " ", OverrideReasonMissing)):
            with pytest.raises(error):
                await service.lift(session, by, entry_id=found[0].id, reason=reason, at=desk.now)
        for one in found:
            await service.lift(session, STEWARD, entry_id=one.id, reason="已离职", at=desk.now)
        with pytest.raises(UnknownSuppression):
            await service.lift(session, STEWARD, entry_id=found[0].id, reason="再来", at=desk.now)
        assert (await service.screen(session, batch_id=batch_id, at=desk.now)).suppressed == 0
        ended, _ = await service.ledger_page(session, at=desk.now, q="300对手", only_open=False)
    assert {(one.ended_by, one.ended_reason) for one in ended} == {("steward", "已离职")}


async def test_a_refusal_is_final_whoever_asks_and_however_it_is_told(desk: Desk, campaign: str) -> None:
    await suppress_file(desk, "opted_out", [(number(400), "", "", "2020-01-01")])
    batch_id = await imported(desk, rows(400), campaign)
    again = await imported(desk, rows(400).replace("大路", "小路"), campaign)
    for one in (batch_id, again):
        assert (await seen(desk, one)).by_kind == {"opted_out": 1}
    async with desk.runtime.database.transaction() as session:
        _, total = await service.ledger_page(session, at=desk.now, q=number(400), only_open=False)
        assert total == 0
        assert (
            await service.end_suppressions(session, sources=["file:x"], at=desk.now, by="x", why="x")
        ) == 0
    for statement in (
        "DELETE FROM contacts.refusal",
        "UPDATE contacts.refusal SET e164 = '+8613000000000'",
        "TRUNCATE contacts.refusal",
    ):
        with pytest.raises(DBAPIError, match="final"):
            async with desk.runtime.database.transaction() as session:
                await session.execute(text(statement))
    later = desk.now + timedelta(days=3650)
    async with desk.runtime.database.transaction() as session:
        assert (await service.screen(session, batch_id=batch_id, at=later)).by_kind == {"opted_out": 1}


async def test_what_follows_from_orders_is_not_lifted_by_hand_nor_imported_as_somebody_elses_lead(
    desk: Desk,
) -> None:
    async with desk.runtime.database.transaction() as session:
        entries = [NewSuppression("existing_customer", "company", "铁杆客户公司", "order:77", desk.now)]
        assert await service.suppress(session, entries, by="orders", at=desk.now) == 1
        assert await service.suppress(session, entries, by="orders", at=desk.now) == 0
        [line], _ = await service.ledger_page(session, at=desk.now, q="铁杆客户")
        with pytest.raises(SuppressionNotLiftable):
            await service.lift(session, OWNER, entry_id=line.id, reason="想打", at=desk.now)
        assert asdict(line)["source"] == "order:77"
    for kind in ("protected", "nonsense"):
        with pytest.raises(BadSuppressionFile):
            await suppress_file(desk, kind, [(number(500), "", "", "")])
    with pytest.raises(NotAllowed):
        await suppress_file(desk, "competitor", [(number(500), "", "", "")], AGENT)
