"""The owner's first month: from the one-time link to a statement whose every line says why.

What the page has a dialog for is done in the page; products and campaigns come by command.
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from playwright.async_api import Locator, expect
from tests.browser.company import DAY, MONTH
from tests.browser.product import PASSWORD, Product
from tests.browser.visit import Visit
from tests.flow.hand_company import ACCEPTED, Files
from tests.flow.thread import mark_all_good

ROWS = ACCEPTED + 4
LONG = 90_000


async def test_from_the_first_link_to_a_statement(empty: Product, files: Files, browse, tmp_path: Path):
    visit = await browse(empty.address)
    await set_up_the_first_account(visit, empty)
    await every_page_says_what_comes_next(visit)
    await bring_people_products_campaign(visit, empty, files)
    await import_a_list(visit, files)
    await check_every_rejected_row(visit)
    await draw_verify_release(visit, tmp_path)
    await assign_leads(visit)
    await import_calls_states_recordings(visit, files)
    await listen_to_a_call(visit)
    await import_orders(visit, files)
    await agree_on_goals(visit, empty, files)
    await close_scores(visit)
    await bring_in_a_plan(visit, files)
    await close_pay(visit)
    await read_the_statement_of_wang(visit)
    await diagnose(visit)


async def set_up_the_first_account(visit: Visit, product: Product) -> None:
    """The link asks for a password twice, works once, and leads to an empty home with two ways to start."""
    page, link = visit.page, product.first_owner_link()
    assert link is not None, product.said
    await page.goto(link)
    await page.get_by_label("姓名").fill("周老板")
    await page.get_by_label("登录名").fill("boss")
    await page.get_by_label("密码", exact=True).fill(PASSWORD)
    await page.get_by_label("再输一次密码").fill("not the same one")
    await page.get_by_role("button", name="设立账号并进入").click()
    await expect(page.get_by_text("两次密码不一样")).to_be_visible()
    await page.get_by_label("再输一次密码").fill(PASSWORD)
    # /api/me answers 401 before the link is used; afterwards nothing may be refused.
    await page.get_by_role("button", name="设立账号并进入").click()
    await expect(visit.at("start-import")).to_be_visible()
    await expect(visit.at("start-sample")).to_be_visible()
    await expect(page).to_have_url(re.compile(r"/home$"))
    assert await asyncio.to_thread(_status_of_used_link, product, link) == 410


def _status_of_used_link(product: Product, link: str) -> int:
    body = {"token": link.rpartition("=")[2], "password": PASSWORD, "login": "thief", "name": "x"}
    return product.client().post("/api/first-owner", json=body).status_code


async def every_page_says_what_comes_next(visit: Visit) -> None:
    """No page is blank on the first day."""
    for path in (
        "/lists",
        "/leads",
        "/calls",
        "/my-numbers",
        "/orders",
        "/people",
        "/people?tab=people",
        "/pay",
    ):
        await visit.open(path)
        await expect(visit.at("empty").first, path).to_be_visible()


async def bring_people_products_campaign(visit: Visit, product: Product, files: Files) -> None:
    """People in the page; products and campaigns by command."""
    await asyncio.gather(*(
        asyncio.to_thread(product.program.run, *words)
        for words in (("catalog", "import", files.products), ("campaigns", "import", files.campaigns))
    ))  # fmt: skip
    await visit.open("/people?tab=people")
    await visit.at("import-staff").first.click()
    report = await _send(visit, files.roster)
    await _figure(report, "已导入", "3")
    await _close(visit)
    await expect(visit.page.get_by_role("cell", name="王一")).to_be_visible()


async def import_a_list(visit: Visit, files: Files) -> None:
    """File, source, campaign; then the cleaning report, whose tiles add up."""
    page = visit.page
    await visit.open("/lists")
    await visit.button("导入名单").first.click()
    await expect(page).to_have_url(re.compile("/lists/import$"))
    await page.locator("input[type=file]").set_input_files(files.prospects)
    await page.get_by_label("名单来源").fill("黄页")
    await _choose_campaign(visit, page.locator("#content"))
    await visit.at("list-start").click()
    await expect(page).to_have_url(re.compile(r"/lists/[0-9a-f-]{36}"))
    await expect(visit.at("cleaning-report")).to_be_visible(timeout=LONG)
    tiles = [await _number(visit, f"tile-{name}") for name in ("accepted", "merged", "rejected", "rows")]
    assert tiles == [ACCEPTED, 1, 3, ROWS]
    assert sum(tiles[:3]) == tiles[3]
    await expect(visit.at("adds-up")).to_contain_text(f"{ROWS} 行，一行不少")
    await expect(visit.at("examples")).to_contain_text("138")
    await visit.tab("文件和列")
    await expect(visit.at("files")).to_contain_text("企业名称")


async def check_every_rejected_row(visit: Visit) -> None:
    """Each rejected row stands there with a reason and its own words; a reload keeps the filter."""
    page, rows = visit.page, visit.at("rows")
    await visit.tab("每一行")
    await rows.get_by_text("拒绝", exact=True).first.click()
    await expect(page).to_have_url(re.compile("status=rejected"))
    await expect(rows.locator("tbody tr.ant-table-row")).to_have_count(3)
    await page.reload()
    await visit.settled()
    lines = rows.locator("tbody tr.ant-table-row")
    await expect(lines).to_have_count(3)
    for line in await lines.all():
        await expect(line.locator("code")).not_to_be_empty()
    await expect(rows).to_contain_text("杭州无号贸易有限公司")
    await visit.tab("清洗报告")
    async with page.expect_download() as download:
        await visit.at("rejects-download").click()
    assert (await download.value).suggested_filename.endswith(".xlsx")


async def draw_verify_release(visit: Visit, folder: Path) -> None:
    """Nothing is released unmeasured; thirty of thirty good rows pass the gate."""
    page = visit.page
    await visit.tab("核实与放行")
    await expect(visit.at("release")).to_be_disabled()
    await expect(visit.at("refusals")).to_contain_text("还没有抽样核实")
    await visit.at("draw-sample").click()
    await expect(visit.at("sample-state")).to_contain_text("已抽 30 行")
    async with page.expect_download() as download:
        await visit.at("worklist").click()
    worklist = folder / "worklist.xlsx"
    await (await download.value).save_as(worklist)
    await asyncio.to_thread(mark_all_good, worklist)
    await visit.at("sample").locator("input[type=file]").first.set_input_files(worklist)
    await expect(visit.at("sample-state")).to_contain_text("已核实 30 行，30 行是好的")
    await expect(visit.at("accuracy")).to_contain_text("100")
    await expect(visit.at("accuracy-lower")).to_contain_text("88.6")
    await visit.at("release").click()
    await expect(visit.at("released")).to_be_visible()


async def assign_leads(visit: Visit) -> None:
    """The released contacts are leads; each gets an owner and the reason why."""
    page = visit.page
    for _ in range(20):  # the worker makes the leads a moment after the release
        await visit.open("/leads")
        if await page.get_by_text(f"共 {ACCEPTED} 条").is_visible():
            break
        await asyncio.sleep(1)
    await visit.at("assign").click()
    dialog = page.get_by_role("dialog")
    await _choose_campaign(visit, dialog)
    await dialog.get_by_role("button", name="分配", exact=True).click()
    await expect(page.get_by_text(f"分配了 {ACCEPTED} 条线索")).to_be_visible()
    await expect(page.get_by_role("cell", name="王一").first).to_be_visible()


async def import_calls_states_recordings(visit: Visit, files: Files) -> None:
    """Call records with their mapping; bad rows are listed; a recording without a call is told."""
    page = visit.page
    await visit.open("/calls")
    await _choose_import(visit, "导入通话记录")
    await page.get_by_label("对应关系").fill(files.mapping.read_text(encoding="utf-8"))
    report = await _send(visit, files.calls)
    for figure, value in (("文件行数", "42"), ("已导入", "40"), ("被拒绝", "2")):
        await _figure(report, figure, value)
    await expect(report).to_contain_text("E77")
    await _close(visit)
    await _choose_import(visit, "导入坐席状态")
    report = await _send(visit, files.states)
    await _figure(report, "被拒绝", "1")
    await _close(visit)
    await _choose_import(visit, "导入录音")
    await _send(visit, *sorted(files.recordings.rglob("*.wav")), report=False)
    await _close(visit)
    await visit.at("analyse").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.locator(".ant-progress-status-success")).to_be_visible(timeout=LONG)
    await page.keyboard.press("Escape")


async def listen_to_a_call(visit: Visit) -> None:
    """Two channels, measures with their definitions, and turns that lead to their moment."""
    page = visit.page
    await visit.open(f"/calls?day={DAY}&outcome=effective")
    await page.get_by_text("有录音", exact=True).click()
    await expect(page).to_have_url(re.compile("recorded=true"))
    recorded = page.locator("tbody tr.ant-table-row")
    await expect(recorded).to_have_count(2)
    await recorded.first.get_by_role("link").click()
    await expect(visit.at("player")).to_be_visible()
    await visit.settled()
    await expect(visit.at("player").get_by_text("左声道")).to_be_visible()
    await expect(visit.at("player").get_by_text("右声道")).to_be_visible()
    await expect(visit.at("measure-talk-share")).to_contain_text(re.compile(r"\d+%"))
    turn = visit.at("turns").get_by_role("button").nth(2)
    await turn.click()
    moment = (await turn.locator(".cw-number").inner_text()).strip()
    await expect(visit.at("player-time")).to_contain_text(re.compile(rf"^{moment} / "))
    async with page.expect_response(lambda answer: answer.url.endswith("/audio")) as audio:
        await visit.at("play").click()
    assert (await audio.value).status == 206
    await expect(visit.at("play")).to_contain_text("暂停")
    await visit.at("play").click()


async def import_orders(visit: Visit, files: Files) -> None:
    """Five orders of the month."""
    await visit.open("/orders")
    await visit.button("导入订单").first.click()
    await _figure(await _send(visit, files.orders), "已导入", "5")
    await _close(visit)
    await expect(visit.page.get_by_role("cell", name="A1", exact=True)).to_be_visible()


async def agree_on_goals(visit: Visit, product: Product, files: Files) -> None:
    """Without acknowledged goals nothing is closed, and the page says whose are missing."""
    await visit.open(f"/people?tab=goals&month={MONTH}")
    await visit.at("import-goals").first.click()
    await _send(visit, files.goals)
    await _close(visit)
    await expect(visit.at("acknowledged-count")).to_be_visible()
    await expect(visit.at("missing")).to_contain_text("王一")
    visit.allow(409, "/api/scores")
    visit.allow(422, "/api/scores")
    await visit.open(f"/people?tab=scores&month={MONTH}")
    await visit.at("close-scores").click()
    dialog = visit.page.get_by_role("dialog")
    await dialog.get_by_role("button", name="关成绩", exact=True).click()
    await expect(dialog.get_by_test_id("problem")).to_contain_text("scores.goals_missing")
    await expect(dialog.get_by_test_id("problem")).to_contain_text("王一")
    visit.refusals.clear()
    await asyncio.to_thread(product.program.run, "goals", "acknowledge", MONTH, "--all")


async def close_scores(visit: Visit) -> None:
    """Wang 120 points; the department in the south misses the gate."""
    page = visit.page
    await visit.open(f"/people?tab=scores&month={MONTH}")
    await visit.at("close-scores").click()
    await page.get_by_role("dialog").get_by_role("button", name="关成绩", exact=True).click()
    await expect(visit.at("scores")).to_be_visible(timeout=LONG)
    await expect(visit.at("scores").locator("tr", has_text="王一")).to_contain_text("120.00")
    await expect(visit.at("departments").locator("tr", has_text="华南部")).to_contain_text("50.00%")


async def bring_in_a_plan(visit: Visit, files: Files) -> None:
    """The template with its marks is refused place by place; the company's own numbers are taken."""
    page = visit.page
    visit.allow(409, "/api/pay")
    visit.allow(422, "/api/pay/plans")
    await visit.open(f"/pay?month={MONTH}")
    await visit.at("close-pay").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("button", name="关账", exact=True).click()
    await expect(dialog.get_by_test_id("problem")).to_contain_text("pay.plan_missing")
    await visit.open("/pay?tab=plan")
    template = await (await page.request.get(visit.address + "/api/pay/plan/template")).text()
    draft = visit.at("plan-draft").get_by_role("textbox")
    await draft.fill(template)
    await visit.at("plan-check").click()
    await expect(visit.at("problem")).to_contain_text("base_pay.rep.junior: 必须填写")
    await draft.fill(await asyncio.to_thread(files.pay_plan.read_text, "utf-8"))
    await visit.at("plan-bring").click()
    await expect(visit.at("plan")).to_contain_text("示例薪酬方案")
    visit.refusals.clear()


async def close_pay(visit: Visit) -> None:
    """Closing pay makes a statement for each person."""
    page = visit.page
    await visit.open(f"/pay?month={MONTH}")
    await visit.at("close-pay").click()
    await page.get_by_role("dialog").get_by_role("button", name="关账", exact=True).click()
    rows = visit.at("statements")
    for name, paid in (("王一", "14,300.00"), ("李二", "5,260.00"), ("张三", "5,900.00")):
        await expect(rows.locator("tr.ant-table-row", has_text=name)).to_contain_text(paid)


async def read_the_statement_of_wang(visit: Visit) -> None:
    """14,300.00, and every line opens to the reason behind it."""
    page = visit.page
    await visit.at("statements").get_by_role("link", name="王一").click()
    await expect(visit.at("paid")).to_contain_text("14,300.00")
    await expect(visit.at("statement-total")).to_contain_text("14,300.00")
    statement = visit.at("statement")
    buttons = statement.get_by_role("button", name=re.compile("^看理由"))
    count = await buttons.count()
    assert count >= 5
    for _ in range(count):
        await statement.get_by_role("button", name=re.compile("^看理由")).first.click()
    trees = statement.get_by_test_id("reason-tree")
    await expect(trees).to_have_count(count)
    for tree in await trees.all():
        assert len((await tree.inner_text()).strip()) > 4
    amounts = await statement.locator("tr.ant-table-row td:last-child").all_inner_texts()
    assert sum(_money(amount) for amount in amounts) == 1_430_000
    await page.reload()
    await expect(visit.at("paid")).to_contain_text("14,300.00")


async def diagnose(visit: Visit) -> None:
    """The home page names what is wrong, with evidence."""
    await visit.open("/home")
    await visit.at("diagnose").first.click()
    await expect(visit.at("findings")).to_be_visible(timeout=LONG)
    await expect(visit.at("evidence").first).to_be_visible()


async def _choose_campaign(visit: Visit, form: Locator) -> None:
    """The campaign of the company; a list that opens while its form still moves is opened again."""
    option = visit.page.locator(".ant-select-item-option", has_text="秋季外呼")
    for _ in range(3):
        await form.get_by_label("外呼活动").click()
        await option.click()
        await visit.page.wait_for_timeout(300)
        if await form.get_by_title("秋季外呼 (autumn)").count():
            return
    raise AssertionError("the campaign could not be chosen")


async def _choose_import(visit: Visit, name: str) -> None:
    await visit.at("imports").first.click()
    await visit.page.get_by_role("menuitem", name=name).click()


async def _send(visit: Visit, *files: Path, report: bool = True) -> Locator:
    """Choose files in the open dialog, import, and wait for what became of them."""
    dialog = visit.page.get_by_role("dialog")
    await dialog.locator("input[type=file]").set_input_files(list(files))
    await dialog.get_by_role("button", name="开始导入").click()
    if not report:
        await expect(dialog.get_by_role("button", name="再导入一个")).to_be_visible(timeout=LONG)
        return dialog
    found = dialog.get_by_test_id("import-report")
    await expect(found).to_be_visible(timeout=LONG)
    return found


async def _close(visit: Visit) -> None:
    """Leave the import dialog."""
    dialog = visit.page.get_by_role("dialog")
    await dialog.locator(".ant-modal-footer").get_by_role("button", name="关闭").click()
    await expect(dialog).to_be_hidden()


async def _figure(report: Locator, label: str, value: str) -> None:
    figure = report.locator(".cw-figure", has_text=label)
    await expect(figure.locator(".cw-figure-value")).to_have_text(value)


async def _number(visit: Visit, testid: str) -> int:
    return int((await visit.at(testid).locator(".cw-figure-value").inner_text()).replace(",", ""))


def _money(amount: str) -> int:
    """Cents of an amount as it is shown."""
    digits = re.sub(r"[^\d]", "", amount)
    return -int(digits) if "−" in amount or "-" in amount else int(digits)
