"""Recordings in object storage, against a real (small) S3 server that checks signatures; started by the test.

Set CALLWRIGHT_TEST_S3 to `endpoint bucket region access-key secret-key` to run the same against another one.
"""

import dataclasses
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import httpx
import obstore
import pytest
from sqlalchemy import text
from tests.factories.dialed_calls import raw_files, settle
from tests.factories.voice import speak

from callwright.adapters.master_keys.ring import KeyRing
from callwright.adapters.object_storage.s3 import Bucket, S3Sounds
from callwright.app.api import create_app
from callwright.app.settings import Settings
from callwright.app.wiring import sound_vault
from callwright.flow.recordings import service
from callwright.flow.recordings.jobs import finish_erasures, move, reconcile, take_call
from callwright.platform.http import dependencies
from callwright.platform.jobs import JobContext
from callwright.platform.principal import LOCAL_OPERATOR

SECRET = "a secret of the test"
SOUND = speak(20)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture(scope="module")
def bucket(tmp_path_factory):
    """A bucket on a server of its own."""
    given = os.environ.get("CALLWRIGHT_TEST_S3", "").split()
    if given:
        endpoint, name, region, access, secret = given
        yield Bucket(name, endpoint, region, access, secret, prefix=f"test-{os.getpid()}")
        return
    folder, port = tmp_path_factory.mktemp("s3"), free_port()
    (folder / "bucket").mkdir()
    command = [Path(sys.executable).with_name("nanio"), "serve", "--data-dir", folder, "--port", str(port)]
    settings = {"NANIO_ACCESS_KEY": "callwright", "NANIO_SECRET_KEY": SECRET}
    server = subprocess.Popen(
        [*map(str, command), "--host", "127.0.0.1", "--no-access-log", "--log-level", "error"],
        env=os.environ | settings,
    )
    try:
        endpoint = f"http://127.0.0.1:{port}"
        wait_for(endpoint)
        yield Bucket("bucket", endpoint, "us-east-1", "callwright", SECRET, prefix="recordings")
    finally:
        server.terminate()
        server.wait(10)


def wait_for(endpoint):
    for _ in range(200):
        try:
            urllib.request.urlopen(endpoint, timeout=1)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not start")


@pytest.fixture
def store(bucket):
    return S3Sounds(bucket)


def test_what_is_put_is_there_in_any_part(store, tmp_path):
    content = os.urandom(300_000)
    store.put("ab/one.wav", content)
    (tmp_path / "two.wav").write_bytes(content)
    store.put("ab/two.wav", tmp_path / "two.wav")
    assert store.size("ab/one.wav") == 300_000
    for start, length in (
        (0, 300_000),
        (0, 1),
        (299_999, 1),
        (100, 2_000),
        (299_990, 500),
        (300_000, 10),
        (5, 0),
    ):
        for key in ("ab/one.wav", "ab/two.wav"):
            assert store.read(key, start, length) == content[start : start + length]
    store.put("ab/one.wav", b"newer")
    assert store.read("ab/one.wav", 0, 100) == b"newer"
    assert {one.key: one.size for one in store.listed()} == {"ab/one.wav": 5, "ab/two.wav": 300_000}
    for key in ("ab/one.wav", "ab/two.wav", "ab/never.wav"):
        store.delete(key)
    assert list(store.listed()) == []


def test_a_large_recording_goes_up_in_parts(store, tmp_path):
    file = tmp_path / "large.wav"
    with file.open("wb") as out:
        for number in range(24):
            out.write(bytes([number]) * (1 << 20))
    store.put("large.wav", file)
    assert store.size("large.wav") == 24 << 20
    assert store.read("large.wav", (5 << 20) - 2, 4) == b"\x04\x04\x05\x05"
    store.delete("large.wav")


def test_what_is_not_there_is_said(store):
    with pytest.raises(FileNotFoundError):
        store.size("ab/never.wav")
    with pytest.raises(FileNotFoundError):
        store.read("ab/never.wav", 0, 10)


def test_a_wrong_secret_is_refused_and_never_shown(bucket):
    wrong = S3Sounds(dataclasses.replace(bucket, secret_key="wrong"))
    with pytest.raises(obstore.exceptions.BaseError) as refusal:
        wrong.put("ab/one.wav", b"x")
    assert bucket.secret_key not in f"{refusal.value} {bucket!r} {wrong!r}"


@pytest.fixture
async def company(runtime, store):
    """A company that keeps its recordings sealed in the bucket; older ones lie in the folder."""
    async with runtime.database.transaction() as session:
        await session.execute(
            text(
                "TRUNCATE insights.measurement, recordings.recording, calls.attempt, calls.record_import CASCADE"
            )
        )
    for one in list(store.listed()):
        store.delete(one.key)
    ring = KeyRing(runtime.data_folder / "keys")
    ring.add("first")
    folder = runtime.ports.get(service.SoundVault)
    vault = service.SoundVault(store, {**folder.others, folder.chosen.name: folder.chosen}, ring, seal=True)
    runtime.ports.provide(service.SoundVault, vault)
    return runtime


async def stored(runtime):
    live = await settle(runtime)
    raw_files(runtime.data_folder, live, customer=SOUND, agent=SOUND / 2)
    assert (await take_call(JobContext(runtime, None), str(live)))["state"] == "stored"
    attempt_id = service.own_attempt_id(live)
    async with runtime.database.transaction() as session:
        return (await service.recordings_of_attempts(session, [attempt_id]))[attempt_id]


async def test_a_call_is_taken_played_by_range_and_erased_there(company, store):
    found = await stored(company)
    ((key, size),) = [(one.key, one.size) for one in store.listed()]
    assert (found.store, key) == ("s3", found.play_key)
    assert b"RIFF" not in store.read(key, 0, size)
    app = create_app()
    app.state.runtime = company
    app.dependency_overrides[dependencies._principal] = lambda: LOCAL_OPERATOR
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://x") as page:
        whole = await page.get(f"/api/recordings/{found.id}/audio")
        assert (whole.content[:4], len(whole.content)) == (b"RIFF", found.size)
        part = await page.get(f"/api/recordings/{found.id}/audio", headers={"Range": "bytes=99999-180000"})
        assert (part.status_code, part.content) == (206, whole.content[99_999:180_001])
    async with company.database.transaction() as session:
        await session.execute(text("UPDATE calls.attempt SET started_at = started_at - interval '40 days'"))
        report = await service.erase_on_request(
            session,
            numbers=["+8613800138000"],
            reason="asked",
            now=company.clock.now(),
            calendar=company.calendar,
        )
    assert report.erased == (found.id,)
    assert (await finish_erasures(JobContext(company, None)))["sounds_deleted"] == 1
    assert list(store.listed()) == []


async def test_recordings_of_the_folder_move_into_the_bucket(company, store):
    vault = company.ports.get(service.SoundVault)
    folder = vault.others["folder"]
    company.ports.provide(service.SoundVault, service.SoundVault(folder, {"s3": store}))
    found = await stored(company)
    company.ports.provide(service.SoundVault, vault)
    assert await move(JobContext(company, None)) == {"moved": 1, "gone": []}
    assert [one.key for one in folder.listed()] == []
    assert len(list(store.listed())) == 1
    assert (await reconcile(JobContext(company, None), deep=True))["gone"] == ()
    async with company.database.transaction() as session:
        again = await service.recording(session, found.id)
    assert again.store == "s3"


async def test_the_settings_choose_the_bucket(bucket, tmp_path, monkeypatch):
    values = {
        "HOME": str(tmp_path),
        "S3_BUCKET": bucket.name,
        "S3_ENDPOINT": bucket.endpoint,
        "S3_REGION": bucket.region,
        "S3_ACCESS_KEY": bucket.access_key,
        "S3_SECRET_KEY": bucket.secret_key,
    }
    for name, value in values.items():
        monkeypatch.setenv(f"CALLWRIGHT_{name}", value)
    settings = Settings()
    assert bucket.secret_key not in repr(settings)
    vault = sound_vault(settings)
    assert (vault.chosen.name, set(vault.names)) == ("s3", {"s3", "folder", "files"})
    monkeypatch.delenv("CALLWRIGHT_S3_BUCKET")
    assert sound_vault(Settings()).chosen.name == "folder"
