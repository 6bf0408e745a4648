"""Many recordings are heard while the workers keep being killed: each once, none lost, bad ones listed."""

import asyncio
import os
import random
import subprocess
import sys

from sqlalchemy import text
from tests.factories.fake_sense_voice import install
from tests.factories.voice import RATE, channel, wav
from tests.factories.voice_calls import hire, stored, table

from callwright.app.registry import import_jobs
from callwright.flow.calls import service as calls
from callwright.flow.insights import service
from callwright.kernel.ids import derive_id
from callwright.platform.jobs import submit

CALLS = int(os.environ.get("CALLWRIGHT_KILLED_CALLS", "120"))
"""500 take some minutes: by hand."""
KILLS = 12
CORRUPT, EMPTY, FOUR_HOURS, ONE_SECOND = 3, 4, 5, 6
HEAD = "流水号,坐席,号码,方向,开始时间,接听时间,结束时间,结果,录音文件"
WORKER = """
import asyncio
from callwright.app.registry import import_jobs
from callwright.app.settings import Settings
from callwright.app.wiring import build_runtime
from callwright.platform.worker import run_worker

async def work():
    import_jobs()
    runtime = build_runtime(Settings())
    print("ready", flush=True)
    await run_worker(runtime, asyncio.Event())

asyncio.run(work())
"""
ROWS = """
INSERT INTO recordings.recording (id, attempt_id, person_id, file_name, file_key, play_key, sha256, size, rate,
                                  channels, frames, truncated, agent_channel, outline)
SELECT CAST(:id AS uuid), id, person_id, :name, :key, :key, :name, :size, :rate, 2, :frames, false, 0, ''
FROM calls.attempt WHERE id = CAST(:attempt AS uuid)
"""
TALLY = (
    "CREATE TABLE tally (recording_id uuid, what text)",
    """CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN INSERT INTO tally VALUES (NEW.recording_id, TG_TABLE_NAME); RETURN NEW; END'""",
    "CREATE TRIGGER t AFTER INSERT ON insights.transcript FOR EACH ROW EXECUTE FUNCTION note()",
    "CREATE TRIGGER m AFTER INSERT ON insights.measurement FOR EACH ROW EXECUTE FUNCTION note()",
)


async def test_each_recording_is_heard_once_and_none_is_lost(runtime):
    import_jobs()
    ids = await bring_recordings(runtime)
    async with runtime.database.transaction() as session:
        for statement in TALLY:
            await session.execute(text(statement))
        for one in ids:
            await submit(
                session, "insights.measure", {"recording_id": str(one)}, key=f"insights.measure:{one}"
            )
    assert await hear_with_kills(runtime) == KILLS
    bad = [ids[CORRUPT], ids[EMPTY], ids[FOUR_HOURS]]
    async with runtime.database.transaction() as session:
        states = await session.execute(
            text("SELECT state, count(*) FROM jobs.job WHERE name = 'insights.measure' GROUP BY 1")
        )
        assert dict(states.all()) == {"done": CALLS}
        for what in ("transcript", "measurement"):
            written = await session.execute(
                text("SELECT recording_id FROM tally WHERE what = :what"), {"what": what}
            )
            found = [row[0] for row in written]
            assert len(found) == len(set(found)) == CALLS - len(bad), what
            assert set(found) == set(ids) - set(bad)
        judged = await session.scalar(text("SELECT count(*) FROM insights.judgement"))
        problems, total = await service.problems(session, offset=0, limit=10)
        calls_of = (await session.execute(text("SELECT id, attempt_id FROM recordings.recording"))).all()
        kept = await service.transcript_of_call(session, dict(calls_of)[ids[ONE_SECOND]])
    assert judged == CALLS - len(bad)
    assert total == len(bad)
    assert {recording: code for recording, code, *_ in problems} == {
        ids[CORRUPT]: "recordings.not_a_wav",
        ids[EMPTY]: "recordings.not_a_wav",
        ids[FOUR_HOURS]: "insights.too_long",
    }
    assert kept is not None
    assert kept.engine.startswith("sherpa-onnx")


async def bring_recordings(runtime):
    """Calls with their recordings, put where an import would put them; some of them are broken."""
    await hire(runtime)
    lines = [
        f"{n},E00{1 + n % 2},1380013{n:04},呼出,2026-11-18 {9 + n // 60:02}:{n % 60:02}:00,"
        f"2026-11-18 {9 + n // 60:02}:{n % 60:02}:01,2026-11-18 {9 + n // 60:02}:{n % 60:02}:20,拒绝,k{n}.wav"
        for n in range(CALLS)
    ]
    async with runtime.database.transaction() as session:
        await calls.import_call_records(
            session, table=table("\n".join([HEAD, *lines])), source_file=stored("k"), now=runtime.clock.now()
        )
    install(runtime.data_folder / "models" / "sensevoice")
    talk = wav([channel(2.0, (0.3, 1.6)), channel(2.0)])
    contents = {
        CORRUPT: os.urandom(2_000),
        EMPTY: wav([channel(1.0)[:0]] * 2),
        ONE_SECOND: wav([channel(1.0, (0.1, 0.9)), channel(1.0)]),
    }
    folder = runtime.data_folder / "files" / "k"
    folder.mkdir(parents=True)
    (folder / "talk.wav").write_bytes(talk)
    for number, content in contents.items():
        (folder / f"{number}.wav").write_bytes(content)
    ids = []
    async with runtime.database.transaction() as session:
        found, _ = await calls.attempts_page(session, limit=CALLS)
        for one in sorted(found, key=lambda attempt: int(attempt.record_id)):
            number = int(one.record_id)
            key = f"k/{number if number in contents else 'talk'}.wav"
            frames = RATE * 3600 * 4 if number == FOUR_HOURS else RATE * (1 if number == ONE_SECOND else 2)
            ids.append(derive_id("test", number))
            values = {"id": ids[-1], "attempt": one.id, "name": f"k{number}.wav", "key": key}
            await session.execute(text(ROWS), values | {"size": len(talk), "rate": RATE, "frames": frames})
    return ids


async def hear_with_kills(runtime):
    """Two workers; one of them is killed every second or so while there is work. Returns how often."""
    chance = random.Random(7)
    environment = os.environ | {
        "CALLWRIGHT_HOME": str(runtime.data_folder),
        "CALLWRIGHT_DATABASE_URL": runtime.database.engine.url.render_as_string(hide_password=False),
    }
    workers = [start(environment), start(environment)]
    kills = 0
    try:
        while await left(runtime):
            await asyncio.sleep(chance.uniform(0.4, 1.6))
            if kills < KILLS and await left(runtime):
                victim = workers.pop(0)
                await asyncio.to_thread(victim.stdout.readline)
                victim.kill()
                victim.wait()
                victim.stdout.close()
                workers.append(start(environment))
                kills += 1
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
            worker.stdout.close()
    return kills


def start(environment):
    return subprocess.Popen(
        [sys.executable, "-c", WORKER], env=environment, stdout=subprocess.PIPE, text=True
    )


async def left(runtime):
    async with runtime.database.transaction() as session:
        query = (
            "SELECT count(*) FROM jobs.job WHERE name = 'insights.measure' AND state IN ('queued', 'running')"
        )
        return await session.scalar(text(query))
