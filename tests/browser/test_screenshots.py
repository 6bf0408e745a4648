"""The pictures of the README, from the sample company: four pages, and desk and wallboard in a call.

Pictures of every page are taken by `test_pages.py`. Run with `CALLWRIGHT_UPDATE_IMAGES=1` to renew `docs/images`;
loading the sample company takes minutes, and `CALLWRIGHT_SAMPLE_HOME` names a folder that keeps it for the next time.
"""

from __future__ import annotations

import asyncio
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect
from tests.browser.account import Account
from tests.browser.browsers import FLAGS, own_browser
from tests.browser.desk import PHONE_FLAGS, Desk
from tests.browser.product import ROOT, Product, free_port
from tests.browser.visit import Visit

from callwright.kernel.period import Month

IMAGES = ROOT / "docs" / "images"
LIMIT = 200_000
"""Bytes a picture of the README may have."""


@pytest.fixture
def sample(built: None, tmp_path: Path):
    """The owner of the sample company; a folder of your own keeps it for the next pictures."""
    product = Product(
        Path(os.environ.get("CALLWRIGHT_SAMPLE_HOME", tmp_path / "sample")), telephony=_switch()
    )
    product.start()
    try:
        product.wait()
        owner = Account.owner_of(product)
        owner.result_of(owner.post("/api/sample")["job_id"], seconds=1800)
        yield owner
    finally:
        product.stop()


@pytest.mark.skipif(
    not os.environ.get("CALLWRIGHT_UPDATE_IMAGES"),
    reason="only with CALLWRIGHT_UPDATE_IMAGES=1: takes minutes",
)
async def test_the_pictures_of_the_readme_are_renewed(sample: Account, browse):
    batch = max(sample.get("/api/lists", size="50")["items"], key=lambda one: one["rows"])["id"]
    person, month = await asyncio.to_thread(_telling_statement, sample)
    IMAGES.mkdir(exist_ok=True)
    for name, path, language in (
        ("home-zh", "/home", "zh"),
        ("home-en", "/home", "en"),
        ("list-zh", f"/lists/{batch}", "zh"),
        ("statement-zh", f"/pay/{person}/{month}", "zh"),
    ):
        visit = await browse(str(sample.client.base_url).rstrip("/"), sample, language=language)
        await visit.open(path)
        if name == "statement-zh":
            await visit.page.get_by_role("button", name="看理由: 提成").click()
            await visit.page.locator("summary", has_text="当月净收入").first.click()
        await _picture(visit.page, name)


@pytest.mark.skipif(
    not os.environ.get("CALLWRIGHT_UPDATE_IMAGES"),
    reason="only with CALLWRIGHT_UPDATE_IMAGES=1: takes minutes",
)
async def test_the_pictures_of_a_call_are_renewed(sample: Account, browse):
    address = str(sample.client.base_url).rstrip("/")
    async with async_playwright() as playwright:
        flags = [*FLAGS, *PHONE_FLAGS, "--autoplay-policy=no-user-gesture-required"]
        browser = await playwright.chromium.launch(executable_path=own_browser(), args=flags)
        context = await browser.new_context(
            viewport={"width": 1280, "height": 800}, timezone_id="Asia/Shanghai", permissions=["microphone"]
        )
        await context.add_init_script("localStorage.setItem('callwright.language', 'zh')")
        await context.add_cookies(sample.cookies)
        visit = Visit(await context.new_page(), address)
        desk = Desk(visit)
        await desk.open()
        await desk.start_work()
        await _talk(desk)
        await visit.page.wait_for_timeout(8000)  # the clocks of a call that has just begun say little
        await _picture(visit.page, "desk-zh")
        board = await browse(address, sample, language="zh")
        await board.open("/wallboard")
        await _picture(board.page, "wallboard-zh")
        await desk.hang_up()
        await desk.record("effective")
        await browser.close()


async def _talk(desk: Desk) -> None:
    """Dial lead after lead until somebody answers."""
    for _ in range(10):
        await desk.dial_preview()
        await expect(desk.visit.at("mute").or_(desk.visit.at("last-call"))).to_be_visible(timeout=60_000)
        if await desk.visit.at("mute").count():
            return
        if await desk.visit.at("start-work").count():
            await desk.visit.at("start-work").click()
    raise AssertionError("nobody of ten answered")


async def _picture(page: Page, name: str) -> None:
    await page.wait_for_timeout(400)
    await page.screenshot(path=IMAGES / f"{name}.png", animations="disabled")
    assert (IMAGES / f"{name}.png").stat().st_size < LIMIT, name


def _switch() -> dict[str, str]:
    """A switch and customers on ports of their own."""
    names = ("HTTP", "HTTPS", "MANAGER", "SIP", "SIP_TLS", "CUSTOMERS")
    return {f"CALLWRIGHT_SWITCH_{name}_PORT": str(free_port()) for name in names}


def _telling_statement(owner: Account) -> tuple[str, str]:
    """The statement of the best paid person of the last closed month."""
    month = str(Month.of(datetime.now(UTC).date()).previous())
    found = owner.get("/api/pay/statements", month=month)["items"]
    return max(found, key=lambda one: float(one["paid_total"]))["person_id"], month
