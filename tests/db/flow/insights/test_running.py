"""Calls measured on real parts: the detector hears a made voice, the measures are kept and shown."""

import httpx
import pytest
from sqlalchemy import text
from tests.factories.voice import RATE, channel
from tests.factories.voice_calls import AGENT, CUSTOMER, hire, import_calls, write_recordings

from callwright.app.api import create_app
from callwright.flow.calls import service as calls
from callwright.flow.calls.errors import AttemptNotFound
from callwright.flow.insights import service
from callwright.flow.insights.contracts import Speaker
from callwright.flow.insights.errors import CallWithoutRecording
from callwright.flow.insights.jobs import measure, run
from callwright.flow.recordings import service as recordings
from callwright.flow.recordings.contracts import CallAudio
from callwright.flow.recordings.jobs import import_recordings
from callwright.kernel.ids import new_id
from callwright.platform.auth.roles import permissions_of
from callwright.platform.http import dependencies
from callwright.platform.jobs import JobContext
from callwright.platform.principal import Principal


@pytest.fixture
async def heard(runtime, tmp_path):
    """The tiny company with its recordings; the attempts by their record id."""
    async with runtime.database.transaction() as session:
        await session.execute(
            text(
                "TRUNCATE insights.measurement, recordings.recording, calls.attempt, calls.record_import CASCADE"
            )
        )
    people = await hire(runtime)
    await import_calls(runtime)
    folder = tmp_path / "recordings"
    folder.mkdir()
    write_recordings(folder)
    await import_recordings(JobContext(runtime, None), folder=str(folder))
    async with runtime.database.transaction() as session:
        attempts, _ = await calls.attempts_page(session)
    return {one.record_id: one for one in attempts}, people


async def test_all_calls_are_measured_once_and_a_broken_one_does_not_stop_the_others(runtime, heard):
    attempts, _ = heard
    async with runtime.database.transaction() as session:
        lost = (await recordings.recordings_of_attempts(session, [attempts["2"].id]))[attempts["2"].id]
    runtime.ports.get(recordings.SoundVault).chosen.delete(lost.play_key)
    first = await run(JobContext(runtime, None))
    assert (first["recordings"], first["measured"], len(first["failed"])) == (3, 2, 1)
    again = await run(JobContext(runtime, None))
    assert (again["recordings"], again["measured"]) == (1, 0)
    async with runtime.database.transaction() as session:
        found = await service.measures_of(session, [one.id for one in attempts.values()])
        talk = found[attempts["1"].id]
        turns = await service.turns(session, recording_id=talk.recording_id)
    assert set(found) == {attempts["1"].id, attempts["5"].id}
    assert (talk.measures.turns_agent, talk.measures.turns_customer) == (2, 1)
    assert talk.measures.talk_share_agent == pytest.approx(6.0 / 7.4, abs=0.05)
    assert talk.measures.patience_seconds == pytest.approx(0.5, abs=0.25)
    assert talk.measures.longest_monologue_seconds == pytest.approx(4.0, abs=0.3)
    assert talk.measures.duration_seconds == pytest.approx(12.0)
    truth = sorted(
        [(Speaker.AGENT, *one) for one in AGENT] + [(Speaker.CUSTOMER, *one) for one in CUSTOMER],
        key=lambda one: one[1],
    )
    for turn, (speaker, start, end) in zip(turns, truth, strict=True):
        assert turn.speaker is speaker
        assert (turn.start, turn.end) == (pytest.approx(start, abs=0.25), pytest.approx(end, abs=0.25))
    ringing = found[attempts["5"].id].measures
    assert (ringing.turns_customer, ringing.talk_share_agent) == (0, 1.0)


async def test_one_call_can_be_measured_again_and_calls_without_recording_say_so(runtime, heard):
    attempts, _ = heard
    one = await run(JobContext(runtime, None), call=str(attempts["1"].id))
    assert (one["recordings"], one["measured"]) == (1, 1)
    async with runtime.database.transaction() as session:
        before = (await service.measures_of(session, [attempts["1"].id]))[attempts["1"].id]
    assert (await run(JobContext(runtime, None), call=str(attempts["1"].id)))["measured"] == 1
    assert (await measure(JobContext(runtime, None), recording_id=str(before.recording_id)))["measured"] == 0
    async with runtime.database.transaction() as session:
        assert (await service.measures_of(session, [attempts["1"].id]))[
            attempts["1"].id
        ].measures == before.measures
    with pytest.raises(CallWithoutRecording):
        await run(JobContext(runtime, None), call=str(attempts["4"].id))
    with pytest.raises(AttemptNotFound):
        await run(JobContext(runtime, None), call=str(new_id()))


async def test_a_call_is_shown_with_its_sound_only_to_those_who_may_see_it(runtime, heard):
    attempts, people = heard
    await run(JobContext(runtime, None))
    me = people.find("E001")
    principal = Principal(
        account_id=None,
        name=me.name,
        roles=frozenset({"agent"}),
        permissions=permissions_of(["agent"]),
        person_id=me.id,
        visible_people=frozenset({me.id}),
    )
    app = create_app()
    app.state.runtime = runtime
    app.dependency_overrides[dependencies._principal] = lambda: principal
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as browser:
        mine = (await browser.get(f"/api/calls/{attempts['1'].id}")).json()
        assert (mine["number"], mine["recording"]["channels"], len(mine["turns"])) == ("138****8000", 2, 3)
        assert mine["measures"]["turns_agent"] == 2
        assert (await browser.get(f"/api/calls/{attempts['5'].id}")).status_code == 404
        page = (await browser.get("/api/calls?day=2026-11-18")).json()
        assert (page["total"], {one["person"] for one in page["items"]}) == (2, {"张三"})
        assert "interruptions_by_agent" in (await browser.get("/api/insights/definitions")).json()
        assert (await browser.post("/api/insights/run")).status_code == 403
        timeline = (await browser.get(f"/api/floor/timeline?person={me.id}&day=2026-11-18")).json()
        assert timeline["figures"]["talk_seconds"] == 24
        foreign = await browser.get(f"/api/floor/timeline?person={people.find('E002').id}&day=2026-11-18")
        assert (foreign.status_code, foreign.json()["code"]) == (404, "floor.person_not_found")


async def test_a_mono_recording_written_twice_is_noticed(runtime):
    from callwright.flow.insights.ports import VoiceActivity

    detector = runtime.ports.get(VoiceActivity)
    sound = channel(5.0, (1.0, 3.0))
    measures, turns = service.judge(CallAudio(RATE, (sound, sound)), detector, 0)
    assert (measures.identical_channels, measures.talk_share_agent, measures.turns_agent) == (
        True,
        None,
        None,
    )
    assert {turn.speaker for turn in turns} == {Speaker.UNKNOWN}
