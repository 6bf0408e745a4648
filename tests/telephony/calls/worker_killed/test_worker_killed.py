"""The worker is killed again and again while calls end: each call has its recording once, each lead its plan once."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from tests.telephony.call_centre import CallCentre
from tests.telephony.checks import without_errors

from callwright.flow.calls.contracts import AttemptState, LiveAttempt, Outcome, Verb

CALLS = 2
PATIENCE = 180
"""Seconds a starting worker may take on a machine that does many other things; alone it takes about five."""
_RECORDED = """
SELECT live.id FROM calls.live_attempt live JOIN calls.attempt ON attempt.record_id = live.id::text
JOIN recordings.recording ON recording.attempt_id = attempt.id WHERE live.id = ANY(:calls)
"""
_SAID = """
SELECT count(*) AS times FROM events.event JOIN recordings.recording ON recording.id::text = event.subject
JOIN calls.attempt ON attempt.id = recording.attempt_id
JOIN calls.live_attempt live ON attempt.record_id = live.id::text
WHERE event.name = 'RecordingStored' AND live.id = ANY(:calls)
"""
_BEGUN = """
SELECT 1 FROM jobs.job WHERE name = 'recordings.take_call' AND starts > 0
AND arguments ->> 'live_attempt_id' = :call
"""


@pytest.fixture
async def workers(shared: CallCentre) -> AsyncIterator[list[Process]]:
    """Processes that have started and begin to work when they are told."""
    runtime = shared.runtime
    ahead = (runtime.clock.now() - datetime.now(UTC)).total_seconds()
    program = [sys.executable, str(Path(__file__).with_name("worker.py"))]
    given = [runtime.database.url, str(runtime.data_folder), str(ahead)]
    started = [
        await asyncio.create_subprocess_exec(*program, *given, stdin=asyncio.subprocess.PIPE)
        for _ in range(CALLS + 1)
    ]
    yield started
    for worker in started:
        await _kill(worker)


async def test_it_is_killed_at_every_call(shared: CallCentre, workers: list[Process]) -> None:
    calls = []
    for place, worker in enumerate(workers[:CALLS]):
        _begin(worker)
        call = await _call(shared)
        calls.append(call)
        await shared.until(lambda call=call: _begun(shared, call), PATIENCE)  # type: ignore[misc]
        await asyncio.sleep(0.03 * place)  # each time a little further into its work
        await _kill(worker)
    _begin(workers[-1])
    ids = [one.id for one in calls]
    await shared.until(lambda: _all_recorded(shared, ids), PATIENCE)
    await without_errors(shared, PATIENCE)
    assert sorted(row.id for row in await shared.rows(_RECORDED, calls=ids)) == sorted(ids), "each once"
    (said,) = await shared.rows(_SAID, calls=ids)
    assert said.times == CALLS, "that it is stored was said once of each"
    await shared.until(lambda: _nothing_left(shared, ids), PATIENCE)
    plans = await shared.rows(
        "SELECT attempts, jsonb_array_length(tried) AS tried FROM calls.lead_plan WHERE lead_id = ANY(:leads)",
        leads=[one.lead_id for one in calls],
    )
    assert [(one.attempts, one.tried) for one in plans] == [(1, 1)] * CALLS


def _begin(worker: Process) -> None:
    assert worker.stdin is not None
    worker.stdin.write(b"begin\n")


async def _kill(worker: Process) -> None:
    if worker.returncode is None:
        worker.kill()
    await worker.wait()


async def _call(centre: CallCentre) -> LiveAttempt:
    said = await centre.dial("E001", centre.pick("04"))
    talking = await centre.becomes(said.attempt_id, AttemptState.TALKING)
    await asyncio.sleep(0.5)  # something to record
    await centre.ask("E001", Verb.HANG_UP, talking.id)
    ended = await centre.becomes(talking.id, AttemptState.ENDED)
    return await centre.dispose("E001", ended.id, Outcome.REFUSED)


async def _begun(centre: CallCentre, call: LiveAttempt) -> bool:
    return bool(await centre.rows(_BEGUN, call=str(call.id)))


async def _all_recorded(centre: CallCentre, ids: list[UUID]) -> bool:
    return len(await centre.rows(_RECORDED, calls=ids)) >= len(ids)


async def _nothing_left(centre: CallCentre, ids: list[UUID]) -> bool:
    """The switch's own files are gone once they are stored."""
    folder = centre.runtime.data_folder / "telephony" / "recordings"
    return not [path for path in folder.glob("*.wav") for one in ids if path.name.startswith(str(one))]
