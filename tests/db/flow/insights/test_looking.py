"""Calls are found by words, checks and measures within a scope; rules are tried, published, and hold from a day."""

import datetime as dt

import httpx
import pytest
import yaml
from sqlalchemy import text
from tests.factories.voice_calls import stored
from tests.factories.written_calls import AGENT, CUSTOMER, heard_calls, write_down

from callwright.app.api import create_app
from callwright.flow.insights import service
from callwright.flow.insights.contracts.found import Search
from callwright.flow.insights.errors import NothingToSearch, RuleInThePast, RuleNotValid
from callwright.flow.insights.jobs import judge_calls, run
from callwright.flow.insights.repository import searching
from callwright.platform.auth.roles import permissions_of
from callwright.platform.http import dependencies
from callwright.platform.jobs import JobContext
from callwright.platform.principal import Principal
from callwright.registers.campaigns import service as campaigns

TODAY = dt.date(2026, 11, 20)
OTHER = ((AGENT, 1.0, 3.0, "您好，ERP系统了解一下"), (CUSTOMER, 3.5, 5.0, "发票怎么开"))


@pytest.fixture
async def heard(runtime, tmp_path):
    attempts, people = await heard_calls(runtime, tmp_path / "recordings")
    await run(JobContext(runtime, None))
    await write_down(runtime, attempts["1"])
    await write_down(runtime, attempts["5"], OTHER)
    return attempts, people


def asking(runtime, person, role):
    principal = Principal(
        None, person.name, frozenset({role}), permissions_of([role]), person.id,
        None if role == "qa" else frozenset({person.id}),
    )  # fmt: skip
    app = create_app()
    app.state.runtime = runtime
    app.dependency_overrides[dependencies._principal] = lambda: principal
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1")


async def find(runtime, visible=None, **wanted: object):
    async with runtime.database.transaction() as session:
        found, total = await service.search(session, Search(**wanted), visible_people=visible)
    assert total == len(found)
    return [one.call_id for one in found], found


async def test_calls_are_found_by_what_was_said_whatever_marks_stand_between(runtime, heard):
    attempts, people = heard
    one, five = attempts["1"].id, attempts["5"].id
    calls, found = await find(runtime, words="究竟买不买")
    assert (calls, [line.text for line in found[0].said]) == ([one], ["您究竟买不买呢？"])
    assert (await find(runtime, words="贵了 没有"))[0] == [one]
    assert (await find(runtime, words="erp系统"))[0] == [five]
    assert (await find(runtime, words="您好"))[0] == [five, one]
    assert (await find(runtime, words="合同"))[0] == []
    me = people.find("E001").id
    assert (await find(runtime, frozenset({me}), words="您好"))[0] == [one]
    with pytest.raises(NothingToSearch):
        await find(runtime, words="，。")


async def test_calls_are_found_by_check_and_by_measure(runtime, heard):
    attempts, _ = heard
    one, five = attempts["1"].id, attempts["5"].id
    calls, found = await find(runtime, check="no_ultimatum.buy_or_not")
    assert (calls, [line.text for line in found[0].said]) == ([one], ["您究竟买不买呢？"])
    assert (await find(runtime, measure="talk_share_agent", at_least=0.95))[0] == [five]
    assert (await find(runtime, measure="questions_agent", at_least=1, words="您好"))[0] == [one]


async def test_how_right_checks_are_on_recognised_speech_stands_beside_the_figures_on_text(runtime):
    async with runtime.database.transaction() as session:
        found = await service.accuracies(session, on=dt.date(2026, 12, 1))
    assert {one.family for one in found} == {"no_ultimatum", "polite", "purposeful"}
    for one in found:
        assert one.heard
        assert all(500 < on.sentences <= one.sentences and 50 < on.wrong <= one.wrong for on in one.heard)
        assert all(on.engine and on.voice and on.line and 0 < on.error_rate < 1 for on in one.heard)


@pytest.mark.parametrize("most", [1, 1000])
async def test_pages_and_counts_are_the_same_whether_few_or_many_are_found(runtime, heard, monkeypatch, most):
    monkeypatch.setattr(searching, "MOST_COUNTED", most)
    attempts, people = heard
    newest_first = [attempts["5"].id, attempts["1"].id]
    wanted = ({"words": "您好"}, {"words": "好"}, {"measure": "questions_agent"})
    async with runtime.database.transaction() as session:
        for asked in (Search(**one) for one in wanted):
            for offset, found in ((0, newest_first[:1]), (1, newest_first[1:]), (2, [])):
                page, total = await service.search(
                    session, asked, visible_people=None, offset=offset, limit=1
                )
                assert total == min(most, 2)
                assert [one.call_id for one in page] == found
        hit = Search(check="no_ultimatum.buy_or_not", words="买不买", person_id=people.find("E001").id)
        page, total = await service.search(session, hit, visible_people=None)
        assert ([one.call_id for one in page], total) == ([attempts["1"].id], 1)
        assert [line.text for line in page[0].said] == ["您究竟买不买呢？"]
        assert await service.search(session, hit, visible_people=frozenset()) == ([], 0)


async def test_a_draft_is_tried_on_past_calls_and_stores_nothing(runtime, heard):
    _attempts, _ = heard
    async with runtime.database.transaction() as session:
        rule = (await service.rule(session, "no_ultimatum.buy_or_not", on=TODAY)).rule
        draft = rule | {"when": {"words": ["太贵", "云杉"]}}
        tried = await service.preview(session, draft, visible_people=None, today=TODAY)
    assert ([hit.quote for hit in tried.hits], len(tried.new)) == (["您好，我是云杉办公的顾问。"], 1)
    assert [hit.quote for hit in tried.lost] == ["您究竟买不买呢？"]
    assert tried.calls == 2
    assert tried.recall is not None
    assert tried.recall < 0.9


async def test_a_draft_sees_calls_as_judging_does_with_their_length_and_their_script(runtime, heard):
    attempts, _ = heard
    campaign = {
        "code": "scripted",
        "name": "有话术",
        "product": "P1",
        "dialing_mode": "preview",
        "target": {"industries": ["办公"]},
        "script": [
            {"step": "opening", "title": "开场", "text": "您好，我是云杉办公的顾问。"},
            {"step": "closing", "title": "成交", "text": "您究竟买不买呢？"},
        ],
    }
    async with runtime.database.transaction() as session:
        content = yaml.safe_dump([campaign], allow_unicode=True).encode()
        report = await campaigns.import_campaigns(session, content=content, source_file=stored("campaigns"))
        assert report.accepted == 1
        await session.execute(text("UPDATE calls.attempt SET campaign_code = 'scripted'"))
    await write_down(runtime, attempts["1"])
    async with runtime.database.transaction() as session:
        written = await service.rules(session, on=TODAY)
        for one in written:  # what holds today finds what was found: nothing new, nothing lost
            same = await service.preview(session, one.rule, visible_people=None, today=TODAY)
            assert (len(same.new), same.lost) == (0, ()), one.check.code
        rule = next(one.rule for one in written if one.check.code == "no_ultimatum.buy_or_not")
        in_step = await service.preview(
            session, rule | {"when": {"step": "closing"}}, visible_people=None, today=TODAY
        )
        assert [hit.quote for hit in in_step.hits] == ["您究竟买不买呢？"]
        ending = rule | {"role": "customer", "when": {"place": {"last_seconds": 0.5}}}
        assert (await service.preview(session, ending, visible_people=None, today=TODAY)).hits == ()


async def test_a_draft_that_counts_otherwise_leaves_out_what_another_check_of_its_family_names(
    runtime, heard
):
    december = dt.date(2026, 12, 1)
    async with runtime.database.transaction() as session:
        rule = (await service.rule(session, "no_ultimatum.presses", on=december)).rule
        wide = rule | {"when": {"words": ["究竟买不买", "云杉"]}}
        tried = await service.preview(session, wide, visible_people=None, today=december)
        alone = await service.preview(
            session, wide | {"otherwise": False}, visible_people=None, today=december
        )
    assert [hit.quote for hit in tried.hits] == ["您好，我是云杉办公的顾问。"]
    assert {hit.quote for hit in alone.hits} == {"您好，我是云杉办公的顾问。", "您究竟买不买呢？"}


async def test_a_published_rule_holds_from_its_day_and_not_for_earlier_calls(runtime, heard):
    attempts, _ = heard
    async with runtime.database.transaction() as session:
        rule = (await service.rule(session, "no_ultimatum.buy_or_not", on=TODAY)).rule
        version = await service.publish(
            session, rule | {"when": {"words": ["云杉"]}}, start=TODAY, reason="试一试", by="贺敏",
            now=runtime.clock.now(), today=TODAY,
        )  # fmt: skip
    assert version == "no_ultimatum.buy_or_not@2026-11-20#1"
    await write_down(runtime, attempts["1"])
    async with runtime.database.transaction() as session:
        hits = await service.hits_of_call(session, attempts["1"].id)
        now = {one.code: one.version for one in await service.checks_in_force(session, on=TODAY)}
        before = {
            one.code: one.version
            for one in await service.checks_in_force(session, on=TODAY - dt.timedelta(days=1))
        }
    assert "您究竟买不买呢？" in {hit.quote for hit in hits if hit.check == "no_ultimatum.buy_or_not"}
    assert (now["no_ultimatum.buy_or_not"], before["no_ultimatum.buy_or_not"]) == (
        version,
        "no_ultimatum.buy_or_not@2026-01-01",
    )
    assert (await judge_calls(JobContext(runtime, None), first_day="2026-11-20"))["calls"] == 0
    assert (await judge_calls(JobContext(runtime, None), first_day="2026-11-01"))["calls"] == 2


async def test_a_rule_that_is_wrong_or_begins_in_the_past_is_refused(runtime, heard):
    async with runtime.database.transaction() as session:
        rule = (await service.rule(session, "polite.rude", on=TODAY)).rule
        asked = {"reason": "试一试", "by": "贺敏", "now": runtime.clock.now(), "today": TODAY}
        with pytest.raises(RuleNotValid):
            await service.publish(session, rule | {"when": {"pattern": "("}}, start=TODAY, **asked)
        with pytest.raises(RuleNotValid):
            await service.preview(session, rule | {"whenn": {}}, visible_people=None, today=TODAY)
        with pytest.raises(RuleInThePast):
            await service.publish(session, rule, start=TODAY - dt.timedelta(days=1), **asked)


async def test_a_hit_judged_wrong_leaves_the_sums_and_is_noted_against_the_rule(runtime, heard):
    attempts, people = heard
    me, other = people.find("E001"), people.find("E002")
    async with asking(runtime, me, "agent") as browser:
        said = (await browser.get(f"/api/calls/{attempts['1'].id}/said")).json()
        hit = next(one for one in said["hits"] if one["check"] == "no_ultimatum.buy_or_not")
        answer = await browser.post(
            f"/api/insights/hits/{hit['id']}/verdict", json={"verdict": "wrong", "reason": "客户先问的"}
        )
        assert answer.json()["verdict"] == "wrong"
        counts = (await browser.get("/api/insights/counts")).json()
        assert "no_ultimatum.buy_or_not" not in {one["check"] for one in counts}
        assert (await browser.get("/api/insights/drift")).status_code == 403
        assert {one["person_id"] for one in counts} == {str(me.id)}
    async with asking(runtime, other, "agent") as browser:
        foreign = await browser.post(f"/api/insights/hits/{hit['id']}/verdict", json={"verdict": "right"})
        assert (foreign.status_code, foreign.json()["code"]) == (404, "insights.unknown_hit")
    async with asking(runtime, other, "qa") as browser:
        drift = (await browser.get("/api/insights/drift")).json()
        assert [(one["check"], one["overruled"], one["warns"]) for one in drift] == [
            ("no_ultimatum.buy_or_not", 1, False)
        ]


async def test_a_comment_stands_at_its_second_and_only_its_author_takes_it_back(runtime, heard):
    attempts, people = heard
    me, other = people.find("E001"), people.find("E002")
    place = f"/api/calls/{attempts['1'].id}"
    async with asking(runtime, me, "agent") as browser:
        made = (await browser.post(f"{place}/comments", json={"at": 6.5, "text": "这里慢一点"})).json()
        said = (await browser.get(f"{place}/said")).json()
        assert [(one["at"], one["text"], one["mine"]) for one in said["comments"]] == [
            (6.5, "这里慢一点", True)
        ]
        assert said["transcript"]["origin"] == "written"
        assert (await browser.delete(f"/api/insights/comments/{made['id']}")).status_code == 204
    async with asking(runtime, other, "agent") as browser:
        assert (await browser.post(f"{place}/comments", json={"at": 1, "text": "x"})).status_code == 404
        assert (await browser.get(f"{place}/said")).status_code == 404
        assert (await browser.get("/api/insights/search?words=您好")).json()["total"] == 1
