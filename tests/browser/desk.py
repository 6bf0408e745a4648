"""The desk and its phone as a browser test sees them: what is shown, what is pressed."""

from __future__ import annotations

from playwright.async_api import Locator, expect
from tests.browser.visit import Visit

PHONE_FLAGS = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream",
               "--disable-features=WebRtcHideLocalIpsWithMdns"]  # fmt: skip
"""What Chromium needs beside the usual flags to have a microphone that nobody has to allow."""

OUTCOME_KEYS = {"interested": "1", "callback": "2", "effective": "3", "refused": "4", "ordered": "5",
                "wrong_party": "6", "answering_machine": "7", "do_not_call": "8", "complaint": "9"}  # fmt: skip
PHONE_READY = {"zh": "电话正常", "en": "Phone is ready"}


class Desk:
    """The desk in one browser window; `language` is that of the window."""

    def __init__(self, visit: Visit, language: str = "zh") -> None:
        self.visit = visit
        self.page = visit.page
        self.language = language

    async def open(self) -> None:
        """Go to the desk."""
        await self.visit.open("/desk")
        await expect(self.visit.at("phone-bar")).to_be_visible()

    async def start_work(self, *, seconds: float = 20) -> None:
        """Press "start work" and wait until the phone is registered."""
        await self.visit.at("start-work").click()
        await self.phone_ready(seconds=seconds)

    async def phone_ready(self, *, seconds: float = 20) -> None:
        """Wait until the browser's phone is registered."""
        ready = PHONE_READY[self.language]
        await expect(self.visit.at("phone-mark")).to_have_text(ready, timeout=seconds * 1000)

    async def talking(self, *, seconds: float = 30) -> None:
        """Wait until a customer is on the line: only then there is something to mute."""
        await expect(self.visit.at("mute")).to_be_visible(timeout=seconds * 1000)

    async def dial_preview(self) -> None:
        """Fetch the next lead when none is shown, and dial its first number that may be called."""
        if not await self.visit.at("lead").count():
            await self.visit.at("next-lead").click()
        await self.visit.at("dial").first.click()

    async def hang_up(self) -> None:
        """End the call with the key that needs Alt."""
        await self.page.keyboard.press("Alt+h")

    async def record(self, outcome: str) -> None:
        """Record the result of the call that has ended by its one key; a final one is asked for twice."""
        await expect(self.visit.at("disposition")).to_be_visible()
        for _ in range(2 if outcome in {"do_not_call", "complaint"} else 1):
            await self.page.keyboard.press(OUTCOME_KEYS[outcome])

    async def reload(self) -> None:
        """Reload in the middle of a call; the browser's question whether to leave is answered with yes."""
        self.page.once("dialog", lambda dialog: dialog.accept())
        await self.page.reload()

    async def resumed(self, *, seconds: float = 30) -> None:
        """After a reload: the call comes back by itself."""
        await expect(self.visit.at("resume")).to_be_hidden(timeout=seconds * 1000)
        await self.talking(seconds=seconds)

    def trouble(self) -> Locator:
        """What keeps the phone from working, in words."""
        return self.visit.at("phone-trouble")
