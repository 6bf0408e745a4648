"""The judge outside the house is off until the owner turns it on; its quotes are proven; without it the rules judge."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from tests.db.flow.insights.test_looking import asking
from tests.factories.fake_chat import fake_chat
from tests.factories.written_calls import heard_calls, write_down

from callwright.adapters.master_keys.signing import InstallationKey
from callwright.flow.insights import service
from callwright.flow.insights.errors import OutsideAddressUnfit, OutsideNotTold
from callwright.flow.insights.jobs import ask, judge_calls
from callwright.flow.insights.ports import SecretBox
from callwright.platform.jobs import JobContext

BUY, RUDE = "no_ultimatum.buy_or_not", "polite.rude"
PRESSED = "您究竟买不买呢？"
GREETED = "您好，我是云杉办公的顾问。"
KEY = "sk-of-the-owner"


@pytest.fixture
async def chat():
    async with fake_chat() as fake:
        yield fake


@pytest.fixture
async def heard(runtime, tmp_path):
    attempts, people = await heard_calls(runtime, tmp_path / "recordings")
    async with runtime.database.transaction() as session:
        await session.execute(text("TRUNCATE insights.outside_setting, jobs.job"))
    await write_down(runtime, attempts["1"])
    return attempts, people


async def turn_on(runtime, chat, *, enabled=True, seconds=5, key=KEY, told=True, address=None):
    async with runtime.database.transaction() as session:
        return await service.set_outside(
            session, enabled=enabled, address=chat.address if address is None else address, model="小模型",
            seconds=seconds, key=key, told=told, by="贺敏", now=runtime.clock.now(),
            box=runtime.ports.get(SecretBox),
        )  # fmt: skip


async def asked_about(runtime, attempt):
    async with runtime.database.transaction() as session:
        recording = (await service.transcript_of_call(session, attempt.id)).recording_id
    return await ask(JobContext(runtime, None), str(recording))


async def hits(runtime, attempt):
    async with runtime.database.transaction() as session:
        return {(hit.check, hit.quote, hit.judge) for hit in await service.hits_of_call(session, attempt.id)}


async def judgement(runtime):
    async with runtime.database.transaction() as session:
        found = await session.execute(text("SELECT judge, refused, trouble FROM insights.judgement"))
        return tuple(found.one())


async def test_while_it_is_off_nothing_leaves_the_house(runtime, heard, chat):
    attempts, _ = heard
    assert (await asked_about(runtime, attempts["1"]))["asked"] == 0
    await turn_on(runtime, chat, enabled=False, told=False)
    assert (await asked_about(runtime, attempts["1"]))["asked"] == 0
    await judge_calls(JobContext(runtime, None), first_day="2026-11-01")
    async with runtime.database.transaction() as session:
        assert await session.scalar(text("SELECT count(*) FROM jobs.job WHERE name = 'insights.ask'")) == 0
    assert chat.asked == []
    assert (BUY, PRESSED, "") in await hits(runtime, attempts["1"])


async def test_a_call_judged_after_it_was_turned_on_is_asked_about_with_masked_words_only(
    runtime, heard, chat
):
    attempts, _ = heard
    await turn_on(runtime, chat)
    await judge_calls(JobContext(runtime, None), first_day="2026-11-01")
    async with runtime.database.transaction() as session:
        queued = await session.scalar(text("SELECT count(*) FROM jobs.job WHERE name = 'insights.ask'"))
    assert queued == 1
    await asked_about(runtime, attempts["1"])
    (question,) = chat.asked
    said = "".join(one["content"] for one in question["messages"])
    assert set(question) == {"model", "temperature", "stream", "messages"}
    assert question["model"] == "小模型"
    assert "138****8000" in said
    for secret in ("13800138000", "幺三八零零", "张三", str(attempts["1"].id), KEY):
        assert secret not in said
    assert chat.keys == [f"Bearer {KEY}"]


async def test_its_hits_take_the_place_of_the_rules_with_a_quote_and_only_with_one(runtime, heard, chat):
    attempts, _ = heard
    before = await hits(runtime, attempts["1"])
    await turn_on(runtime, chat)
    chat.hits((RUDE, 0, "云杉办公的顾问"), (BUY, 2, "我们今天必须成交"), (RUDE, 1, "太贵了，没有预算"))
    assert (await asked_about(runtime, attempts["1"]))["hits"] == 1
    after = await hits(runtime, attempts["1"])
    assert (RUDE, GREETED, "小模型") in after
    assert not any(check == BUY for check, _, _ in after)
    stays = {one for one in before if one[0].startswith(("course.", "script."))}
    assert stays <= after
    assert await judgement(runtime) == ("小模型", 2, "")
    async with runtime.database.transaction() as session:
        use = await service.outside_use(session)
        terms = await session.scalar(text("SELECT terms::text FROM insights.call_index"))
    assert (use.model, use.fell_back, use.refused) == (1, 0, 2)
    assert f"#{RUDE}" in terms
    assert f"#{BUY}" not in terms


@pytest.mark.parametrize(
    ("misbehaves", "trouble"),
    [
        ({"wait": 3.0}, "timeout"),
        ({"status": 500}, "status"),
        ({"status": 401}, "status"),
        ({"raw": b"<html>"}, "unreadable"),
        ({"raw": b'{"choices": []}'}, "unreadable"),
        ({"raw": b'{"choices": [{"message": {"content": null}}]}'}, "unreadable"),
        ({"says": "我觉得这通电话很好。"}, "unreadable"),
        ({"raw": b" " * ((1 << 20) + 1)}, "too_big"),
        ({"location": "http://127.0.0.1:9/elsewhere"}, "status"),
    ],
)
async def test_when_it_fails_what_the_rules_found_stays(runtime, heard, chat, misbehaves, trouble):
    attempts, _ = heard
    before = await hits(runtime, attempts["1"])
    await turn_on(runtime, chat, seconds=1)
    for name, value in misbehaves.items():
        setattr(chat, name, value)
    assert (await asked_about(runtime, attempts["1"]))["trouble"] == trouble
    assert await hits(runtime, attempts["1"]) == before
    assert (BUY, PRESSED, "") in before
    assert await judgement(runtime) == ("", 0, trouble)


async def test_an_address_nobody_answers_at_and_a_key_of_another_house_leave_the_rules_too(
    runtime, heard, chat, tmp_path
):
    attempts, _ = heard
    await turn_on(runtime, chat, address="http://127.0.0.1:9/v1")
    assert (await asked_about(runtime, attempts["1"]))["trouble"] == "unreachable"
    await turn_on(runtime, chat)
    runtime.ports.provide(SecretBox, InstallationKey(tmp_path / "other" / "installation.key"))
    assert (await asked_about(runtime, attempts["1"]))["trouble"] == "key_lost"
    assert chat.asked == []


async def test_what_people_say_of_a_models_hit_is_no_drift_of_the_rule(runtime, heard, chat):
    attempts, people = heard
    await turn_on(runtime, chat)
    chat.hits((RUDE, 0, GREETED))
    await asked_about(runtime, attempts["1"])
    async with asking(runtime, people.find("E001"), "qa") as browser:
        found = (await browser.get(f"/api/calls/{attempts['1'].id}/hits")).json()
        (by_model,) = [one for one in found if one["judge"]]
        by_rule = next(one for one in found if not one["judge"])
        wrong = {"verdict": "wrong", "reason": "不是"}
        for one in (by_model, by_rule):
            said = await browser.post(f"/api/insights/hits/{one['id']}/verdict", json=wrong)
            assert said.json()["verdict"] == "wrong"
        drift = (await browser.get("/api/insights/drift")).json()
        counts = {one["check"] for one in (await browser.get("/api/insights/counts")).json()}
    assert [one["check"] for one in drift] == [by_rule["check"]]
    assert RUDE not in counts


async def test_an_opinion_that_comes_after_the_call_was_judged_by_other_checks_is_dropped(
    runtime, heard, chat
):
    attempts, _ = heard
    await turn_on(runtime, chat)
    box, calendar = runtime.ports.get(SecretBox), runtime.calendar
    async with runtime.database.transaction() as session:
        recording = (await service.transcript_of_call(session, attempts["1"].id)).recording_id
        question = await service.asked_about(session, recording_id=recording, calendar=calendar, box=box)
        await session.execute(text("UPDATE insights.judgement SET rules = 'others'"))
        assert await service.keep_opinion(session, question, chat.says) == 0
    assert (BUY, PRESSED, "") in await hits(runtime, attempts["1"])


async def test_what_is_set_last_holds_even_when_the_clock_stood_still_or_went_back(runtime, heard, chat):
    box, now = runtime.ports.get(SecretBox), runtime.clock.now()
    for turn in range(12):
        async with runtime.database.transaction() as session:
            await service.set_outside(
                session, enabled=False, address="", model=f"{turn}", seconds=5, key=None, told=False, by="贺敏",
                now=now - timedelta(minutes=5) if turn % 4 == 3 else now, box=box,
            )  # fmt: skip
            assert (await service.outside_setting(session)).model == f"{turn}"


async def test_it_is_turned_on_only_by_the_owner_who_read_what_leaves_the_house(runtime, heard, chat):
    _, people = heard
    with pytest.raises(OutsideNotTold):
        await turn_on(runtime, chat, told=False)
    with pytest.raises(OutsideAddressUnfit):
        await turn_on(runtime, chat, address="http://api.example.com/v1")
    async with asking(runtime, people.find("E001"), "qa") as browser:
        assert (await browser.get("/api/insights/outside")).status_code == 403
        assert (await browser.put("/api/insights/outside", json={"enabled": False})).status_code == 403
    async with asking(runtime, people.find("E001"), "owner") as browser:
        shown = (await browser.get("/api/insights/outside")).json()
        assert (shown["enabled"], shown["has_key"]) == (False, False)
        assert "文字稿" in shown["leaves"]["zh"]
        wish = {"enabled": True, "address": chat.address, "model": "小模型", "key": KEY, "told": False}
        refused = await browser.put("/api/insights/outside", json=wish)
        assert (refused.status_code, refused.json()["code"]) == (422, "insights.outside_not_told")
        set_now = await browser.put("/api/insights/outside", json=wish | {"told": True})
        assert (set_now.json()["enabled"], set_now.json()["has_key"]) == (True, True)
        assert KEY not in set_now.text
        chat.hits((BUY, 2, PRESSED), (RUDE, 2, "没有说过"))
        tried = (await browser.post("/api/insights/outside/trial")).json()
        assert tried == {"hits": [{"check": BUY, "quote": PRESSED}], "refused": 1}
        kept = await browser.put("/api/insights/outside", json=wish | {"key": None, "told": True})
        assert kept.json()["has_key"] is True
        other = wish | {"key": None, "told": True, "address": "https://other.example.com/v1"}
        moved = await browser.put("/api/insights/outside", json=other)
        assert moved.json()["has_key"] is False
    async with runtime.database.transaction() as session:
        stored = list(await session.execute(text("SELECT sealed_key FROM insights.outside_setting")))
        acts = await session.scalar(text("SELECT string_agg(details::text, ' ') FROM audit.entry"))
    assert all(KEY.encode() not in (row[0] or b"") for row in stored)
    assert KEY not in acts
    assert '"told": true' in acts
