"""A call is graded, disputed, answered and decided in the pages; a newcomer sees honest odds; the library is shared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import expect
from tests.browser.product import Product
from tests.browser.quality_company import World, filled
from tests.browser.test_pages import PHONE, check, faults_of_access, picture
from tests.browser.visit import Visit
from tests.factories.fake_chat import fake_chat
from tests.flow.hand_company import Files


@pytest.fixture(scope="module")
def world(built: None, files: Files, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    product = Product(tmp_path_factory.mktemp("quality"))
    product.start()
    try:
        product.wait()
        yield filled(product, files, tmp_path_factory.mktemp("more"))
    finally:
        product.stop()


async def test_a_grade_is_disputed_answered_and_decided_and_the_result_changes(world: World, browse):
    """QA fails the call; the agent listens to a hit, disputes; QA answers; the lead decides; the result changes."""
    page = f"/quality/calls/{world.call}"
    qa, agent, lead = [await browse(world.address, one) for one in (world.qa, world.agent, world.lead)]
    await qa.open(page)
    await _points(qa, {"recording_notice": "0"})
    await expect(qa.at("score-preview")).to_contain_text("0.00")
    await qa.at("save-grade").click()
    await qa.settled()
    await expect(qa.at("line-first").get_by_test_id("line-score")).to_have_text("0.00")

    await _listens_to_the_hit(agent, world.call)
    assert await _result(agent, "E01") == "0.00"
    await agent.open(page)
    await _says(agent, "raise", "第 1 秒就说了“这通电话会录音”")
    await expect(agent.at("line-first")).to_contain_text("等质检答复")
    await qa.open(page)
    await _says(qa, "answer", "复听确实有告知，我听漏了")

    await lead.open("/quality?tab=disputes")
    await expect(lead.at("disputes")).to_contain_text("等组长裁决")
    await lead.open(page)
    await lead.at("decide").click()
    await lead.page.get_by_role("dialog").get_by_text("改判", exact=True).click()
    await (
        lead.page.get_by_role("dialog")
        .get_by_test_id("mark-recording_notice")
        .get_by_text("1", exact=True)
        .click()
    )
    await expect(lead.at("new-score")).to_contain_text("100.00")
    await _send(lead, "录音第 1 秒有告知，改判")

    await agent.open(page)
    await expect(agent.at("line-decision").get_by_test_id("line-score")).to_have_text("100.00")
    await expect(agent.at("line-first").get_by_test_id("line-score")).to_have_text(
        "0.00"
    )  # the old line stays
    await expect(agent.at("line-first")).to_contain_text("已被改判替代")
    assert await _result(agent, "E01") == "100.00"


async def _listens_to_the_hit(agent: Visit, call: str) -> None:
    """From the own mirror to the second of the sentence, and it plays."""
    await agent.open("/my-numbers?day=2026-09-15")
    hits = await agent.shows("own-hits")
    await expect(hits).to_contain_text("您究竟买不买呢")
    await expect(hits).to_contain_text("可以这样说")
    await hits.get_by_role("link", name="去听").first.click()
    await expect(agent.page).to_have_url(re.compile(rf"/calls/{call}\?at=4"))
    await agent.settled()
    await agent.at("play").click()
    await expect(agent.at("player-time")).not_to_have_text(re.compile(r"^0:00 "))
    await agent.at("to-grading").click()
    await agent.settled()


async def _says(visit: Visit, act: str, text: str) -> None:
    await visit.at(act).click()
    await _send(visit, text)


async def _send(visit: Visit, text: str) -> None:
    dialog = visit.page.get_by_role("dialog")
    await dialog.get_by_label("理由").fill(text)
    await dialog.get_by_role("button", name="提交", exact=True).click()
    await visit.settled()


async def _points(visit: Visit, other: dict[str, str]) -> None:
    """Full points for every item but those in `other`."""
    groups = await visit.at("marks").locator("[data-testid^=mark-]").all()
    for group in groups:
        key = (await group.get_attribute("data-testid") or "").removeprefix("mark-")
        choices = group.locator("label")
        if key in other:
            await group.get_by_text(other[key], exact=True).click()
        else:
            await choices.nth(await choices.count() - 2).click()  # the last one is "does not apply"


async def _result(visit: Visit, number: str) -> str:
    await visit.open("/quality?first=2026-09-01&last=2026-09-30")
    return await (await visit.shows(f"mean-{number}")).inner_text()


async def test_a_call_is_taken_along_with_its_number_covered_and_the_taking_is_logged(world: World, browse):
    agent = await browse(world.address, world.agent)
    await agent.open(f"/calls/{world.call}")
    await expect(agent.at("transcript")).to_contain_text("138****8000")
    async with agent.page.expect_download() as coming:
        await agent.at("export-masked").click()
    download = await coming.value
    content = Path(await download.path()).read_bytes()
    assert download.suggested_filename == f"{world.call}-masked.wav"
    recording = world.owner.get(f"/api/calls/{world.call}")["recording"]["id"]
    plain = world.owner.client.get(f"/api/recordings/{recording}/audio").content
    rate = int.from_bytes(plain[24:28], "little")
    frame = int.from_bytes(plain[32:34], "little")
    low, high = 44 + int(6.85 * rate) * frame, 44 + int(9.15 * rate) * frame
    assert content[8:low] == plain[8:low]
    assert content[low:high] != plain[low:high]
    assert content[high : len(plain)] == plain[high:]
    assert "王一".encode() in content[len(plain) :]
    acts = world.owner.get(f"/api/recordings/{recording}/access")["items"]
    assert ("王一", "recordings.download") in {(one["actor"], one["action"]) for one in acts}


async def test_what_somebody_should_do_better_and_where_to_hear_it_is_three_clicks_away(world: World, browse):
    """The path that docs/howto/checks.md names, from the lead's first page: menu, name, sentence."""
    lead = await browse(world.address, world.lead)
    await lead.open("/")
    clicks = [
        lead.page.get_by_role("menuitem", name="录音分析"),
        lead.at("each-person").get_by_role("link", name="李二"),
        lead.at("improve").get_by_role("link", name="去听").first,
    ]
    for click in clicks:
        await click.click()
        await lead.settled()
    await expect(lead.page).to_have_url(re.compile(r"/calls/[0-9a-f-]+\?at=4\.5"))
    await expect(lead.at("transcript").locator("[aria-current=true]")).to_contain_text("您赶紧定下来吧")
    await expect(lead.at("transcript")).to_contain_text("可以这样说")
    await lead.at("play").click()
    await expect(lead.at("player-time")).not_to_have_text(re.compile(r"^0:0[0-4] "))


RULE, BUY = "course.price_named", "no_ultimatum.buy_or_not"


async def test_a_rule_is_edited_in_the_form_tried_published_and_holds_from_its_day_only(
    world: World, browse, pictures: Path
):
    """The same is said in a call of September and in one of today; the new version finds it in today's only."""
    qa = await browse(world.address, world.qa)
    await qa.open("/insights?tab=rules")
    row = qa.page.get_by_role("row").filter(has_text="坐席报价")
    await row.get_by_role("button", name="修改并试跑").click()
    when = qa.at("rule-when")
    await when.get_by_test_id("field-find").fill("这通电话会录音")
    await when.get_by_test_id("add-part").click()
    await qa.page.get_by_role("menuitem", name="在通话的哪一段").click()
    await when.get_by_test_id("field-first_sentences").fill("1")
    assert await faults_of_access(qa) == []
    await picture(qa, f"{pictures / 'rule-form'}-zh-desk.png")
    await expect(qa.at("publish-rule")).to_be_disabled()
    await qa.at("try-rule").click()
    await qa.settled()
    await expect(qa.at("preview")).to_contain_text("试了 3 通：命中 2 句，其中新增 2 句；比现在少 0 句")
    await qa.page.get_by_label("修改原因").fill("看看表单")
    await qa.at("publish-rule").click()
    await qa.settled()
    await expect(qa.at("rule-drawer")).to_contain_text(f"已发布 {RULE}@")
    world.owner.wait_for(f"/api/calls/{world.call_of_today}/hits", lambda hits: "#1" in _versions(hits))
    await qa.open("/insights?tab=rules")
    await expect(row).to_contain_text("本公司修订")
    await qa.open(f"/calls/{world.call_of_today}")
    await expect(qa.at(f"hit-{RULE}")).to_have_count(1)
    await expect(qa.at("transcript").get_by_role("listitem").first).to_contain_text("坐席报价")
    await qa.open(f"/calls/{world.call}")
    await expect(qa.at("transcript")).to_contain_text("这通电话会录音")
    await expect(qa.at(f"hit-{RULE}")).to_have_count(0)
    await qa.open("/insights?tab=rules")
    await row.get_by_role("button", name="修改并试跑").click()
    await expect(qa.at("rule-when")).to_be_visible()
    await qa.page.set_viewport_size(PHONE)
    await qa.page.wait_for_timeout(600)  # a drawer that is still fading in has pale words
    assert await faults_of_access(qa) == []
    await picture(qa, f"{pictures / 'rule-form'}-zh-phone.png")


def _versions(hits: list[dict[str, object]]) -> str:
    return " ".join(sorted({str(one["rule_version"]) for one in hits if one["check"] == RULE}))


async def test_the_owner_is_told_what_leaves_the_house_before_an_outside_judge_is_asked(world: World, browse):
    """A test double answers: no such service can run here."""
    owner = await browse(world.address, world.owner)
    async with fake_chat() as chat:
        chat.hits((BUY, 2, "您究竟买不买呢"), (BUY, 2, "没有人说过"))
        await owner.open("/insights?tab=accuracy")
        await expect(owner.at("outside-state")).to_have_text("关闭")
        await expect(owner.at("leaves")).to_contain_text("不发送：录音")
        await owner.page.get_by_label("地址", exact=True).fill(chat.address)
        await owner.page.get_by_label("模型", exact=True).fill("小模型")
        await owner.page.get_by_label("密钥", exact=True).fill("sk-1")
        await owner.at("outside-switch").click()
        await expect(owner.at("outside-save")).to_be_disabled()
        await owner.at("outside-told").click()
        await owner.at("outside-save").click()
        await owner.settled()
        await expect(owner.at("outside-state")).to_have_text("已开启")
        await owner.at("outside-try").click()
        await expect(owner.at("outside-tried")).to_contain_text("您究竟买不买呢？（退回 1 条）")
        assert chat.keys == ["Bearer sk-1"]
        assert await faults_of_access(owner) == []
        await owner.at("outside-switch").click()
        await owner.at("outside-save").click()
        await owner.settled()
        await expect(owner.at("outside-state")).to_have_text("关闭")
    qa = await browse(world.address, world.qa)
    await qa.open("/insights?tab=accuracy")
    await expect(qa.at("accuracy")).to_be_visible()
    await expect(qa.at("outside")).to_have_count(0)


async def test_a_sample_is_drawn_repeated_and_graded_blindly_by_two(world: World, browse):
    qa = await browse(world.address, world.qa)
    drawn = world.qa.post(
        "/api/quality/draws",
        {"first_day": "2026-09-01", "last_day": "2026-09-30", "calibrate": 1, "method": "risk", "seed": "9"},
    )
    await qa.open(f"/quality/draws/{drawn['id']}")
    await expect(qa.at("seed")).to_contain_text("9")
    await qa.at("repeat").click()
    await expect(qa.at("repeated")).to_contain_text("完全一致")
    call = world.qa.get(f"/api/quality/draws/{drawn['id']}")["items"][0]["attempt_id"]
    second = await browse(world.address, world.second)
    for visit, polite in ((qa, "4"), (second, "0")):
        await visit.open(f"/quality/calls/{call}")
        await expect(visit.at("line-first")).to_have_count(0)  # the second one sees nothing of the first
        await _points(visit, {"polite": polite})
        await visit.at("save-grade").click()
        await visit.settled()
    await expect(second.at("line-first")).to_be_visible()
    await second.open("/quality?tab=agreement")
    await expect(second.at("alpha")).to_be_visible()
    await expect(second.page.get_by_text("数字还说明不了什么")).to_be_visible()


async def test_a_newcomer_sees_the_probability_panel_with_the_right_numbers(world: World, browse):
    visit = await browse(world.address, world.newcomer)
    await visit.open("/my-numbers")
    await expect(visit.at("success-rate")).to_contain_text("1.00%")
    await expect(visit.at("success-rate")).to_contain_text("0.18%")
    odds = visit.at("odds").get_by_role("row")
    assert [(await row.get_by_role("cell").all_inner_texts())[:2] for row in (await odds.all())[1:]] == [
        ["50%", "69 次"],
        ["90%", "230 次"],
        ["95%", "299 次"],
        ["99%", "459 次"],
    ]
    await expect(visit.at("odds-sentence")).to_contain_text("但下一次还是 1.00%")
    await expect(visit.at("programme")).to_contain_text("第 2 / 12 周")
    await expect(visit.at("programme")).to_contain_text("只看行为")
    await visit.at("mood").get_by_text("不好", exact=True).click()
    await visit.settled()
    assert world.newcomer.get("/api/coaching/mood")["mood"] == 2


async def test_a_task_a_card_and_an_example_go_from_the_lead_to_the_team(world: World, browse):
    lead = await browse(world.address, world.lead)
    await lead.open("/growth?tab=tasks")
    await lead.at("add-task").click()
    await lead.page.get_by_label("人员", exact=True).click()
    await lead.page.get_by_text("王一 E01").click()
    await lead.page.get_by_label("练什么").fill("问完就停，等客户说完")
    await lead.page.get_by_role("button", name="保存", exact=True).click()
    await lead.settled()
    await expect(lead.at("tasks")).to_contain_text("问完就停")
    await lead.open("/growth?tab=library")
    await lead.at("write-card").first.click()
    card = lead.page.get_by_role("dialog")
    await card.get_by_label("标题").fill("太贵了")
    await card.get_by_label("内容").fill("先问比的是哪一家，再比总成本。")
    await card.get_by_role("button", name="保存", exact=True).click()
    await lead.settled()
    proposed = world.lead.post(
        "/api/library/examples",
        {
            "attempt_id": world.call,
            "step": "opening",
            "title": "告知录音",
            "start": 0,
            "end": 3,
            "checked": True,
        },
    )
    sound = f"/api/library/examples/{proposed['id']}/audio"
    assert world.newcomer.status(sound) == 404
    agent = await browse(world.address, world.agent)
    await agent.open("/growth?tab=examples")
    await agent.at("agree").click()
    await agent.settled()
    await expect(agent.at("example")).to_contain_text("已同意")
    newcomer = await browse(world.address, world.newcomer)
    await newcomer.open("/growth?tab=library")
    await newcomer.at("use-card").click()
    await expect(newcomer.at("card-uses")).to_contain_text("用过 1 次")
    await newcomer.open("/growth?tab=examples")
    await expect(newcomer.at("example")).to_contain_text("这通电话会录音")
    await expect(newcomer.at("example")).to_contain_text("一位同事")
    heard = world.newcomer.client.get(sound)
    assert (heard.status_code, heard.headers["content-type"], heard.content[:4]) == (
        200,
        "audio/wav",
        b"RIFF",
    )
    assert len(heard.content) == 44 + 3 * 8000 * 2 * 2


@pytest.mark.parametrize(
    ("name", "path", "who"),
    [
        ("quality-results", "/quality?first=2026-09-01&last=2026-09-30", "owner"),
        ("quality-draws", "/quality?tab=draws", "owner"),
        ("quality-disputes", "/quality?tab=disputes", "owner"),
        ("quality-agreement", "/quality?tab=agreement", "owner"),
        ("quality-scorecards", "/quality?tab=scorecards", "owner"),
        ("quality-call", "/quality/calls/{call}", "owner"),
        ("growth-newcomers", "/growth?tab=newcomers", "lead"),
        ("growth-care", "/growth?tab=care", "lead"),
        ("growth-tasks", "/growth?tab=tasks", "lead"),
        ("growth-library", "/growth?tab=library", "agent"),
        ("growth-examples", "/growth?tab=examples", "agent"),
        ("growth-staying", "/growth?tab=staying", "owner"),
        ("my-numbers-newcomer", "/my-numbers", "newcomer"),
    ],
)
async def test_the_pages_of_quality_and_growth_read_well(
    world: World, browse, pictures: Path, name: str, path: str, who: str
):
    visit = await browse(world.address, getattr(world, who))
    await visit.open(path.format(call=world.call))
    await check(visit, pictures / name)
