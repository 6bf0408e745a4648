"""The four pictures of the README, from the sample company. Pictures of every page are taken by `test_pages.py`.

Run with `CALLWRIGHT_UPDATE_IMAGES=1` to renew `docs/images`; loading the sample company takes minutes, and
`CALLWRIGHT_SAMPLE_HOME` names a folder that keeps it for the next time.
"""

from __future__ import annotations

import asyncio
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.browser.account import Account
from tests.browser.product import ROOT, Product

from callwright.kernel.period import Month

IMAGES = ROOT / "docs" / "images"
LIMIT = 200_000
"""Bytes a picture of the README may have."""


@pytest.fixture
def sample(built: None, tmp_path: Path):
    """The owner of the sample company; a folder of your own keeps it for the next pictures."""
    product = Product(Path(os.environ.get("CALLWRIGHT_SAMPLE_HOME", tmp_path / "sample")))
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
        await visit.page.wait_for_timeout(400)
        await visit.page.screenshot(path=IMAGES / f"{name}.png", animations="disabled")
        assert (IMAGES / f"{name}.png").stat().st_size < LIMIT, name


def _telling_statement(owner: Account) -> tuple[str, str]:
    """The statement of the best paid person of the last closed month."""
    month = str(Month.of(datetime.now(UTC).date()).previous())
    found = owner.get("/api/pay/statements", month=month)["items"]
    return max(found, key=lambda one: float(one["paid_total"]))["person_id"], month
