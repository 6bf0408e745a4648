"""Recordings on real parts: paired, waiting, cut, broken, played in pieces under log."""

import httpx
import pytest
from sqlalchemy import text
from tests.factories.voice_calls import hire, import_calls, write_recordings

from callwright.app.api import create_app
from callwright.flow.calls import service as calls
from callwright.flow.recordings import service
from callwright.flow.recordings.errors import FolderNotReadable, RecordingNotFound
from callwright.flow.recordings.jobs import import_recordings
from callwright.platform.auth.roles import permissions_of
from callwright.platform.http import dependencies
from callwright.platform.jobs import JobContext
from callwright.platform.principal import Principal


async def by_record(runtime):
    async with runtime.database.transaction() as session:
        attempts, _ = await calls.attempts_page(session)
        found = await service.recordings_of_attempts(session, [one.id for one in attempts])
    return {one.record_id: found.get(one.id) for one in attempts}


@pytest.fixture
async def fresh(runtime):
    """Each test of this module starts without recordings and calls."""
    async with runtime.database.transaction() as session:
        await session.execute(
            text(
                "TRUNCATE insights.measurement, recordings.recording, calls.attempt, calls.record_import CASCADE"
            )
        )
    return runtime


async def test_files_find_their_calls_and_what_does_not_fit_is_listed(fresh, tmp_path):
    await hire(fresh)
    await import_calls(fresh)
    folder = tmp_path / "brought"
    folder.mkdir()
    write_recordings(folder)
    report = await import_recordings(JobContext(fresh, None), folder=str(folder))
    assert (report["files"], report["paired"], report["unchanged"]) == (6, 3, 1)
    assert [(one["original"]["file"], one["code"]) for one in report["unpaired"]] == [
        ("stranger.wav", "recordings.without_call")
    ]
    assert [(one["original"]["file"], one["code"]) for one in report["rejected"]] == [
        ("picture.wav", "recordings.not_a_wav")
    ]
    assert report["truncated"] == ["c5.wav"]
    assert [one["recording_name"] for one in report["missing"]] == ["c3.wav"]
    assert "1" in report["notes"][0]["zh"]
    paired = await by_record(fresh)
    assert {number for number, recording in paired.items() if recording} == {"1", "2", "5"}
    assert (paired["1"].agent_channel, paired["2"].agent_channel, paired["5"].truncated) == (0, None, True)
    assert paired["5"].duration_seconds == pytest.approx(6.0, abs=0.01)
    again = await import_recordings(JobContext(fresh, None), folder=str(folder))
    assert (again["paired"], again["unchanged"], len(again["unpaired"])) == (0, 4, 1)
    assert await by_record(fresh) == paired


async def test_recordings_that_came_before_their_calls_find_them_later(fresh, tmp_path):
    await hire(fresh)
    folder = tmp_path / "brought"
    folder.mkdir()
    write_recordings(folder)
    early = await import_recordings(JobContext(fresh, None), folder=str(folder))
    assert (early["paired"], len(early["unpaired"]), early["missing_total"]) == (0, 5, 0)
    await import_calls(fresh)
    async with fresh.database.transaction() as session:
        assert await service.pair_waiting(session) == 3
        assert await service.pair_waiting(session) == 0


async def test_a_folder_that_is_none_is_refused(fresh, tmp_path):
    with pytest.raises(FolderNotReadable):
        await import_recordings(JobContext(fresh, None), folder=str(tmp_path / "nowhere"))


def browser(runtime, principal):
    app = create_app()
    app.state.runtime = runtime
    app.dependency_overrides[dependencies._principal] = lambda: principal
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://127.0.0.1")


def principal_of(person, role="agent"):
    return Principal(
        account_id=None,
        name=person.name,
        roles=frozenset({role}),
        permissions=permissions_of([role]),
        person_id=person.id,
        visible_people=None if role == "owner" else frozenset({person.id}),
    )


async def test_sound_is_served_in_pieces_to_those_who_may_hear_it_and_logged(fresh, tmp_path):
    people = await hire(fresh)
    await import_calls(fresh)
    folder = tmp_path / "brought"
    folder.mkdir()
    write_recordings(folder)
    await import_recordings(JobContext(fresh, None), folder=str(folder))
    recording = (await by_record(fresh))["1"]
    cut = (await by_record(fresh))["5"]
    whole = (folder / "c1.wav").read_bytes()
    async with browser(fresh, principal_of(people.find("E001"))) as mine:
        full = await mine.get(f"/api/recordings/{recording.id}/audio")
        assert (full.status_code, full.content, full.headers["accept-ranges"]) == (200, whole, "bytes")
        part = await mine.get(f"/api/recordings/{recording.id}/audio", headers={"Range": "bytes=44-99"})
        assert (part.status_code, part.content) == (206, whole[44:100])
        assert part.headers["content-range"] == f"bytes 44-99/{len(whole)}"
        beyond = await mine.get(f"/api/recordings/{recording.id}/audio", headers={"Range": "bytes=99999999-"})
        assert beyond.status_code == 416
        peaks = (await mine.get(f"/api/recordings/{recording.id}/peaks")).json()
        assert [one["role"] for one in peaks["channels"]] == ["agent", "customer"]
        assert {len(one["min"]) for one in peaks["channels"]} == {1_000}
        for path in ("audio", "peaks"):
            foreign = await mine.get(f"/api/recordings/{cut.id}/{path}")
            assert (foreign.status_code, foreign.json()["code"]) == (404, "recordings.not_found")
    async with fresh.database.transaction() as session:
        plays = await session.scalar(
            text("SELECT count(*) FROM audit.entry WHERE action = 'recordings.play' AND object = :id"),
            {"id": str(recording.id)},
        )
        assert plays == 3
        with pytest.raises(RecordingNotFound):
            await service.recording(session, recording.id, visible_people=frozenset())
    async with browser(fresh, principal_of(people.find("E001"), "owner")) as owner:
        fresh.ports.get(service.SoundVault).chosen.delete(recording.play_key)
        gone = await owner.get(f"/api/recordings/{recording.id}/audio")
        assert (gone.status_code, gone.json()["code"]) == (410, "recordings.file_gone")
