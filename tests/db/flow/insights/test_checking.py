"""Transcripts are kept masked, calls are judged by the checks of their day, and hits are read within a scope."""

import datetime as dt

import httpx
import pytest
from sqlalchemy import text
from tests.factories.written_calls import AGENT, heard_calls, write_down

from callwright.app.api import create_app
from callwright.flow.insights import service
from callwright.flow.insights.contracts import Family, Kind
from callwright.flow.insights.jobs import forget_recording, judge_calls
from callwright.flow.recordings.events import RecordingErased
from callwright.platform.auth.roles import permissions_of
from callwright.platform.http import dependencies
from callwright.platform.jobs import JobContext
from callwright.platform.principal import Principal

DAY = dt.date(2026, 11, 18)


@pytest.fixture
async def heard(runtime, tmp_path):
    return await heard_calls(runtime, tmp_path / "recordings")


async def test_a_call_is_judged_with_the_sentence_its_time_and_a_better_wording(runtime, heard):
    attempts, _ = heard
    await write_down(runtime, attempts["1"])
    async with runtime.database.transaction() as session:
        hits = await service.hits_of_call(session, attempts["1"].id)
    pressed = next(hit for hit in hits if hit.family is Family.NO_ULTIMATUM)
    assert (pressed.check, pressed.kind) == ("no_ultimatum.buy_or_not", Kind.FAULT)
    assert (pressed.quote, pressed.start, pressed.end) == ("您究竟买不买呢？", 6.5, 8.5)
    assert pressed.better is not None
    assert "做决定之前" in pressed.better.zh
    assert pressed.rule_version == "no_ultimatum.buy_or_not@2026-01-01"
    assert (pressed.day, pressed.person_id) == (DAY, attempts["1"].person_id)
    assert {hit.check for hit in hits if hit.kind is Kind.MENTION} == {"course.objection_price"}


async def test_numbers_are_masked_before_anything_is_stored(runtime, heard):
    attempts, _ = heard
    await write_down(runtime, attempts["1"])
    async with runtime.database.transaction() as session:
        kept = await service.transcript_of_call(session, attempts["1"].id)
        plain = await session.scalar(text("SELECT plain FROM insights.call_index"))
    assert kept is not None
    assert kept.sentences[-1].text == "我的号码是138****8000。"
    assert "幺三八零零" not in plain
    assert kept.measures.questions_agent == 1


async def test_judging_again_finds_the_same_hits_and_adds_none(runtime, heard):
    attempts, _ = heard
    await write_down(runtime, attempts["1"])
    async with runtime.database.transaction() as session:
        before = await service.hits_of_call(session, attempts["1"].id)
    await write_down(runtime, attempts["1"])
    assert (await judge_calls(JobContext(runtime, None)))["calls"] == 0
    async with runtime.database.transaction() as session:
        assert await service.hits_of_call(session, attempts["1"].id) == before


async def test_hits_of_people_keep_to_the_people_and_days_asked_for(runtime, heard):
    attempts, people = heard
    await write_down(runtime, attempts["1"])
    await write_down(runtime, attempts["5"], ((AGENT, 1.0, 3.0, "您赶紧定下来吧"),))
    me, other = people.find("E001").id, people.find("E002").id
    async with runtime.database.transaction() as session:
        mine = await service.hits_of_people(session, people=[me], first=DAY, last=DAY)
        theirs = await service.hits_of_people(session, people=[other], kinds=[Kind.FAULT])
        none = await service.hits_of_people(session, people=[me], last=DAY - dt.timedelta(days=1))
        counts = {one.check: one for one in await service.hit_counts(session, people=[me])}
    assert {hit.person_id for hit in mine} == {me}
    assert [hit.check for hit in theirs] == ["no_ultimatum.demand_decision"]
    assert none == []
    assert (counts["no_ultimatum.buy_or_not"].hits, counts["no_ultimatum.buy_or_not"].judged_calls) == (1, 1)


async def test_an_erased_recording_leaves_no_word_behind(runtime, heard):
    attempts, _ = heard
    await write_down(runtime, attempts["1"])
    async with runtime.database.transaction() as session:
        kept = await service.transcript_of_call(session, attempts["1"].id)
        await forget_recording(
            JobContext(runtime, None), session, RecordingErased(kept.recording_id, attempts["1"].id)
        )
        assert await service.transcript_of_call(session, attempts["1"].id) is None
        assert await service.hits_of_call(session, attempts["1"].id) == []
        for table in ("said", "call_index", "hit", "judgement"):
            assert await session.scalar(text(f"SELECT count(*) FROM insights.{table}")) == 0


async def test_hits_are_shown_only_to_those_who_may_see_the_call(runtime, heard):
    attempts, people = heard
    await write_down(runtime, attempts["1"])
    await write_down(runtime, attempts["5"])
    me = people.find("E001")
    principal = Principal(
        None, me.name, frozenset({"agent"}), permissions_of(["agent"]), me.id, frozenset({me.id})
    )
    app = create_app()
    app.state.runtime = runtime
    app.dependency_overrides[dependencies._principal] = lambda: principal
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as browser:
        mine = await browser.get(f"/api/calls/{attempts['1'].id}/hits")
        assert mine.status_code == 200
        assert "您究竟买不买呢？" in {one["quote"] for one in mine.json()}
        assert (await browser.get(f"/api/calls/{attempts['5'].id}/hits")).status_code == 404
        checks = (await browser.get("/api/insights/checks?day=2026-12-01")).json()
        assert {one["family"] for one in checks} == {str(family) for family in Family}
        assert (await browser.get("/api/insights/checks?day=2020-01-01")).json() == []
