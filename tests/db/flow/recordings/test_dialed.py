"""Recordings of our own calls: repaired, merged, stored once, whatever is killed in between."""

import asyncio
import datetime as dt
import os
import uuid

import numpy as np
import pytest
from sqlalchemy import text
from tests.factories.dialed_calls import BLANK_HEADER, raw_files, settle
from tests.factories.voice import RATE, wav_header
from tests.factories.voice_calls import hire

from callwright.flow.calls.events import CallEnded
from callwright.flow.recordings import service
from callwright.flow.recordings.jobs import dialed, reconcile, take_call, take_when_ended
from callwright.flow.recordings.service import dialed as taking
from callwright.platform.jobs import JobContext

AGENT = np.full(RATE * 3, 0.5, np.float32)
CUSTOMER = np.full(RATE * 3 - 160, -0.25, np.float32)
SILENCE = np.zeros(RATE, np.float32)


@pytest.fixture
async def fresh(runtime):
    async with runtime.database.transaction() as session:
        await session.execute(
            text(
                "TRUNCATE insights.measurement, recordings.recording, calls.live_attempt, calls.attempt,"
                " calls.record_import CASCADE"
            )
        )
    return runtime


async def recording_of(runtime, live):
    attempt_id = service.own_attempt_id(live)
    async with runtime.database.transaction() as session:
        return (await service.recordings_of_attempts(session, [attempt_id])).get(attempt_id)


async def sound_of(runtime, live):
    found = await recording_of(runtime, live)
    async with runtime.database.transaction() as session:
        opened = await service.open_sound(session, runtime.ports.get(service.SoundVault), found)
    return service.read_audio(opened, found)


async def absences(runtime):
    async with runtime.database.transaction() as session:
        rows = await session.execute(text("SELECT attempt_id, code FROM recordings.absence"))
        return {row.attempt_id: row.code for row in rows}


async def published(runtime, live):
    found = await recording_of(runtime, live)
    async with runtime.database.transaction() as session:
        return await session.scalar(
            text("SELECT count(*) FROM events.event WHERE name = 'RecordingStored' AND subject = :id"),
            {"id": str(found.id)},
        )


async def take(runtime, live, why_not=""):
    return await take_call(JobContext(runtime, None), str(live), why_not)


async def test_two_files_become_one_recording_with_the_agent_on_the_left(fresh):
    people = await hire(fresh)
    live = await settle(fresh, person_id=people.find("E001").id)
    folder = raw_files(fresh.data_folder, live, customer=CUSTOMER, agent=AGENT)
    taken = await take(fresh, live)
    assert (taken["state"], taken["notes"]) == ("stored", ["lag_ms=-20"])
    found = await recording_of(fresh, live)
    assert (found.agent_channel, found.duration_seconds, found.truncated) == (0, 3.0, False)
    assert found.person_id == people.find("E001").id
    left, right = (await sound_of(fresh, live)).channels
    assert (round(float(left[0]), 2), round(float(right[0]), 2), float(right[-1])) == (0.5, -0.25, 0.0)
    assert list(folder.iterdir()) == []
    assert await published(fresh, live) == 1
    assert (await take(fresh, live))["state"] == "known"
    assert await published(fresh, live) == 1


@pytest.mark.parametrize("claimed", [0, 10**9])
async def test_files_of_a_crashed_switch_are_repaired(fresh, claimed):
    live = await settle(fresh)
    raw_files(fresh.data_folder, live, customer=CUSTOMER, agent=AGENT, claimed_bytes=claimed)
    assert (await take(fresh, live))["notes"] == ["agent_repaired", "customer_repaired", "lag_ms=-20"]
    assert (await recording_of(fresh, live)).truncated
    assert (await sound_of(fresh, live)).duration_seconds == 3.0


async def test_one_side_alone_is_better_than_none(fresh):
    live = await settle(fresh)
    raw_files(fresh.data_folder, live, customer=CUSTOMER, agent=BLANK_HEADER)
    assert (await take(fresh, live))["notes"] == ["agent_missing"]
    left, right = (await sound_of(fresh, live)).channels
    assert (float(np.abs(left).max()), round(float(right[0]), 2)) == (0.0, -0.25)


async def test_two_silent_calls_are_two_recordings(fresh):
    lives = [await settle(fresh), await settle(fresh)]
    for live in lives:
        raw_files(fresh.data_folder, live, customer=SILENCE, agent=SILENCE)
        assert (await take(fresh, live))["state"] == "stored"
    first, second = [await recording_of(fresh, live) for live in lives]
    assert first.sha256 == second.sha256
    assert first.play_key != second.play_key


async def test_nothing_is_done_before_the_call_is_settled(fresh):
    live = uuid.uuid4()
    folder = raw_files(fresh.data_folder, live, customer=CUSTOMER, agent=AGENT)
    assert (await take(fresh, live))["state"] == "waiting"
    assert len(list(folder.iterdir())) == 2
    await settle(fresh, live_attempt_id=live)
    assert (await take(fresh, live))["state"] == "stored"


async def test_an_unanswered_attempt_is_no_call_and_leaves_no_recording(fresh):
    live = await settle(fresh, answered=False)
    folder = raw_files(fresh.data_folder, live, customer=CUSTOMER)
    assert (await take(fresh, live))["state"] == "unanswered"
    assert list(folder.iterdir()) == []
    assert await recording_of(fresh, live) is None


async def test_why_there_is_none_is_kept_until_there_is_one(fresh):
    live = await settle(fresh)
    assert (await take(fresh, live, why_not="consent_refused"))["absence"] == "consent_refused"
    assert await absences(fresh) == {service.own_attempt_id(live): "consent_refused"}
    folder = raw_files(fresh.data_folder, live, customer=b"no sound" * 100, agent=wav_header(1, RATE, 0))
    assert (await take(fresh, live))["absence"] == "unreadable"
    assert len(list(folder.iterdir())) == 2
    raw_files(fresh.data_folder, live, customer=CUSTOMER, agent=AGENT)
    assert (await take(fresh, live))["state"] == "stored"
    assert await absences(fresh) == {}


async def test_a_kill_before_the_commit_leaves_the_files_for_the_next_time(fresh, monkeypatch):
    live = await settle(fresh)
    folder = raw_files(fresh.data_folder, live, customer=CUSTOMER, agent=AGENT)

    async def killed(_session, _event, *, subject):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(taking, "publish", killed)
        with pytest.raises(KeyboardInterrupt):
            await take(fresh, live)
    assert len(list(folder.glob("*.wav"))) == 2
    assert await recording_of(fresh, live) is None
    assert (await take(fresh, live))["state"] == "stored"
    assert (await sound_of(fresh, live)).duration_seconds == 3.0


async def test_a_kill_after_the_commit_leaves_files_that_reconciling_clears(fresh, monkeypatch):
    live = await settle(fresh)
    folder = raw_files(fresh.data_folder, live, customer=CUSTOMER, agent=AGENT)
    with monkeypatch.context() as patch:
        patch.setattr(dialed, "DONE_WITH", frozenset())
        assert (await take(fresh, live))["state"] == "stored"
    assert len(list(folder.iterdir())) == 2
    report = await reconcile(JobContext(fresh, None))
    assert (report["stored"], report["cleaned"]) == (0, 1)
    assert list(folder.iterdir()) == []


async def test_two_workers_take_one_call_once(fresh):
    live = await settle(fresh)
    raw_files(fresh.data_folder, live, customer=CUSTOMER, agent=AGENT)
    states = await asyncio.gather(*(take(fresh, live) for _ in range(4)))
    assert sorted(one["state"] for one in states) == ["known", "known", "known", "stored"]
    assert await published(fresh, live) == 1


async def test_reconciling_finds_what_was_left_and_says_what_is_missing(fresh):
    now = fresh.clock.now()
    forgotten, silent, young, stranger = (
        await settle(fresh),
        await settle(fresh),
        await settle(fresh, ended_at=now),
        uuid.uuid4(),
    )
    folder = raw_files(fresh.data_folder, forgotten, customer=CUSTOMER, agent=AGENT)
    raw_files(fresh.data_folder, stranger, customer=CUSTOMER, agent=AGENT)
    half = folder / f"{forgotten}-0123abcd.merged"
    half.write_bytes(b"half")
    long_ago = (now - dt.timedelta(days=2)).timestamp()
    for path in (half, folder / f"{stranger}-in.wav", folder / f"{stranger}-out.wav"):
        os.utime(path, (long_ago, long_ago))
    vault = fresh.ports.get(service.SoundVault)
    vault.chosen.put("ab/orphan.wav", b"sound of a killed worker")
    os.utime(fresh.data_folder / "recordings/ab/orphan.wav", (long_ago, long_ago))
    report = await reconcile(JobContext(fresh, None), deep=True)
    assert (report["stored"], report["left_overs"], report["orphans"]) == (1, 1, 1)
    assert report["without_call"] == (f"{stranger}-in.wav", f"{stranger}-out.wav")
    assert report["absent"] == [{"attempt_id": str(service.own_attempt_id(silent)), "code": "no_files"}]
    assert report["gone"] == ()
    assert (await recording_of(fresh, forgotten)).duration_seconds == 3.0
    assert service.own_attempt_id(young) not in await absences(fresh)
    again = await reconcile(JobContext(fresh, None))
    assert (again["stored"], again["absent"], again["left_overs"]) == (0, [], 0)
    found = await recording_of(fresh, forgotten)
    vault.chosen.delete(found.play_key)
    assert (await reconcile(JobContext(fresh, None), deep=True))["gone"] == (found.play_key,)


async def test_files_that_are_still_being_written_are_waited_for(fresh, monkeypatch):
    live = await settle(fresh)
    folder = raw_files(fresh.data_folder, live, customer=CUSTOMER, agent=AGENT, claimed_bytes=0, untouched=0)
    waits = []

    async def close_the_files(seconds):
        waits.append(seconds)
        raw_files(fresh.data_folder, live, customer=CUSTOMER, agent=AGENT, untouched=0)

    monkeypatch.setattr(dialed.asyncio, "sleep", close_the_files)
    assert (await take(fresh, live))["notes"] == ["lag_ms=-20"]
    assert len(waits) == 1
    assert list(folder.iterdir()) == []


async def test_a_call_that_ends_has_its_recording_taken_once(fresh):
    live = await settle(fresh)
    event = CallEnded(service.own_attempt_id(live), live, str(live))
    for _ in range(2):
        async with fresh.database.transaction() as session:
            await take_when_ended(JobContext(fresh, None), session, event)
    async with fresh.database.transaction() as session:
        rows = await session.execute(
            text("SELECT arguments FROM jobs.job WHERE name = 'recordings.take_call' AND state = 'queued'")
        )
        assert [row[0] for row in rows] == [{"live_attempt_id": str(live)}]


async def test_sound_from_before_an_answer_goes_after_a_day(fresh):
    folder = raw_files(fresh.data_folder, uuid.uuid4())
    young, old = folder / f"{uuid.uuid4()}-early.wav", folder / f"{uuid.uuid4()}-early.wav"
    for path, days in ((young, 0.5), (old, 2)):
        path.write_bytes(b"ring-back")
        moment = (fresh.clock.now() - dt.timedelta(days=days)).timestamp()
        os.utime(path, (moment, moment))
    assert (await reconcile(JobContext(fresh, None)))["left_overs"] == 1
    assert list(folder.iterdir()) == [young]
