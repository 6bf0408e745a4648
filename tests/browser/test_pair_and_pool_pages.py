"""Doubtful pairs decided by keys; the public pool within its limits; what cannot be by-passed from inside a page."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from playwright.async_api import expect
from sqlalchemy import text
from tests.browser.account import Account
from tests.browser.company import Company
from tests.browser.list_files import plain_list
from tests.browser.test_list_pages import imported, status_of
from tests.browser.visit import Visit

from callwright.app.settings import Settings
from callwright.app.wiring import build_runtime
from callwright.flow.lists.repository import pairs
from callwright.flow.lists.repository.pairs import FoundPair


@pytest.fixture
async def doubtful(company: Company, tmp_path: Path) -> str:
    """A batch with three doubtful pairs; the model itself doubts too rarely for so small a list."""
    batch = await asyncio.to_thread(
        imported, company.owner, plain_list(tmp_path, 500, 6, "疑似.csv"), "疑似来源"
    )
    runtime = build_runtime(Settings(home=company.product.home))
    async with runtime.database.transaction() as session:
        first = await session.scalar(
            text("SELECT first_row_id FROM lists.batch WHERE id = :id"), {"id": batch}
        )
        assert first is not None
        found = [FoundPair(first + 2 * n, first + 2 * n + 1, 0.6 + n / 10, "", "") for n in range(3)]
        await pairs.keep(session, UUID(batch), found, at=datetime.now(UTC))
    await runtime.database.dispose()
    return batch


async def test_pairs_are_decided_by_keys_and_taken_back(company: Company, doubtful: str, browse):
    visit = await browse(company.address, company.owner)
    await visit.open(f"/lists/pairs?batch={doubtful}")
    await expect(visit.at("sides")).to_contain_text("第 2 行")
    await expect(visit.at("sides").locator("mark").first).to_be_visible()
    progress = visit.at("pairs-progress")
    await expect(progress).to_contain_text("已决定 0 / 3")
    await visit.page.keyboard.press("1")
    await expect(progress).to_contain_text("已决定 1 / 3")
    await visit.page.keyboard.press("3")
    await expect(visit.at("sides")).to_contain_text("第 6 行")
    await visit.page.keyboard.press("2")
    await expect(progress).to_contain_text("已决定 2 / 3")
    await visit.page.keyboard.press("u")
    await expect(progress).to_contain_text("已决定 1 / 3")
    await visit.page.keyboard.press("d")
    await expect(progress).to_contain_text("已决定 2 / 3")
    found = await asyncio.to_thread(company.owner.get, "/api/lists/pairs", batch=doubtful, state="all")
    assert sorted(one["state"] for one in found["items"]) == ["different", "open", "same"]
    merged = next(one for one in found["items"] if one["state"] == "same")
    assert merged["same_contact"] is True
    await visit.open(f"/lists/pairs?batch={doubtful}&state=same")
    await visit.at("pair-undo").click()
    await expect(visit.at("pairs-progress")).to_contain_text("已决定 0 / 1")
    found = await asyncio.to_thread(company.owner.get, f"/api/lists/pairs/{merged['id']}")
    assert (found["state"], found["same_contact"]) == ("undone", False)


async def test_who_may_not_write_lists_decides_no_pair_around_the_page(
    company: Company, doubtful: str, browse
):
    visit = await browse(company.address, company.agent)
    visit.allow(403, "/api/")
    await visit.open(f"/lists/pairs?batch={doubtful}")
    await expect(visit.page.get_by_text("没有权限看这一页")).to_be_visible()
    listed = await asyncio.to_thread(company.owner.get, "/api/lists/pairs", batch=doubtful, state="all")
    assert len(listed["items"]) == 3
    for pair in listed["items"]:
        assert await status_of(visit, f"/api/lists/pairs/{pair['id']}/decide", {"decision": "same"}) == 403
        assert await status_of(visit, f"/api/lists/pairs/{pair['id']}/undo", {}) == 403
    again = await asyncio.to_thread(company.owner.get, "/api/lists/pairs", batch=doubtful, state="all")
    assert again["items"] == listed["items"]


async def test_the_pool_counts_every_claim_and_returning_gives_none_back(company: Company, browse):
    """Two leads of a colleague go to the pool; one is chosen, returned, and is in its cool-down."""
    freed = await asyncio.to_thread(free_two, company)
    visit = await browse(company.address, company.agent)
    await visit.open("/leads?tab=pool")
    before = await figure(visit, "claims-today")
    await choose(visit, freed[0])
    await visit.at("claim-chosen").click()
    await expect(visit.at("claim-result")).to_contain_text("领到 1 条")
    assert await figure(visit, "claims-today") == before + 1
    await visit.tab("我的线索")
    row = visit.page.locator(f"tr[data-row-key='{freed[0]}']")
    await expect(row).to_contain_text("还有 30 天")
    await row.get_by_test_id("return").click()
    await visit.page.get_by_role("button", name="退回公海", exact=True).last.click()
    await expect(row).to_have_count(0)
    await visit.tab("公海")
    assert await figure(visit, "claims-today") == before + 1
    await choose(visit, freed[0])
    await visit.at("claim-chosen").click()
    await expect(visit.at("claim-result")).to_contain_text("leads.cooling_down")
    await nothing_is_taken_around_the_page(visit, company, freed[0])


async def choose(visit: Visit, lead: str) -> None:
    """Tick a lead of the pool; when somebody's claim renews the list just then, once more."""
    box = visit.page.locator(f"tr[data-row-key='{lead}']").get_by_role("checkbox")
    for _ in range(5):
        await visit.settled()
        if await box.is_checked():
            return
        await box.click()
    await expect(box).to_be_checked()


def free_two(company: Company) -> list[str]:
    """Two open leads of Wang and Zhang, given back by the owner."""
    mine = company.people["E02"]
    leads = company.owner.get("/api/leads", size="200")["items"]
    taken = [one for one in leads if one["owner_id"] not in {None, mine} and one["held_kind"] is None]
    chosen = [str(one["id"]) for one in taken if one["state"] in {"assigned", "in_work", "interested"}][:2]
    assert len(chosen) == 2
    for lead in chosen:
        company.owner.post(f"/api/leads/{lead}/return")
    return chosen


async def figure(visit: Visit, testid: str) -> int:
    """The first number of a figure like "2 / 20"."""
    return int((await visit.at(testid).locator(".cw-figure-value").inner_text()).split("/")[0].strip())


async def nothing_is_taken_around_the_page(visit: Visit, company: Company, cooling: str) -> None:
    """Requests that no button of the page sends: the server refuses each of them."""
    leads = (await asyncio.to_thread(company.owner.get, "/api/leads", size="200"))["items"]
    barred = next(str(one["id"]) for one in leads if one["state"] == "barred")
    others = next(str(one["id"]) for one in leads if one["owner_id"] not in {None, company.people["E02"]})
    visit.allow(404, "/api/")
    visit.allow(422, "/api/")
    for lead, refusal in ((cooling, {409}), (barred, {404, 409}), (others, {404, 409})):
        assert await status_of(visit, f"/api/leads/{lead}/claim", {}) in refusal
    assert await status_of(visit, f"/api/leads/{others}/return", {}) in {404, 409}
    body = {"person_id": company.people["E01"], "to": company.people["E02"]}
    assert await status_of(visit, "/api/leads/hand-over", body) == 403
    assert await status_of(visit, "/api/leads/assign", {"campaign": "autumn", "method": "fair_share"}) == 403
    assert await status_of(visit, f"/api/lists/{company.batch}/release", {"override_reason": "我要"}) == 403
    after = (await asyncio.to_thread(company.owner.get, "/api/leads", size="200"))["items"]
    owners = {str(one["id"]): one["owner_id"] for one in after}
    assert owners[cooling] is None
    assert owners[barred] != company.people["E02"] or owners[barred] == owner_of(leads, barred)
    assert owners[others] == owner_of(leads, others)


def owner_of(leads: list[dict[str, str]], lead: str) -> str | None:
    return next(one["owner_id"] for one in leads if one["id"] == lead)


async def test_a_callback_is_planned_seen_and_done(company: Company, browse):
    visit = await browse(company.address, company.agent)
    await visit.open("/leads")
    await visit.at("task-add").first.click()
    dialog = visit.page.get_by_role("dialog")
    await dialog.get_by_label("时间").fill("2036-01-05 10:30")
    await visit.page.keyboard.press("Tab")
    await dialog.get_by_label("备注").fill("他说年后再聊")
    await dialog.get_by_role("button", name="保存").click()
    await expect(dialog).to_be_hidden()
    await visit.tab("跟进与回访")
    row = visit.at("tasks").locator("tr.ant-table-row", has_text="他说年后再聊")
    await expect(row).to_contain_text("2036-01-05 10:30")
    await row.get_by_test_id("task-done").click()
    await expect(row).to_have_count(0)
    colleague: Account = company.owner
    listed = await asyncio.to_thread(colleague.get, "/api/leads/tasks", state="done")
    assert [one["note"] for one in listed["items"]] == ["他说年后再聊"]
