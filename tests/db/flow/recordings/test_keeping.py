"""Recordings stay as long as the rule says, go when it says, and go on request when it lets them."""

import datetime as dt
import uuid

import httpx
import pytest
from sqlalchemy import text
from tests.factories.dialed_calls import raw_files, settle
from tests.factories.voice import speak, wav
from tests.factories.voice_calls import hire

from callwright.app.api import create_app
from callwright.flow.recordings import service
from callwright.flow.recordings.errors import HoldNotFound, OneSubject, RecordingErased, UnknownBusiness
from callwright.flow.recordings.jobs import (
    apply_retention,
    finish_erasures,
    import_recordings,
    reconcile,
    take_call,
)
from callwright.platform.auth.roles import permissions_of
from callwright.platform.http import dependencies
from callwright.platform.jobs import JobContext
from callwright.platform.principal import Principal

SOUND = speak(0.3)
CHINESE, GERMAN = "+8613800138000", "+4915112345678"


@pytest.fixture
async def fresh(runtime):
    async with runtime.database.transaction() as session:
        await session.execute(
            text(
                "TRUNCATE insights.measurement, recordings.recording, recordings.business, calls.attempt,"
                " calls.record_import CASCADE"
            )
        )
    return runtime


async def recorded(runtime, *, days_ago, e164=CHINESE, campaign="", person_id=None):
    """A stored recording of a call that began so many days ago; returns its attempt's id."""
    ended = runtime.clock.now() - dt.timedelta(days=days_ago)
    live = await settle(runtime, e164=e164, campaign=campaign, ended_at=ended, person_id=person_id)
    raw_files(runtime.data_folder, live, customer=SOUND, agent=SOUND)
    assert (await take_call(JobContext(runtime, None), str(live)))["state"] == "stored"
    return service.own_attempt_id(live)


async def find(runtime, attempt_id):
    async with runtime.database.transaction() as session:
        return (await service.recordings_of_attempts(session, [attempt_id]))[attempt_id]


async def retain(runtime):
    return await apply_retention(JobContext(runtime, None))


async def ask(runtime, number):
    async with runtime.database.transaction() as session:
        return await service.erase_on_request(
            session,
            numbers=[number],
            reason="letter of 2026-11-20",
            now=runtime.clock.now(),
            calendar=runtime.calendar,
        )


def sounds(runtime):
    return sorted(path.name for path in (runtime.data_folder / "recordings").rglob("*") if path.is_file())


async def test_each_country_keeps_as_long_as_its_rule_says(fresh):
    old_cn, young_cn = await recorded(fresh, days_ago=181), await recorded(fresh, days_ago=179)
    old_de, young_de = (
        await recorded(fresh, days_ago=31, e164=GERMAN),
        await recorded(fresh, days_ago=29, e164=GERMAN),
    )
    assert await retain(fresh) == {"looked": 4, "erased": 2, "held": 0, "sounds_deleted": 2}
    gone = {
        one: (await find(fresh, one)).erased_at is not None for one in (old_cn, young_cn, old_de, young_de)
    }
    assert gone == {old_cn: True, young_cn: False, old_de: True, young_de: False}
    assert len(sounds(fresh)) == 2
    assert await retain(fresh) == {"looked": 2, "erased": 0, "held": 0, "sounds_deleted": 0}


async def test_life_insurance_is_kept_five_and_ten_years(fresh):
    async with fresh.database.transaction() as session:
        for campaign, business in (("SHORT", "insurance_short"), ("LONG", "insurance_long")):
            await service.set_business(
                session, campaign_code=campaign, business=business, by="owner", now=fresh.clock.now()
            )
        with pytest.raises(UnknownBusiness):
            await service.set_business(
                session, campaign_code="", business="fishing", by="owner", now=fresh.clock.now()
            )
    short, long = (
        await recorded(fresh, days_ago=1830, campaign="SHORT"),
        await recorded(fresh, days_ago=1830, campaign="LONG"),
    )
    assert (await retain(fresh))["erased"] == 1
    assert (await find(fresh, short)).erased_at
    assert not (await find(fresh, long)).erased_at
    report = await ask(fresh, CHINESE)
    assert [one.rule.split("@")[0] for one in report.refused] == ["recordings.minimum_days_cn_insurance_long"]


async def test_what_is_on_hold_stays_until_the_hold_is_lifted(fresh):
    attempt = await recorded(fresh, days_ago=400)
    async with fresh.database.transaction() as session:
        hold = await service.place_hold(
            session, reason="lawsuit", by="owner", now=fresh.clock.now(), e164=CHINESE
        )
        with pytest.raises(OneSubject):
            await service.place_hold(session, reason="of what?", by="owner", now=fresh.clock.now())
    assert await retain(fresh) == {"looked": 1, "erased": 0, "held": 1, "sounds_deleted": 0}
    report = await ask(fresh, CHINESE)
    assert (report.erased, report.refused[0].rule) == ((), f"hold:{hold.id}")
    assert "lawsuit" in report.refused[0].text.zh
    async with fresh.database.transaction() as session:
        await service.lift_hold(session, hold_id=hold.id, by="owner", now=fresh.clock.now())
        with pytest.raises(HoldNotFound):
            await service.lift_hold(session, hold_id=hold.id, by="owner", now=fresh.clock.now())
        assert await service.holds(session) == []
        assert [one.reason for one in await service.holds(session, lifted=True)] == ["lawsuit"]
    assert (await retain(fresh))["erased"] == 1
    assert (await find(fresh, attempt)).erased_at


async def test_a_wish_to_be_erased_is_met_as_far_as_the_law_lets(fresh):
    free, bound = await recorded(fresh, days_ago=31), await recorded(fresh, days_ago=29)
    other = await recorded(fresh, days_ago=31, e164="+8613900139000")
    report = await ask(fresh, CHINESE)
    assert report.erased == ((await find(fresh, free)).id,)
    (refused,) = report.refused
    assert refused.recording_id == (await find(fresh, bound)).id
    assert refused.rule.startswith("recordings.minimum_days_cn_general@")
    assert refused.until.date() > fresh.clock.now().date()
    assert "30" in refused.text.zh
    assert "2020-06" in refused.text.en
    assert not (await find(fresh, other)).erased_at
    assert (await ask(fresh, CHINESE)).erased == ()


async def test_a_tombstone_has_no_sound_no_outline_and_no_name(fresh):
    attempt = await recorded(fresh, days_ago=31)
    assert len((await ask(fresh, CHINESE)).erased) == 1
    assert len(sounds(fresh)) == 1
    assert (await finish_erasures(JobContext(fresh, None)))["sounds_deleted"] == 1
    assert sounds(fresh) == []
    found = await find(fresh, attempt)
    assert (found.file_name, found.play_key) == ("", "")
    async with fresh.database.transaction() as session:
        with pytest.raises(RecordingErased):
            await service.peaks(session, found.id)
        with pytest.raises(RecordingErased):
            await service.open_sound(session, fresh.ports.get(service.SoundVault), found)
        told = await session.scalar(
            text("SELECT count(*) FROM events.event WHERE name = 'RecordingErased' AND subject = :id"),
            {"id": str(found.id)},
        )
    assert told == 1
    assert (await take_call(JobContext(fresh, None), str(uuid.uuid4())))["state"] == "waiting"
    assert (await reconcile(JobContext(fresh, None), deep=True))["absent"] == []


async def test_an_erased_file_does_not_come_back_by_another_import(fresh, tmp_path):
    folder = tmp_path / "brought"
    folder.mkdir()
    (folder / "E001_13800138000_20200101-090000.wav").write_bytes(wav([SOUND]))
    assert len((await import_recordings(JobContext(fresh, None), folder=str(folder)))["unpaired"]) == 1
    async with fresh.database.transaction() as session:
        await session.execute(
            text("UPDATE recordings.recording SET imported_at = imported_at - interval '1 year'")
        )
    assert len((await ask(fresh, CHINESE)).erased) == 1
    again = await import_recordings(JobContext(fresh, None), folder=str(folder))
    assert [one["code"] for one in again["rejected"]] == ["recordings.erased"]
    async with fresh.database.transaction() as session:
        rows = await session.execute(
            text("SELECT erased_at IS NOT NULL, octet_length(outline) FROM recordings.recording")
        )
        assert rows.all() == [(True, 0)]


def browser(runtime, role, people=frozenset()):
    app = create_app()
    app.state.runtime = runtime
    principal = Principal(
        account_id=None,
        name=role,
        roles=frozenset({role}),
        permissions=permissions_of([role]),
        visible_people=None if role in {"owner", "qa"} else people,
    )
    app.dependency_overrides[dependencies._principal] = lambda: principal
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1")


async def test_who_listened_is_shown_to_those_who_may_know(fresh):
    people = await hire(fresh)
    mine = people.find("E001").id
    found = await find(fresh, await recorded(fresh, days_ago=1, person_id=mine))
    async with browser(fresh, "agent", frozenset({mine})) as agent:
        heard = await agent.get(f"/api/recordings/{found.id}/audio", headers={"Range": "bytes=0-43"})
        assert (heard.status_code, heard.content[:4]) == (206, b"RIFF")
        assert (await agent.get(f"/api/recordings/{found.id}/access")).status_code == 403
    async with browser(fresh, "qa") as qa:
        page = (await qa.get(f"/api/recordings/{found.id}/access")).json()
        assert [(one["actor"], one["details"]["range"]) for one in page["items"]] == [("agent", "bytes=0-43")]
        assert (
            await qa.post("/api/recordings/erase", json={"number": CHINESE, "reason": "asked"})
        ).status_code == 403
    async with browser(fresh, "manager", frozenset({people.find("E002").id})) as stranger:
        assert (await stranger.get(f"/api/recordings/{found.id}/access")).status_code == 404


async def test_the_owner_erases_and_holds_over_http_and_it_is_on_record(fresh):
    await recorded(fresh, days_ago=40)
    async with browser(fresh, "owner") as owner:
        hold = (
            await owner.post("/api/recordings/holds", json={"number": "13800138000", "reason": "lawsuit"})
        ).json()
        assert hold["number"] == "138****8000"
        wish = {"number": "138 0013 8000", "reason": "asked by letter"}
        refused = (await owner.post("/api/recordings/erase", json=wish)).json()
        assert [one["rule"] for one in refused["refused"]] == [f"hold:{hold['id']}"]
        assert (await owner.delete(f"/api/recordings/holds/{hold['id']}")).status_code == 204
        assert (await owner.get("/api/recordings/holds")).json() == []
        assert len((await owner.post("/api/recordings/erase", json=wish)).json()["erased"]) == 1
        nothing = await owner.post("/api/recordings/erase", json={"reason": "of whom?"})
        assert (nothing.status_code, nothing.json()["code"]) == (422, "recordings.one_subject")
    async with fresh.database.transaction() as session:
        rows = await session.execute(
            text(
                "SELECT object, details FROM audit.entry WHERE action = 'recordings.erase' ORDER BY id DESC LIMIT 1"
            )
        )
        entry = rows.one()
    assert entry.object == "number:138****8000"
    assert "13800138000" not in str(entry.details)
