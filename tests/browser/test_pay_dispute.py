"""An agent questions a line → finance accepts → the next statement shows the correction; the payout is approved."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from playwright.async_api import expect
from tests.browser.company import LATER, MONTH, Company, fill_pay
from tests.browser.product import Product
from tests.flow.hand_company import Files, write_files


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The files of the hand-made company; nobody has to speak for pay."""
    return write_files(tmp_path_factory.mktemp("pay-files"))


@pytest.fixture(scope="module")
def own_company(built: None, files: Files, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    """A company of its own: its second month is closed here."""
    product = Product(tmp_path_factory.mktemp("pay"))
    product.start()
    try:
        product.wait()
        yield fill_pay(product, files)
    finally:
        product.stop()


async def test_a_question_becomes_a_line_of_the_next_statement(own_company: Company, files: Files, browse):
    company = own_company
    agent = await browse(company.address, company.agent)
    await agent.open(f"/pay?month={MONTH}")
    mine = agent.at("my-statement")
    await expect(mine.get_by_test_id("paid")).to_contain_text("5,260.00")
    await mine.get_by_role("button", name="看理由: 提成").click()
    await expect(
        mine.get_by_role("link", name="A3")
        .or_(mine.get_by_test_id("reason-tree").get_by_role("link").first)
        .first
    ).to_be_visible()
    await agent.at("dispute-1").click()
    dialog = agent.page.get_by_role("dialog")
    await dialog.get_by_label("您的疑问").fill("有一笔一万的订单没有算进去")
    await dialog.get_by_role("button", name="提交").click()
    await expect(mine).to_contain_text("待回答")

    owner = await browse(company.address, company.owner)
    await owner.open("/pay?tab=disputes&undecided=1")
    row = owner.at("disputes").locator("tr.ant-table-row", has_text="李二")
    await expect(row).to_contain_text("提成")
    await row.click()
    await owner.at("reply").get_by_label("说明").fill("订单晚了一天核验，补 200")
    await owner.at("reply").get_by_label("更正金额").fill("200")
    await owner.at("accept").click()
    await expect(owner.at("disputes")).to_contain_text("没有疑问")
    await asyncio.to_thread(_close_the_next_month, company, files)

    await agent.open(f"/pay?month={LATER}")
    await expect(mine).to_contain_text(f"更正：{MONTH} 提成（疑问成立）")
    await expect(mine.locator("tr.ant-table-row", has_text="疑问成立")).to_contain_text("200.00")
    await agent.open(f"/pay?month={MONTH}")
    await expect(mine.get_by_test_id("paid")).to_contain_text("5,260.00")  # what was closed stays
    await expect(mine).to_contain_text("成立")
    await owner.open(f"/pay/{company.people['E02']}/{MONTH}")
    await expect(owner.at("versions")).to_contain_text("V2")
    await expect(owner.at("versions")).to_contain_text("5,460.00")


async def test_the_owner_approves_and_the_payroll_leaves(own_company: Company, browse, tmp_path):
    owner = await browse(own_company.address, own_company.owner)
    await owner.open(f"/pay?month={MONTH}")
    await expect(owner.at("payroll-xlsx")).to_have_count(0)
    await owner.at("approve").click()
    await owner.page.get_by_role("dialog").get_by_role("button", name="批准发放").click()
    await expect(owner.at("payout")).to_contain_text("批准发放")
    async with owner.page.expect_download() as download:
        await owner.at("payroll-xlsx").click()
    await (await download.value).save_as(tmp_path / "payroll.xlsx")
    await owner.at("verify").click()
    await expect(owner.page.get_by_text("全部与关账时一字不差")).to_be_visible()
    await owner.open(f"/pay/{own_company.people['E01']}/{MONTH}")
    async with owner.page.expect_download() as download:
        await owner.at("pdf").click()
    paper = tmp_path / "statement.pdf"
    await (await download.value).save_as(paper)
    assert paper.read_bytes().startswith(b"%PDF")


async def test_a_draft_is_tried_before_it_counts(own_company: Company, files: Files, browse):
    """A higher base pay of juniors costs what it says, and names who gains."""
    owner = await browse(own_company.address, own_company.owner)
    await owner.open("/pay?tab=plan")
    text = await asyncio.to_thread(files.pay_plan.read_text, "utf-8")
    await (
        owner.at("plan-draft")
        .get_by_role("textbox")
        .fill(text.replace("junior: '4000'", "junior: '4500'", 1))
    )
    await owner.at("plan-try").click()
    await expect(owner.at("trial")).to_contain_text("李二")
    await expect(owner.at("trial-change")).to_contain_text("500.00")


def _close_the_next_month(company: Company, files: Files) -> None:
    owner = company.owner
    owner.send_files("/api/orders/import", "file", files.orders_later)
    owner.post(f"/api/goals/{LATER}/acknowledge", {"everybody": True})
    owner.post(f"/api/scores/{LATER}/close", {"override_reason": "测试：提前关账"})
    owner.post(f"/api/pay/{LATER}/close")
