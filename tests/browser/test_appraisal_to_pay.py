"""From the plan to the closed month: HR drafts, the group completes, the owner publishes, the month closes."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Locator, expect
from tests.browser.account import Account
from tests.browser.appraised_company import MONTH, Appraised, appraised
from tests.browser.product import Product
from tests.browser.visit import Visit

OFFERED = ".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option"
SEATS = (
    ("leader", "周老板"),
    ("executive", "陈人事"),
    ("sales_manager", "孙经理"),
    ("finance_manager", "钱财务"),
    ("rep", "王一"),
)
EVENTS = (
    ("manager", "research", ("走访", "访谈")),
    ("owner", "kick_off", ("会议纪要",)),
    ("hr", "indicators", ("会议纪要",)),
    ("manager", "targets", ("会议纪要",)),
    ("finance", "incentives", ("会议纪要",)),
    ("hr", "training", ("会议纪要",)),
)


@pytest.fixture
async def house(empty: Product, tmp_path: Path) -> Appraised:
    return await asyncio.to_thread(appraised, empty, tmp_path)


async def test_from_the_draft_of_the_plan_to_the_closed_month(house: Appraised, browse, pictures: Path):
    windows: dict[str, Visit] = {}

    async def window(who: str) -> Visit:
        if who not in windows:
            account: Account = getattr(house, who)
            windows[who] = await browse(house.address, account)
        return windows[who]

    hr, owner = await window("hr"), await window("owner")
    project = await draft_the_plan(hr)
    await owner.open(f"/appraisal?tab=project&project={project}")
    await expect(owner.at("publish")).to_be_disabled()
    for who, kind, proofs in EVENTS:
        await complete(await window(who), project, kind, proofs)
    await publish(owner, project, pictures)
    await acknowledge(house, await window("wang"))
    cycle = await open_the_cycle(hr)
    await sign(house, await window("finance"), await window("manager"), hr, cycle)
    await say_how_it_went(house, await window("wang"), hr, await window("manager"), cycle)
    await approve_and_close(hr, owner, cycle, pictures)


async def draft_the_plan(hr: Visit) -> str:
    """Group, duties, incentives; the page says what is missing before it can be published."""
    page = hr.page
    await hr.open("/appraisal?tab=project")
    await hr.at("draft-project").click()
    await page.get_by_label("项目名称").fill("九月考核")
    await _months(page.get_by_role("dialog"), MONTH)
    await hr.button("保存").click()
    await expect(hr.at("project")).to_contain_text("九月考核")
    await hr.settled()
    await expect(hr.at("project-missing")).to_contain_text("小组缺：组长（老板）")
    await hr.at("set-group").click()
    for duty, name in SEATS:
        await _choose(hr, hr.at(f"seat-{duty}"), name)
    await hr.button("保存").click()
    await expect(hr.at("group")).to_contain_text("钱财务")
    await _choose(hr, hr.at("choose-incentives"), "提成")
    await expect(hr.at("project-missing")).to_contain_text("只有提成一种激励")
    await _choose(hr, hr.at("choose-incentives"), "绩效奖金")
    await expect(hr.at("project-missing")).not_to_contain_text("激励方式")
    return page.url.rpartition("project=")[2].partition("&")[0]


async def _months(dialog: Locator, month: str) -> None:
    """The range of months from and to the same one."""
    for place in (0, 1):
        field = dialog.locator(".ant-picker-range input").nth(place)
        await field.fill(month)
        await field.press("Enter")


async def _choose(visit: Visit, select: Locator, words: str) -> None:
    """Type into a select and take what it offers."""
    field = select.locator("input")
    for attempt in range(4):  # a list that is still being filtered may take the click for another line
        await field.focus()
        await field.fill(words)
        await visit.page.locator(OFFERED, has_text=words).last.click()
        try:
            await expect(select).to_contain_text(words)
            break
        except AssertionError:
            if attempt == 3:
                raise
    await field.evaluate("field => field.blur()")  # an open list would lie over the button below it
    await expect(visit.page.locator(OFFERED)).to_have_count(0)
    await visit.settled()


async def complete(visit: Visit, project: str, kind: str, proofs: tuple[str, ...]) -> None:
    """The owner of an event proves it and marks it done; without proof the button is shut."""
    await visit.open(f"/appraisal?tab=project&project={project}")
    await expect(visit.at(f"complete-{kind}")).to_be_disabled()
    for proof in proofs:
        await visit.at(f"prove-{kind}").click()
        dialog = visit.page.get_by_role("dialog")
        await visit.at("evidence-kind").click()
        await visit.page.locator(OFFERED, has_text=proof).last.click()
        await dialog.get_by_label("写明内容").fill(f"{proof}：三位代表谈了名单和话术")
        await dialog.get_by_role("button", name="保存").click()
        await expect(dialog).to_be_hidden()
        await visit.settled()
    await visit.at(f"complete-{kind}").click()
    await expect(visit.at(f"complete-{kind}")).to_be_hidden()


async def publish(owner: Visit, project: str, pictures: Path) -> None:
    """All six kinds are there: the owner publishes."""
    await owner.open(f"/appraisal?tab=project&project={project}")
    await expect(owner.at("nothing-missing")).to_be_visible()
    await owner.at("publish").click()
    await expect(owner.at("project")).to_contain_text("周老板")
    await expect(owner.at("publish")).to_be_hidden()
    await owner.page.screenshot(path=pictures / "appraisal-project-zh.png", full_page=True)


async def acknowledge(house: Appraised, wang: Visit) -> None:
    """Wang acknowledges in the page, the others through the same door."""
    await wang.open(f"/people?tab=goals&month={MONTH}")
    await wang.at("acknowledge").click()
    await expect(wang.at("my-goals")).to_contain_text("已确认")
    for account in (house.li, house.manager):
        await asyncio.to_thread(account.post, f"/api/goals/{MONTH}/acknowledge")


async def open_the_cycle(hr: Visit) -> str:
    """The cycle of September; its board waits for signatures by name."""
    page = hr.page
    await hr.open("/appraisal?tab=cycles")
    await hr.at("open-cycle").first.click()
    dialog = page.get_by_role("dialog")
    month = dialog.locator(".ant-picker input")
    await month.fill(MONTH)
    await month.press("Tab")  # Enter would already send the form
    await expect(month).to_have_value(MONTH)
    await dialog.get_by_role("button", name="启动周期").click()
    await expect(hr.at("board")).to_contain_text(MONTH)
    await expect(hr.at("waiting")).to_contain_text("财务 钱财务 未签字")
    return page.url.rpartition("cycle=")[2].partition("&")[0]


async def sign(house: Appraised, finance: Visit, manager: Visit, hr: Visit, cycle: str) -> None:
    """Each supplier signs the own data; then the data is in."""
    path = f"/appraisal?tab=cycles&cycle={cycle}"
    for visit, unit in ((finance, "orders"), (manager, "work")):
        await visit.open(path)
        await visit.at(f"sign-{unit}").click()
        await expect(visit.at(f"sign-{unit}")).to_be_hidden()
    await hr.open(path)
    await expect(hr.at("waiting")).to_be_hidden()
    await step(hr, "数据已齐")
    await step(hr, "自评")
    assert house.product is not None


async def step(visit: Visit, name: str, note: str = "") -> None:
    """Take the next step, whose name the button says."""
    await visit.at("next-step").click()
    dialog = visit.page.get_by_role("dialog")
    if note:
        await dialog.get_by_label("校准结论（会留档）").fill(note)
    await expect(visit.at("take-step")).to_have_text(name)
    await visit.at("take-step").click()
    await expect(dialog).to_be_hidden()
    await visit.settled()


async def say_how_it_went(house: Appraised, wang: Visit, hr: Visit, manager: Visit, cycle: str) -> None:
    """Self-views, then reviews by the manager; calibration needs words."""
    path = f"/appraisal?tab=cycles&cycle={cycle}"
    await wang.open(path)
    await expect(wang.at("cycle-people")).not_to_contain_text("李二")
    await wang.at("write-self-view").click()
    dialog = wang.page.get_by_role("dialog")
    await dialog.get_by_label("这个周期我做得怎么样").fill("差一单，名单里空号多")
    await dialog.get_by_role("button", name="保存").click()
    await expect(wang.at("cycle-people")).to_contain_text("差一单")
    await hr.open(path)
    await expect(hr.at("waiting")).to_contain_text("李二（E02）未自评")
    await asyncio.to_thread(house.li.post, f"/api/cycles/{cycle}/self-view", {"text": "重点工作拖了一项"})
    await hr.open(path)
    await step(hr, "上级评议")
    await manager.open(path)
    for number in ("E01", "E02"):
        await manager.at(f"review-{number}").click()
        dialog = manager.page.get_by_role("dialog")
        await dialog.get_by_label("看到的事实和评价").fill("已面谈")
        await dialog.get_by_role("button", name="保存").click()
        await expect(dialog).to_be_hidden()
        await manager.settled()
    await hr.open(path)
    await step(hr, "已校准", "两人尺度一致")


async def approve_and_close(hr: Visit, owner: Visit, cycle: str, pictures: Path) -> None:
    """HR cannot approve; the owner does; closing freezes the scores worked out by hand."""
    path = f"/appraisal?tab=cycles&cycle={cycle}"
    await hr.open(path)
    await expect(hr.at("next-step")).to_be_hidden()
    await owner.open(path)
    await step(owner, "已批准")
    await hr.open(path)
    await step(hr, "已关闭")
    # 80 % of 90 + 20 % of 100 = 92; 60 % of 80 + 40 % of 90 = 84
    for name, score in (("王一", "92.00"), ("李二", "84.00")):
        await expect(hr.at("cycle-people").locator("tr", has_text=name)).to_contain_text(score)
    await hr.page.screenshot(path=pictures / "appraisal-board-zh.png", full_page=True)
    await hr.open(f"/people?tab=scores&month={MONTH}")
    await expect(hr.at("scores").locator("tr", has_text="王一")).to_contain_text("92.00")
    await expect(hr.at("scores").locator("tr", has_text="孙经理")).to_contain_text("86.67")
