"""A worker that takes recordings is killed again and again: no recording is lost and none is taken twice."""

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import asynccontextmanager

import numpy as np
from sqlalchemy import text
from tests.factories.dialed_calls import raw_files, settle

from callwright.flow.recordings import service
from callwright.flow.recordings.jobs import reconcile
from callwright.platform.jobs import JobContext

CALLS = 14
LATEST = 120
WORKER = """
import asyncio, sys
from callwright.app.settings import Settings
from callwright.app.wiring import build_runtime
from callwright.flow.recordings.jobs import take_call
from callwright.platform.jobs import JobContext

async def work():
    runtime = build_runtime(Settings())
    print("ready", flush=True)
    for live in sys.argv[1:]:
        await take_call(JobContext(runtime, None), live)
        print("taken", flush=True)
    await runtime.database.dispose()

asyncio.run(work())
"""


def worker(runtime, lives):
    """A process of its own that takes the recordings of these calls."""
    settings = {
        "CALLWRIGHT_HOME": str(runtime.data_folder),
        "CALLWRIGHT_DATABASE_URL": runtime.database.engine.url.render_as_string(hide_password=False),
    }
    command = [sys.executable, "-c", WORKER, *map(str, lives)]
    return subprocess.Popen(command, env=os.environ | settings, stdout=subprocess.PIPE, text=True)


@asynccontextmanager
async def killed_worker(runtime, lives):
    """A worker that has come up; it is gone afterwards, whatever happened."""
    process = worker(runtime, lives)
    try:
        await said(process, "ready")
        yield process
    finally:
        process.kill()
        await asyncio.to_thread(process.wait)
        process.stdout.close()


async def said(process, word):
    """Wait until the worker says this word."""
    assert (await asyncio.to_thread(process.stdout.readline)).strip() == word


async def seconds_for_one_call(runtime, live):
    """How long this machine needs now for one recording, so that later kills fall into the work."""
    async with killed_worker(runtime, [live]) as process:
        begun = time.monotonic()
        await said(process, "taken")
        return time.monotonic() - begun


async def killed_after(process, seconds):
    """Kill the worker after so long; whether it was still at work."""
    try:
        await asyncio.to_thread(process.wait, seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        return True
    return False


async def test_calls_survive_a_worker_that_keeps_being_killed(runtime):
    chance = random.Random(4)  # where in the work to kill, the same in every run
    sound = (0.2 * np.sin(np.arange(8_000 * 60) / 7)).astype(np.float32)
    lives = [await settle(runtime) for _ in range(CALLS)]
    for live in lives:
        raw_files(runtime.data_folder, live, customer=sound, agent=sound / 2)
    folder = runtime.data_folder / "telephony" / "recordings"
    one_call = await seconds_for_one_call(runtime, lives[0])
    kills = 0
    while left := [live for live in lives if list(folder.glob(f"{live}-*.wav"))]:
        assert kills < LATEST
        async with killed_worker(runtime, left) as process:
            kills += await killed_after(process, chance.uniform(0.3, 4.0) * one_call)
    assert kills >= 2
    report = await reconcile(JobContext(runtime, None), deep=True)
    assert (report["stored"], report["without_call"], report["absent"], report["gone"]) == (0, (), [], ())
    ids = [service.own_attempt_id(live) for live in lives]
    vault = runtime.ports.get(service.SoundVault)
    async with runtime.database.transaction() as session:
        found = await service.recordings_of_attempts(session, ids)
        opened = [(await service.open_sound(session, vault, one), one) for one in found.values()]
        told = await session.execute(
            text("SELECT count(*) FROM events.event WHERE name = 'RecordingStored' GROUP BY subject")
        )
        assert [row[0] for row in told] == [1] * CALLS
    assert len(found) == CALLS
    for sound_of, one in opened:
        audio = service.read_audio(sound_of, one)
        assert audio.duration_seconds == 60.0
        assert round(float(audio.channels[1].max()), 1) == 0.2
