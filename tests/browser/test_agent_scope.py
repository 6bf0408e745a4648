"""An agent sees own data only: in the menu, behind typed addresses, and in every answer of the API."""

from __future__ import annotations

import asyncio
import json
import re

import pytest
from playwright.async_api import expect
from tests.browser.company import DAY, LATER, MONTH, Company
from tests.browser.product import PASSWORD
from tests.flow.hand_company import mobile

MENU = [
    "工作台",
    "线索",
    "通话",
    "录音分析",
    "质检",
    "我的数据",
    "成长",
    "订单",
    "人员与目标",
    "考核",
    "薪酬",
]
FULL_NUMBERS = re.compile("|".join(mobile(number) for number in range(30)))
NOBODY = "00000000-0000-4000-8000-000000000000"


async def test_an_invited_agent_sets_a_password_and_signs_in_with_it(company: Company, browse):
    """E03 gets a link, chooses a password, signs out and in again, and lands on the own desk."""
    invited = await asyncio.to_thread(company.product.program.run, "staff", "invite", "E03")
    visit = await browse(company.address)
    page = visit.page
    await page.goto(f"{company.address}/first-owner?token={invited['token']}")
    await page.get_by_label("密码", exact=True).fill(PASSWORD)
    for label in ("姓名", "登录名"):  # who is invited has both already; the answer keeps them
        if await page.get_by_label(label).count():
            await page.get_by_label(label).fill("nobody")
    await page.get_by_label("再输一次密码").fill(PASSWORD)
    await page.get_by_role("button", name=re.compile("设立|设置")).click()
    await expect(page).to_have_url(re.compile("/desk"))
    await visit.settled()
    visit.allow(401, "/api/")
    await visit.at("account-menu").click()
    await page.get_by_text("退出登录").click()
    await expect(page).to_have_url(re.compile("/sign-in"))
    await page.get_by_label("登录名").fill("E03")
    await page.get_by_label("密码").fill("a wrong password")
    await page.get_by_role("button", name="登录", exact=True).click()
    await expect(visit.at("problem")).to_contain_text("auth.wrong_credentials")
    await expect(page.get_by_label("登录名")).to_have_value("E03")
    await page.get_by_label("密码").fill(PASSWORD)
    await page.get_by_role("button", name="登录", exact=True).click()
    await expect(page).to_have_url(re.compile("/desk"))
    await expect(visit.at("account-menu")).to_contain_text("张三")


async def test_the_menu_has_only_what_an_agent_may(company: Company, browse):
    visit = await browse(company.address, company.agent)
    visit.allow(404, "/api/pay/statements/")  # the month after is not closed
    await visit.open("/")
    entries = visit.page.get_by_role("navigation", name="主菜单").get_by_role("menuitem")
    assert await entries.all_inner_texts() == MENU
    for path in ("/people", f"/people?tab=scores&month={LATER}", f"/pay?month={LATER}", "/leads", "/calls"):
        await visit.open(path)
        for act in (
            "import-staff",
            "import-goals",
            "close-scores",
            "close-pay",
            "assign",
            "imports",
            "analyse",
        ):
            await expect(visit.at(act), f"{act} on {path}").to_have_count(0)


async def test_pages_hold_own_data_only(company: Company, browse):
    """No colleague's name stands on any page; the own statement and the own calls do."""
    visit = await browse(company.address, company.agent)
    for path in OWN_PAGES:
        await visit.open(path)
        content = await visit.page.locator("#content").inner_text()
        assert "王一" not in content, path
        assert "张三" not in content, path
        assert not FULL_NUMBERS.search(content), path
    await visit.open(f"/pay?month={MONTH}")
    await expect(visit.at("paid")).to_contain_text("5,260.00")
    await visit.open(f"/calls?day={DAY}")
    await expect(visit.page.get_by_text("共 11 条")).to_be_visible()
    await expect(visit.page.get_by_text(re.compile(r"138\*{4}\d{4}")).first).to_be_visible()
    await visit.open("/leads")
    own = [one for one in _all(company, "/api/leads") if one["owner_id"] == company.people["E02"]]
    assert len(own) >= 9  # thirty in turn to three; one of them is barred by a refusal
    await expect(visit.page.get_by_text(f"共 {len(own)} 条")).to_be_visible()


OWN_PAGES = (
    f"/my-numbers?day={DAY}",
    "/leads",
    "/leads?pool=true",
    f"/calls?day={DAY}",
    "/orders",
    f"/people?tab=goals&month={MONTH}",
    f"/people?tab=scores&month={MONTH}",
    "/people?tab=people",
    f"/pay?month={MONTH}",
)


async def test_an_agent_agrees_on_own_goals_in_the_page(company: Company, browse):
    visit = await browse(company.address, company.agent)
    await visit.open(f"/people?tab=goals&month={LATER}")
    await visit.at("acknowledge").click()
    await expect(visit.at("my-goals")).to_contain_text("已确认")
    cycle = company.owner.get("/api/goals", month=LATER)
    assert _signed(cycle) == {"E02"}
    company.agent.post(f"/api/goals/{LATER}/acknowledge", {"everybody": True})
    assert _signed(company.owner.get("/api/goals", month=LATER)) == {"E02"}


def _signed(cycle: dict[str, list[dict[str, str]]]) -> set[str]:
    return {one["employee_number"] for one in cycle["items"] if one["acknowledged_at"]}


@pytest.mark.parametrize("path", ["/home", "/lists", "/lists/import", "/lists/{batch}"])
async def test_a_typed_page_of_another_role_says_which_right_is_missing(company: Company, browse, path: str):
    visit = await browse(company.address, company.agent)
    visit.allow(403, "/api/")
    await visit.open(path.format(batch=company.batch))
    await expect(visit.page.get_by_text("没有权限看这一页")).to_be_visible()
    await expect(visit.page.get_by_text(re.compile(r"diagnosis\.read|lists\.(read|write)"))).to_be_visible()


@pytest.mark.parametrize("path", ["/calls/{call}", f"/pay/{{other}}/{MONTH}", "/people/{other}"])
async def test_a_typed_page_of_a_colleague_shows_nothing(company: Company, browse, path: str):
    visit = await browse(company.address, company.agent)
    visit.allow(404, "/api/")
    visit.allow(403, "/api/")
    call = company.recorded_call()
    await visit.open(path.format(call=call["id"], other=company.people["E01"]))
    await expect(visit.at("problem").first).to_be_visible()
    assert "王一" not in await visit.page.locator("#content").inner_text()


def test_typed_api_ids_of_a_colleague_answer_404(company: Company):
    other, call = company.people["E01"], company.recorded_call()
    recording = call["recording"]["id"]
    lead = next(one for one in _all(company, "/api/leads") if one["owner_id"] == other)["id"]
    order = next(one for one in _all(company, "/api/orders") if one["agent_id"] == other)["id"]
    for path in (
        f"/api/calls/{call['id']}",
        f"/api/recordings/{recording}/audio",
        f"/api/recordings/{recording}/peaks",
        f"/api/pay/statements/{other}/{MONTH}",
        f"/api/people/{other}",
        f"/api/leads/{lead}",
        f"/api/orders/{order}",
        f"/api/my-numbers?day={DAY}&person={other}",
        f"/api/floor/timeline?day={DAY}&person={other}",
        f"/api/jobs/{_job(company)}",
    ):
        assert company.owner.status(path) == 200, path
        assert company.agent.status(path) in {403, 404}, path
        assert company.agent.status(path.replace(other, NOBODY)) in {403, 404}, path
    for method, path in (("POST", f"/api/leads/{lead}/claim"), ("POST", f"/api/leads/{lead}/return")):
        assert company.agent.status(path, method, json={"reason": "x"}) in {403, 404, 409, 422}, path
    assert company.owner.get(f"/api/leads/{lead}")["owner_id"] == other


def test_lists_of_the_api_hold_own_rows_only(company: Company):
    own, other = company.people["E02"], company.people["E01"]
    agent = company.agent
    assert {one["person_id"] for one in agent.get("/api/calls", size="200")["items"]} == {own}
    assert agent.get("/api/calls", person=other)["items"] == []
    assert {one["owner_id"] for one in agent.get("/api/leads", size="200")["items"]} == {own}
    assert {one["id"] for one in agent.get("/api/people")["items"]} == {own}
    assert {one["agent_id"] for one in agent.get("/api/orders")["items"]} == {own}
    for path in ("/api/goals", "/api/scores", "/api/pay/statements"):
        assert {one["person_id"] for one in agent.get(path, month=MONTH)["items"]} == {own}, path


def test_what_is_not_an_agents_work_answers_403(company: Company):
    batch = f"/api/lists/{company.batch}"
    reads = [
        batch + end for end in ("", "/rows", "/sample", "/export.csv", "/rejects.xlsx", "/worklist.xlsx")
    ]
    for path in (*reads, "/api/lists", "/api/sources", "/api/findings", "/api/products"):
        assert company.agent.status(path) == 403, path
    for path, body in (
        (f"{batch}/release", {"override_reason": "weil ich will"}),
        (f"{batch}/sample", {"size": 3}),
        (f"/api/scores/{LATER}/close", {"override_reason": "because"}),
        (f"/api/pay/{MONTH}/close", {}),
        (f"/api/goals/{LATER}/acknowledge", {"person_id": company.people["E01"]}),
        ("/api/leads/assign", {"campaign": "autumn", "method": "round_robin"}),
        ("/api/diagnosis/run", {}),
        ("/api/insights/run", {}),
        ("/api/sample", {}),
    ):
        assert company.agent.status(path, "POST", json=body) in {403, 404}, path
    for path in ("staff", "products", "campaigns", "calls", "floor", "orders", "goals"):
        parts = {"file": ("x.csv", b"a,b\n1,2\n")}
        assert company.agent.status(f"/api/{path}/import", "POST", files=parts) == 403, path
    parts = {"files": ("x.wav", b"RIFF")}
    assert company.agent.status("/api/recordings/import", "POST", files=parts) == 403


def test_no_answer_to_an_agent_holds_a_whole_number(company: Company):
    call = next(one for one in company.calls_of("E02"))
    paths = ["/api/calls?size=200", "/api/leads?size=200", "/api/leads?pool=true&size=200", "/api/orders",
             f"/api/calls/{call['id']}", "/api/home", f"/api/my-numbers?day={DAY}",
             f"/api/pay/statements/{company.people['E02']}/{MONTH}"]  # fmt: skip
    for path in paths:
        text = json.dumps(company.agent.get(path))
        assert not FULL_NUMBERS.search(text), path
    assert "138****" in json.dumps(company.agent.get("/api/leads"))


def test_a_change_without_the_csrf_token_is_refused(company: Company):
    owner = company.owner.client
    for headers in ({}, {"X-CSRF-Token": "guess"}, {"X-CSRF-Token": company.agent.csrf}):
        refused = owner.post(f"/api/pay/{LATER}/close", headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (403, "auth.forged_request")


def test_signed_out_nothing_is_answered(company: Company):
    stranger = company.product.client()
    description = stranger.get("/api/openapi.json").json()
    open_doors = {"/api/sign-in", "/api/first-owner", "/api/company"}
    for path, methods in description["paths"].items():
        for method in methods:
            if path not in open_doors and path.startswith("/api/"):
                typed = re.sub(r"{month}", MONTH, path)
                answer = stranger.request(method, re.sub(r"{\w+}", NOBODY, typed))
                assert answer.status_code == 401, f"{method} {path}: {answer.status_code}"


def _all(company: Company, path: str) -> list[dict[str, str]]:
    return list(company.owner.get(path, size="200")["items"])


def _job(company: Company) -> str:
    """A job of the owner."""
    return str(company.owner.post("/api/diagnosis/run")["job_id"])
