"""Sealed recordings: played by range, moved, their keys rotated; without the key a clear error, erased for good."""

import dataclasses

import httpx
import pytest
from sqlalchemy import text
from tests.factories.dialed_calls import raw_files, settle
from tests.factories.voice import speak, wav

from callwright.adapters.master_keys.errors import NoMasterKey
from callwright.adapters.master_keys.ring import KeyRing
from callwright.adapters.storage.sounds import SoundFolder
from callwright.app.api import create_app
from callwright.flow.recordings import service
from callwright.flow.recordings.errors import RecordingDamaged, RecordingKeyMissing
from callwright.flow.recordings.jobs import (
    finish_erasures,
    import_recordings,
    move,
    reconcile,
    rewrap_keys,
    take_call,
)
from callwright.platform.http import dependencies
from callwright.platform.jobs import JobContext
from callwright.platform.principal import LOCAL_OPERATOR

SOUND = speak(20)


@pytest.fixture
async def fresh(runtime):
    async with runtime.database.transaction() as session:
        await session.execute(
            text(
                "TRUNCATE insights.measurement, recordings.recording, calls.attempt, calls.record_import CASCADE"
            )
        )
    return runtime


@pytest.fixture
def ring(fresh):
    found = KeyRing(fresh.data_folder / "keys" / "recordings.keys")
    found.add("first")
    return found


@pytest.fixture
def sealing(fresh, ring):
    """The same company with sealing on."""
    vault = fresh.ports.get(service.SoundVault)
    fresh.ports.provide(service.SoundVault, dataclasses.replace(vault, keys=ring, seal=True))
    return fresh


async def stored(runtime):
    live = await settle(runtime)
    raw_files(runtime.data_folder, live, customer=SOUND, agent=SOUND / 2)
    assert (await take_call(JobContext(runtime, None), str(live)))["state"] == "stored"
    return await find(runtime, live)


async def find(runtime, live):
    attempt_id = service.own_attempt_id(live)
    async with runtime.database.transaction() as session:
        return (await service.recordings_of_attempts(session, [attempt_id]))[attempt_id]


async def heard(runtime, found, vault=None):
    async with runtime.database.transaction() as session:
        opened = await service.open_sound(session, vault or runtime.ports.get(service.SoundVault), found)
    return opened.read()


def on_disk(runtime):
    return {
        path: path.read_bytes() for path in (runtime.data_folder / "recordings").rglob("*") if path.is_file()
    }


async def test_what_lies_on_disk_is_noise_and_what_is_played_is_the_sound(sealing):
    found = await stored(sealing)
    (content,) = on_disk(sealing).values()
    assert b"RIFF" not in content
    plain = await heard(sealing, found)
    assert (plain[:4], len(plain)) == (b"RIFF", found.size)
    app = create_app()
    app.state.runtime = sealing
    app.dependency_overrides[dependencies._principal] = lambda: LOCAL_OPERATOR
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://x") as page:
        whole = await page.get(f"/api/recordings/{found.id}/audio")
        assert whole.content == plain
        part = await page.get(f"/api/recordings/{found.id}/audio", headers={"Range": "bytes=100000-200000"})
        assert (part.status_code, part.content) == (206, plain[100_000:200_001])
        assert part.headers["content-range"] == f"bytes 100000-200000/{len(plain)}"


async def test_without_the_master_key_a_clear_error(sealing, tmp_path):
    found = await stored(sealing)
    vault = sealing.ports.get(service.SoundVault)
    for keys in (None, KeyRing(tmp_path / "none")):
        with pytest.raises(RecordingKeyMissing) as missing:
            await heard(sealing, found, dataclasses.replace(vault, keys=keys))
        assert missing.value.details["key"] == "first"


async def test_a_changed_file_is_noticed(sealing):
    found = await stored(sealing)
    ((path, content),) = on_disk(sealing).items()
    path.write_bytes(content[:-100] + bytes(100))
    with pytest.raises(RecordingDamaged):
        await heard(sealing, found)


async def test_sealing_without_a_key_stores_nothing_and_loses_nothing(fresh):
    vault = fresh.ports.get(service.SoundVault)
    empty = KeyRing(fresh.data_folder / "none")
    fresh.ports.provide(service.SoundVault, dataclasses.replace(vault, keys=empty, seal=True))
    live = await settle(fresh)
    folder = raw_files(fresh.data_folder, live, customer=SOUND, agent=SOUND)
    with pytest.raises(NoMasterKey):
        await take_call(JobContext(fresh, None), str(live))
    assert len(list(folder.glob("*.wav"))) == 2
    empty.add("late")
    assert (await reconcile(JobContext(fresh, None)))["stored"] == 1


async def test_rotation_needs_the_old_key_once_and_not_again(sealing, ring):
    found = await stored(sealing)
    before, content = await heard(sealing, found), on_disk(sealing)
    ring.add("second")
    assert await rewrap_keys(JobContext(sealing, None)) == {"rewrapped": 1}
    assert await rewrap_keys(JobContext(sealing, None)) == {"rewrapped": 0}
    assert on_disk(sealing) == content
    only_new = sealing.data_folder / "only-new"
    lines = (sealing.data_folder / "keys" / "recordings.keys").read_text().splitlines()
    only_new.write_text(lines[1] + "\n")
    only_new.chmod(0o600)
    vault = dataclasses.replace(sealing.ports.get(service.SoundVault), keys=KeyRing(only_new))
    assert await heard(sealing, found, vault) == before
    async with sealing.database.transaction() as session:
        assert await service.key_counts(session) == {"": 0, "second": 1}


async def test_what_was_kept_open_is_moved_sealed_and_back(fresh, ring, tmp_path):
    found = await stored(fresh)
    brought = tmp_path / "brought"
    brought.mkdir()
    (brought / "cut.wav").write_bytes(wav([SOUND])[:-5_000])
    await import_recordings(JobContext(fresh, None), folder=str(brought))
    plain = await heard(fresh, found)
    elsewhere = SoundFolder(tmp_path / "elsewhere", "elsewhere")
    old = fresh.ports.get(service.SoundVault)
    moved = service.SoundVault(elsewhere, {**old.others, old.chosen.name: old.chosen}, ring, seal=True)
    fresh.ports.provide(service.SoundVault, moved)
    assert await move(JobContext(fresh, None)) == {"moved": 2, "gone": []}
    assert await move(JobContext(fresh, None)) == {"moved": 0, "gone": []}
    assert on_disk(fresh) == {}
    assert all(b"RIFF" not in (tmp_path / "elsewhere" / one.key).read_bytes() for one in elsewhere.listed())
    again = await by_id(fresh, found.id)
    assert (again.store, await heard(fresh, again)) == ("elsewhere", plain)
    back = service.SoundVault(old.chosen, {**old.others, "elsewhere": elsewhere}, ring, seal=False)
    fresh.ports.provide(service.SoundVault, back)
    assert (await move(JobContext(fresh, None)))["moved"] == 2
    assert list(elsewhere.listed()) == []
    assert await heard(fresh, await by_id(fresh, found.id)) == plain


async def by_id(runtime, recording_id):
    async with runtime.database.transaction() as session:
        return await service.recording(session, recording_id)


async def test_erasing_takes_the_key_with_it(sealing):
    found = await stored(sealing)
    content = on_disk(sealing)
    async with sealing.database.transaction() as session:
        await session.execute(text("UPDATE calls.attempt SET started_at = started_at - interval '40 days'"))
        report = await service.erase_on_request(
            session,
            numbers=["+8613800138000"],
            reason="asked",
            now=sealing.clock.now(),
            calendar=sealing.calendar,
        )
    assert report.erased == (found.id,)
    async with sealing.database.transaction() as session:
        assert await session.scalar(text("SELECT count(*) FROM recordings.data_key")) == 0
    assert on_disk(sealing) == content
    assert (await finish_erasures(JobContext(sealing, None)))["sounds_deleted"] == 1
    assert on_disk(sealing) == {}


async def test_an_upload_waits_sealed_for_its_job(sealing):
    vault = sealing.ports.get(service.SoundVault)
    content = wav([SOUND])
    ticket = await service.receive(vault, content, "c1.wav")
    (waiting,) = on_disk(sealing).values()
    assert b"RIFF" not in waiting
    report = await import_recordings(JobContext(sealing, None), files=[ticket])
    assert (report["files"], len(report["unpaired"])) == (1, 1)
    again = await import_recordings(JobContext(sealing, None), files=[ticket])
    assert (again["files"], again["unchanged"], again["rejected"]) == (1, 1, [])
    assert not list((sealing.data_folder / "recordings" / "incoming").iterdir())
