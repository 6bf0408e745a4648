"""Every page in both languages: words, accessibility, phone width, empty and broken states."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Route, expect
from tests.browser.company import Company
from tests.browser.pages import OUTSIDE, PAGES, PageOfMenu
from tests.browser.product import PASSWORD
from tests.browser.visit import Visit
from tests.browser.wording import foreign, sentences, untranslated

PHONE = {"width": 390, "height": 844}
EVERY = [pytest.param(page, id=page.name) for page in PAGES]
FRONT = [pytest.param(page, id=page.name) for page in OUTSIDE]
LOADING = [pytest.param(page, id=page.name) for page in PAGES if page.needs]


@pytest.mark.parametrize("page", EVERY)
async def test_a_page_reads_well(company: Company, browse, pictures: Path, page: PageOfMenu):
    visit = await browse(company.address, company.owner)
    await visit.open(page.address(company))
    await check(visit, pictures / page.name)


@pytest.mark.parametrize("page", FRONT)
async def test_a_page_before_the_house_reads_well(company: Company, browse, pictures: Path, page: PageOfMenu):
    visit = await browse(company.address)
    visit.allow(401, "/api/me")
    await visit.open(page.path)
    await check(visit, pictures / page.name)


async def check(visit: Visit, place: Path) -> None:
    """The page reads well; what does not is listed."""
    found = await faults_of(visit, place)
    assert not found, json.dumps(found, ensure_ascii=False, indent=1)


async def faults_of(visit: Visit, place: Path) -> dict[str, list[str]]:
    """Words in Chinese and English, axe on a desk and on a phone, nothing that hangs over a phone's edge.

    Four pictures are left beside it: both languages, both widths.
    """
    await expect(visit.page.get_by_role("heading", level=1)).to_be_visible()
    found = {**await faults_of_words(visit, "zh"), "wide": await faults_of_access(visit)}
    await picture(visit, f"{place}-zh-desk.png")
    await visit.at("language").click()
    await visit.settled()
    await picture(visit, f"{place}-en-desk.png")
    found |= await faults_of_words(visit, "en")
    await visit.page.set_viewport_size(PHONE)
    await visit.page.wait_for_timeout(200)
    found["narrow"] = await faults_of_access(visit)
    found["hangs over in English"] = await visit.page.evaluate(_SIDEWAYS)
    await picture(visit, f"{place}-en-phone.png")
    await visit.at("language").click()
    await visit.settled()
    found["hangs over in Chinese"] = await visit.page.evaluate(_SIDEWAYS)
    await picture(visit, f"{place}-zh-phone.png")
    return {what: faults for what, faults in found.items() if faults}


async def picture(visit: Visit, place: str) -> None:
    """The whole page, below the window's edge as well."""
    await visit.page.screenshot(path=place, full_page=True, animations="disabled")


async def faults_of_words(visit: Visit, language: str) -> dict[str, list[str]]:
    """Sentences that no book of words translated, and sentences of the other language."""
    assert await visit.page.get_attribute("html", "lang") == {"zh": "zh-CN", "en": "en"}[language]
    texts = await sentences(visit.page)
    return {f"untranslated in {language}": untranslated(texts),
            f"foreign in {language}": foreign(texts, language, visit.answers)}  # fmt: skip


async def faults_of_access(visit: Visit) -> list[str]:
    """Serious and critical faults of axe, each with its first places."""
    found = await Axe().run(visit.page)
    return [
        f"{fault['id']}: {[node['target'] for node in fault['nodes'][:3]]} {fault['nodes'][0]['html'][:200]}"
        for fault in found.response["violations"]
        if fault["impact"] in {"serious", "critical"}
    ]


_SIDEWAYS = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const clips = (one) => one && (getComputedStyle(one).overflowX !== 'visible' || clips(one.parentElement));
  return [...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > page.clientWidth + 1 && !clips(one.parentElement))
    .map((one) => one.outerHTML.slice(0, 200)).slice(-3);
}"""


async def test_the_language_is_kept_over_a_reload_and_by_the_account(company: Company, browse):
    visit = await browse(company.address, company.owner)
    await visit.open("/leads")
    await expect(visit.page.get_by_role("heading", level=1)).to_have_text("线索")
    async with visit.page.expect_response("**/api/me/language"):
        await visit.at("language").click()
    await expect(visit.page.get_by_role("heading", level=1)).to_have_text("Leads")
    await visit.page.reload()
    await expect(visit.page.get_by_role("heading", level=1)).to_have_text("Leads")
    assert company.owner.get("/api/me")["language"] == "en"


async def test_a_deep_link_waits_behind_the_sign_in(company: Company, browse):
    visit = await browse(company.address)
    visit.allow(401, "/api/")
    deep = f"/pay/{company.people['E01']}/2026-09"
    await visit.open(deep)
    await expect(visit.page).to_have_url(re.compile("/sign-in"))
    await visit.page.get_by_label("登录名").fill("boss")
    await visit.page.get_by_label("密码").fill(PASSWORD)
    await visit.page.get_by_role("button", name="登录", exact=True).click()
    await expect(visit.page).to_have_url(company.address + deep)
    await expect(visit.at("paid")).to_contain_text("14,300.00")


async def test_a_wrong_address_says_so(company: Company, browse):
    visit = await browse(company.address, company.owner)
    await visit.open("/nowhere")
    await expect(visit.page.get_by_text("没有这一页")).to_be_visible()


@pytest.mark.parametrize("page", LOADING)
async def test_a_failing_answer_is_told_and_can_be_tried_again(company: Company, browse, page: PageOfMenu):
    """The server answers 500 once: an error card with its code and a button that brings the page back."""
    visit = await browse(company.address, company.owner)
    visit.allow(500, "/api/")
    await visit.page.route(page.needs, _broken)
    await visit.page.goto(company.address + page.address(company))
    problem = visit.at("problem").first
    await expect(problem).to_contain_text("服务器刚刚出错")
    await expect(problem).to_contain_text("test.broken")
    await visit.page.unroute(page.needs)
    await problem.get_by_role("button", name="重试").click()
    await expect(problem).to_be_hidden()
    await visit.settled()
    await expect(visit.page.get_by_role("heading", level=1)).to_be_visible()


async def _broken(route: Route) -> None:
    body = {"status": 500, "code": "test.broken", "zh": "服务器刚刚出错", "en": "The server just failed"}
    await route.fulfill(status=500, content_type="application/problem+json", body=json.dumps(body))


async def test_a_lost_connection_is_told(company: Company, browse):
    visit = await browse(company.address, company.owner)
    await visit.open("/orders")
    await visit.page.route("**/api/leads?*", lambda route: route.abort())
    await visit.page.get_by_role("menuitem", name="线索").click()
    await expect(visit.at("problem")).to_contain_text("network.unreachable", timeout=20_000)
    visit.faults.clear()  # the browser itself reports the aborted request
