"""A browser window that notices what a user would not: console errors, broken scripts, foreign hosts."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.async_api import ConsoleMessage, Locator, Page, Request, Response, expect

_QUIET = 0.2
_LAST = 30.0
_SETTLED = "() => !document.querySelector('[aria-busy=true], .ant-spin-spinning, .ant-skeleton-active')"


@dataclass
class Visit:
    """One page of the browser and everything that went wrong on it."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)
    answers: list[object] = field(default_factory=list)
    refusals: list[tuple[int, str]] = field(default_factory=list)
    pending: set[Request] = field(default_factory=set)

    def watch(self) -> None:
        """Start noticing."""
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        self.page.on("request", self._request)
        self.page.on("response", self._response)
        self.page.on("requestfinished", self._ended)
        self.page.on("requestfailed", self._ended)

    def allow(self, status: int, path: str = "/api/") -> None:
        """This status is what the test is about: it is no fault on addresses that begin like this."""
        self.refusals.append((status, path))

    async def open(self, path: str) -> None:
        """Type an address and wait until the page has its data."""
        await self.page.goto(self.address + path)
        await self.settled()

    async def settled(self) -> None:
        """Wait until nothing is being loaded."""
        last, quiet = time.monotonic() + _LAST, 0.0
        while quiet < _QUIET:
            assert time.monotonic() < last, f"still loading: {[one.url for one in self.pending]}"
            await asyncio.sleep(0.05)
            quiet = 0.0 if self.pending else quiet + 0.05
        await self.page.wait_for_function(_SETTLED)

    def at(self, testid: str) -> Locator:
        """The element that carries this test id."""
        return self.page.get_by_test_id(testid)

    async def tab(self, name: str) -> None:
        """Turn to a tab of the page and wait for its data."""
        await self.page.get_by_role("tab", name=name).click()
        await self.settled()

    def button(self, name: str) -> Locator:
        """A button by exactly its words."""
        return self.page.get_by_role("button", name=name, exact=True)

    async def shows(self, testid: str) -> Locator:
        """Wait for an element and give it."""
        found = self.at(testid).first
        await expect(found).to_be_visible()
        return found

    def _console(self, message: ConsoleMessage) -> None:
        if message.type != "error":
            return
        place = message.location.get("url", "")
        if message.text.startswith("Failed to load resource") and self._allowed(message.text, place):
            return
        self.faults.append(f"console: {message.text} ({place})")

    def _allowed(self, sentence: str, place: str) -> bool:
        path = urlsplit(place).path
        return any(f" {status} " in sentence and path.startswith(begin) for status, begin in self.refusals)

    def _request(self, request: Request) -> None:
        if request.resource_type != "eventsource":  # a stream of pushes never ends
            self.pending.add(request)
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != urlsplit(self.address).netloc:
            self.faults.append(f"foreign host: {request.url}")

    def _ended(self, request: Request) -> None:
        self.pending.discard(request)

    async def _response(self, response: Response) -> None:
        if "/api/" not in response.url or "json" not in response.headers.get("content-type", ""):
            return
        try:
            self.answers.append(json.loads(await response.body()))
        except Exception:  # noqa: BLE001 - the window went elsewhere before the body was read; nothing to collect
            return
