"""A real Chromium before the real product, and windows that fail on what a user would not see."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, async_playwright
from tests.browser.account import Account
from tests.browser.browsers import FLAGS, own_browser
from tests.browser.company import Company, fill
from tests.browser.product import ROOT, Product, build_page
from tests.browser.visit import Visit
from tests.flow.hand_company import Files, speak, write_files

PICTURES_OF_FAILURES = ROOT / "test-results"
Browse = Callable[..., Awaitable[Visit]]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The files of the hand-made company, its calls really spoken."""
    files = write_files(tmp_path_factory.mktemp("files"))
    speak(files)
    return files


@pytest.fixture(scope="session")
def built() -> None:
    """The built page."""
    build_page()


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pictures of the pages go: the folder that CALLWRIGHT_SCREENSHOTS names, else one that is thrown away."""
    named = os.environ.get("CALLWRIGHT_SCREENSHOTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def empty(built: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """A product on its first day."""
    product = Product(tmp_path_factory.mktemp("empty"))
    product.start()
    try:
        product.wait()
        yield product
    finally:
        product.stop()


@pytest.fixture(scope="session")
def company(built: None, files: Files, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    """A product with the hand-made company in it."""
    product = Product(tmp_path_factory.mktemp("company"))
    product.start()
    try:
        product.wait()
        yield fill(product, files, tmp_path_factory.mktemp("worklists"))
    finally:
        product.stop()


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """The machine's Chromium, else Playwright's own."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=own_browser(), args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture
async def browse(chromium: Browser, request: pytest.FixtureRequest) -> AsyncIterator[Browse]:
    """Opens windows: `await browse(address, account, language="en")`; faults of any of them fail the test."""
    visits: list[Visit] = []
    contexts: list[BrowserContext] = []

    async def open_window(
        address: str,
        account: Account | None = None,
        *,
        language: str = "zh",
        size: tuple[int, int] = (1280, 800),
    ) -> Visit:
        context = await chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, timezone_id="Asia/Shanghai", accept_downloads=True
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        key = "'callwright.language'"
        await context.add_init_script(
            f"if (!localStorage.getItem({key})) localStorage.setItem({key}, '{language}')"
        )
        if account is not None:
            await context.add_cookies(account.cookies)
        visit = Visit(await context.new_page(), address)
        visit.watch()
        visits.append(visit)
        return visit

    yield open_window
    if FAILED in request.node.stash:
        await _keep_pictures(request.node.name, visits)
    await asyncio.gather(*(context.close() for context in contexts))
    faults = [fault for visit in visits for fault in visit.faults]
    assert not faults, "\n".join(faults)


async def _keep_pictures(test: str, visits: list[Visit]) -> None:
    """What the user would have seen when the test failed."""
    PICTURES_OF_FAILURES.mkdir(exist_ok=True)
    for place, visit in enumerate(visits):
        name = re.sub(r"[^\w.-]+", "-", test)
        await visit.page.screenshot(path=_place(name, place), full_page=True)


def _place(name: str, number: int) -> Path:
    return PICTURES_OF_FAILURES / f"{name}-{number}.png"
