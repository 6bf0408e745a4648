"""An agent at the desk: a Chromium of its own, whose microphone speaks with the agent's voice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Locator, Page, Playwright, expect
from tests.browser.browsers import FLAGS, own_browser
from tests.browser.visit import Visit
from tests.telephony.browser.served import Served

TALKING = "通话中"
SOON = 30_000
"""Milliseconds for what a switch, a dialer and two browsers do on a busy machine."""
_PHONE_FLAGS = (
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
)
_CLOCK = """(() => {
  const ahead = %d, Real = Date;
  globalThis.Date = class extends Real {
    constructor(...given) { if (given.length) super(...given); else super(Real.now() + ahead); }
    static now() { return Real.now() + ahead; }
  };
})()"""
"""The browser's clock is the call centre's."""


@dataclass(frozen=True)
class AgentWindow:
    """The desk of one agent."""

    employee: str
    page: Page
    visit: Visit

    def at(self, testid: str) -> Locator:
        return self.page.get_by_test_id(testid)

    async def start_work(self) -> None:
        """Go on line: the phone of this browser connects, and the agent is ready."""
        await self.page.goto(f"{self.visit.address}/desk")
        await self.at("start-work").click(timeout=SOON)
        await expect(self.at("state-menu")).to_contain_text("空闲", timeout=SOON)

    async def talks(self) -> None:
        """Wait until a customer is on the line."""
        await expect(self.at("call").get_by_role("status").first).to_contain_text(TALKING, timeout=SOON)

    async def hang_up(self) -> None:
        """End the call by its key."""
        await self.page.keyboard.press("Alt+KeyH")
        await expect(self.at("save-outcome")).to_contain_text("保存结果", timeout=SOON)

    async def note(self, words: str) -> None:
        """Write a note about the call."""
        await self.at("note").fill(words)

    async def result(self, outcome: str) -> None:
        """Record the result of the ended call."""
        await self.at(f"outcome-{outcome}").click()
        await expect(self.at("save-outcome")).to_have_count(0, timeout=SOON)

    async def picture(self, path: Path) -> None:
        """What the agent sees."""
        path.parent.mkdir(parents=True, exist_ok=True)
        await self.page.screenshot(path=path, full_page=True, animations="disabled")


@asynccontextmanager
async def agent_window(
    playwright: Playwright, served: Served, employee: str, microphone: Path
) -> AsyncIterator[AgentWindow]:
    """Open a Chromium for an agent; errors of its console fail the test that closes it."""
    flags = [*FLAGS, *_PHONE_FLAGS, f"--use-file-for-fake-audio-capture={microphone}"]
    browser = await playwright.chromium.launch(executable_path=own_browser(), args=flags)
    try:
        context = await browser.new_context(
            viewport={"width": 1360, "height": 900}, timezone_id="Asia/Shanghai", permissions=["microphone"]
        )
        await context.add_init_script(_CLOCK % _ahead(served))
        await context.add_init_script("localStorage.setItem('callwright.language', 'zh')")
        await context.add_cookies([served.cookie(employee)])
        visit = Visit(await context.new_page(), served.address)
        visit.watch()
        yield AgentWindow(employee, visit.page, visit)
    finally:
        await browser.close()


def _ahead(served: Served) -> int:
    """Milliseconds the call centre's clock is ahead of the real one."""
    return round((served.centre.runtime.clock.now() - datetime.now(UTC)).total_seconds() * 1000)
