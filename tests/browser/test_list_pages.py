"""A steward's day: files looked at and corrected, the report, the gate with its sample, sources beside each other."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, expect
from tests.browser.account import Account
from tests.browser.company import Company
from tests.browser.list_files import guessed_list, picture, plain_list, statuses
from tests.browser.visit import Visit

ROSTER = "工号,姓名,部门,角色,职级,入职日期\nS01,钱专员,华东部,名单专员,初级,2026-01-05\n"
LONG = 90_000


@pytest.fixture(scope="session")
def steward(company: Company, tmp_path_factory: pytest.TempPathFactory) -> Account:
    """Somebody whose work is lists, and who may not override the gate."""
    roster = tmp_path_factory.mktemp("roster") / "专员.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    company.owner.send_files("/api/staff/import", "file", roster)
    return Account.by_link(company.product, company.product.program.run("staff", "invite", "S01")["token"])


async def test_files_are_looked_at_corrected_and_imported(
    company: Company, steward: Account, browse, tmp_path: Path
):
    """A bad file says why while the other goes on; what a person corrects is remembered for the source."""
    visit = await browse(company.address, steward)
    await visit.open("/lists/import")
    await visit.page.locator("input[type=file]").set_input_files([guessed_list(tmp_path), picture(tmp_path)])
    files = visit.at("chosen-file")
    await expect(files.nth(0)).to_contain_text("12 行")
    await expect(files.nth(0)).to_contain_text("GB18030")
    await expect(files.nth(0)).to_contain_text("表头在第 2 行")
    await expect(files.nth(1).get_by_test_id("problem")).to_contain_text("tables.not_a_table")
    await expect(files.nth(1)).to_contain_text("其他文件照常导入")
    table = visit.at("wizard-columns")
    await expect(line_of(table, "x1")).to_contain_text("按内容猜的")
    await expect(line_of(table, "传真")).to_contain_text("不读取")
    await choose_by_keys(visit, "“x1”当作", "不读取（原样保存）")
    await expect(visit.at("columns-missing")).to_contain_text("电话")
    await expect(visit.at("list-start")).to_be_disabled()
    await choose_by_keys(visit, "“x1”当作", "电话")
    await choose_by_keys(visit, "“x2”当作", "备注")
    await expect(table).to_contain_text("已手工改过")
    await visit.page.get_by_label("名单来源").fill("供应商甲")
    await visit.page.keyboard.press("Tab")
    await visit.at("list-start").focus()
    await visit.page.keyboard.press("Enter")
    await expect(visit.at("cleaning-report")).to_be_visible(timeout=LONG)
    await expect(visit.at("adds-up")).to_contain_text("= 12 行，一行不少")
    await expect(visit.at("steps")).to_contain_text("匹配与合并")
    await visit.tab("文件和列")
    await expect(visit.at("files")).to_contain_text("备注")
    await expect(visit.at("files")).to_contain_text("照片.csv")
    await visit.open("/lists/import")
    (tmp_path / "供应商甲.csv").write_text(
        "单位,人,x1,传真,x2\n昆明新来有限公司,李,13611112222,,外地\n", "utf-8"
    )
    await visit.page.locator("input[type=file]").set_input_files(tmp_path / "供应商甲.csv")
    await visit.page.get_by_label("名单来源").fill("供应商甲")
    await expect(visit.at("wizard-columns")).to_contain_text("沿用这个来源上次的对应")
    await expect(line_of(visit.at("wizard-columns"), "x2")).to_contain_text("备注")


def line_of(table: Locator, column: str) -> Locator:
    """The line of a column in the preview."""
    return table.locator(
        "tr.ant-table-row", has=table.page.locator("strong", has_text=re.compile(f"^{column}$"))
    )


async def choose_by_keys(visit: Visit, label: str, option: str) -> None:
    """Choose from a list without a mouse."""
    field = visit.page.get_by_label(label, exact=True)
    await field.focus()
    await visit.page.keyboard.press("ArrowDown")
    wanted = visit.page.locator(".ant-select-dropdown:visible .ant-select-item-option", has_text=option)
    await expect(wanted.first).to_be_visible()
    for _ in range(10):
        active = visit.page.locator(".ant-select-dropdown:visible .ant-select-item-option-active")
        if (await active.inner_text()).strip() == option:
            break
        await visit.page.keyboard.press("ArrowDown")
    await visit.page.keyboard.press("Enter")
    await expect(visit.page.locator(".ant-select-dropdown:visible")).to_have_count(0)


async def test_the_gate_shows_what_a_sample_proves(
    company: Company, steward: Account, browse, tmp_path: Path
):
    """Plan, sample, statuses of a service, interval; a steward sees no override, the owner gives a reason."""
    batch = await asyncio.to_thread(imported, steward, plain_list(tmp_path, 300, 30), "供应商乙")
    visit = await browse(company.address, steward)
    await visit.open(f"/lists/{batch}?tab=gate")
    await expect(visit.at("sample-plan").locator("tr.ant-table-row")).to_have_count(6)
    await expect(visit.at("interval-none")).to_be_visible()
    await visit.at("draw-sample").click()
    await expect(visit.at("sample-state")).to_contain_text("已抽 30 行")
    sample = await asyncio.to_thread(steward.get, f"/api/lists/{batch}/sample")
    numbers = [row["numbers"][0] for row in sample["rows"]]
    answer = statuses(tmp_path, numbers[:20])
    await visit.at("status-import").locator("input[type=file]").set_input_files(answer)
    await expect(visit.at("status-import")).to_contain_text("蓝色")
    await expect(visit.at("sample-state")).to_contain_text("已核实 20 行")
    rest = [f"{row['row']},空号" for row in sample["rows"][20:]]
    worklist = tmp_path / "w.csv"
    worklist.write_text("row,结果\n" + "\n".join(rest), encoding="utf-8")
    await visit.at("sample").locator("input[type=file]").first.set_input_files(worklist)
    await expect(visit.at("interval")).to_contain_text("准确率 66.7%")
    await expect(visit.at("interval")).to_contain_text("没有过")
    await expect(visit.at("refusals")).to_contain_text("准确率下限没有到门槛")
    await expect(visit.at("release")).to_be_disabled()
    await expect(visit.at("override")).to_have_count(0)
    await expect(visit.at("measure-change")).to_have_count(0)
    assert await status_of(visit, f"/api/lists/{batch}/release", {"override_reason": None}) == 409
    assert await status_of(visit, f"/api/lists/{batch}/release", {"override_reason": "想放行"}) in {403, 409}
    assert await status_of(visit, "/api/gate-measure", {"measure": "point", "reason": "更松"}, "PUT") == 403
    await owner_overrides(await browse(company.address, company.owner), batch)


async def owner_overrides(visit: Visit, batch: str) -> None:
    """Without a reason nothing; with one it is released and says so."""
    await visit.open(f"/lists/{batch}?tab=gate")
    await visit.at("override").click()
    dialog = visit.page.get_by_role("dialog")
    await expect(dialog.get_by_role("button", name="破例执行")).to_be_disabled()
    await dialog.get_by_label("理由（会留档）").fill("老客户的名单，先打一批")
    await dialog.get_by_role("button", name="破例执行").click()
    await expect(visit.at("released")).to_contain_text("老客户的名单，先打一批")


async def test_the_owner_changes_what_the_gate_looks_at_with_a_reason(company: Company, browse):
    """To the point estimate and back; both choices are kept with their reason."""
    visit = await browse(company.address, company.owner)
    await visit.open(f"/lists/{company.batch}?tab=gate")
    for word, reason in (("点估计", "董事会 11 月决定"), ("下限", "董事会收回")):
        await visit.at("measure-change").click()
        dialog = visit.page.get_by_role("dialog")
        await dialog.get_by_role("radio", name=re.compile(f"^{word}")).check()
        await expect(dialog.get_by_role("button", name="保存并留档")).to_be_disabled()
        await dialog.get_by_label("理由").fill(reason)
        await dialog.get_by_role("button", name="保存并留档").click()
        await expect(visit.at("measure")).to_contain_text(f"门槛看：{word}")
        await expect(visit.at("measure")).to_contain_text(reason)
    kept = await asyncio.to_thread(company.owner.get, "/api/gate-measure")
    assert [one["reason"] for one in kept["history"]] == ["董事会收回", "董事会 11 月决定"]


async def test_sources_stand_beside_each_other(company: Company, browse):
    visit = await browse(company.address, company.owner)
    await visit.open("/lists/sources")
    picture_of = visit.at("source-accuracy").locator("div[role=img]")
    await expect(picture_of).to_have_attribute(
        "aria-label", re.compile(r"黄页 100\.0%（88\.6%–100\.0%）.*85%")
    )
    row = visit.at("source-table").locator("tr.ant-table-row", has_text="黄页")
    await expect(row).to_contain_text("34")
    async with visit.page.expect_download() as download:
        await row.get_by_test_id("claim-download").click()
    assert (await download.value).suggested_filename.endswith(".xlsx")
    await visit.at("source-forecast").get_by_role("link", name="名单.csv").click()
    await expect(visit.page).to_have_url(re.compile(f"/lists/{company.batch}.*tab=gate"))


def imported(account: Account, file: Path, source: str) -> str:
    """Import a file; its batch."""
    return str(account.send_files("/api/lists", "files", file, source=source, campaign="autumn")["batch_id"])


async def status_of(visit: Visit, path: str, body: object, method: str = "POST") -> int:
    """What a request answers that the page itself would not send, from inside the page with its own token."""
    visit.allow(403, "/api/")
    visit.allow(409, "/api/")
    script = """async ([path, body, method]) => {
      const { csrf_token: token } = await (await fetch('/api/me')).json();
      const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': token };
      return (await fetch(path, { method, headers, body: JSON.stringify(body) })).status;
    }"""
    return int(await visit.page.evaluate(script, [path, body, method]))
