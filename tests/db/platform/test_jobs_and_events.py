"""Jobs and events on the real queue: nothing twice, nothing lost, order per subject."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import dataclass

import pytest
from sqlalchemy import text

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text
from callwright.platform.db import Database, Session
from callwright.platform.events import Event, publish, subscriber
from callwright.platform.events.registry import _SUBSCRIPTIONS
from callwright.platform.jobs import JobContext, find_job, job, submit
from callwright.platform.jobs.registry import _HANDLERS
from callwright.platform.ports import Ports
from callwright.platform.runtime import Runtime
from callwright.platform.worker import run_worker

seen: list[tuple[str, int]] = []


class TooLate(CallwrightError):
    code = "test.too_late"
    text = Text("太晚了：{when}。", "Too late: {when}.")


@dataclass(frozen=True)
class Counted(Event):
    number: int


@pytest.fixture(autouse=True)
def handlers():
    @job("test.count")
    async def count(context: JobContext, upto: int) -> dict[str, object]:
        await context.progress(1, upto, Text("数数", "Counting"))
        return {"counted": upto}

    @job("test.refuse")
    async def refuse(context: JobContext) -> dict[str, object]:
        raise TooLate(when="today")

    @subscriber(Counted, "test.listen")
    async def listen(context: JobContext, session: Session, event: Counted) -> None:
        await session.execute(text("SELECT 1"))
        seen.append(("listen", event.number))

    seen.clear()
    yield
    for name in ("test.count", "test.refuse"):
        _HANDLERS.pop(name)
    _SUBSCRIPTIONS.pop("test.listen")


@pytest.fixture
def bare(database: Database, clock, calendar, tmp_path) -> Runtime:
    return Runtime(database, Ports(), clock, calendar, tmp_path)


async def _until(runtime: Runtime, reached) -> None:
    stop = asyncio.Event()
    worker = asyncio.create_task(run_worker(runtime, stop))
    try:
        async with asyncio.timeout(20):
            while not await reached():  # noqa: ASYNC110 - the state is in the database
                await asyncio.sleep(0.05)
    finally:
        stop.set()
        await worker


async def _ended(runtime: Runtime, job_id: uuid.UUID) -> bool:
    async with runtime.database.transaction() as session:
        return (await find_job(session, job_id)).state in ("done", "failed")


async def test_a_job_runs_once_and_keeps_its_result(bare: Runtime):
    async with bare.database.transaction() as session:
        first = await submit(session, "test.count", {"upto": 3}, key="count:3")
        second = await submit(session, "test.count", {"upto": 3}, key="count:3")
    assert first == second
    await _until(bare, lambda: _ended(bare, first))
    async with bare.database.transaction() as session:
        view = await find_job(session, first)
    assert (view.state, view.result) == ("done", {"counted": 3})


async def test_a_key_is_recognised_however_often_it_is_submitted(bare: Runtime):
    """The server may plan the statement anew after some repetitions; the partial index must still match."""
    ids = set()
    for _ in range(12):
        async with bare.database.transaction() as session:
            ids.add(await submit(session, "test.count", {"upto": 1}, key="often"))
    assert len(ids) == 1


async def test_a_refused_job_tells_code_and_both_sentences(bare: Runtime):
    async with bare.database.transaction() as session:
        job_id = await submit(session, "test.refuse", {})
    await _until(bare, lambda: _ended(bare, job_id))
    async with bare.database.transaction() as session:
        view = await find_job(session, job_id)
    assert view.state == "failed"
    assert view.error is not None
    assert (view.error["code"], view.error["zh"], view.error["en"]) == (
        "test.too_late",
        "太晚了：today。",
        "Too late: today.",
    )


async def test_a_job_submitted_in_a_rolled_back_transaction_never_was(bare: Runtime):
    with pytest.raises(RuntimeError, match="changed my mind"):  # noqa: PT012 - the block is the transaction
        async with bare.database.transaction() as session:
            await submit(session, "test.count", {"upto": 1}, key="rolled-back")
            raise RuntimeError("changed my mind")
    async with bare.database.transaction() as session:
        assert await session.scalar(text("SELECT count(*) FROM jobs.job WHERE key = 'rolled-back'")) == 0


async def test_events_of_one_subject_arrive_in_order_and_once(bare: Runtime):
    async with bare.database.transaction() as session:
        for number in range(10):
            await publish(session, Counted(number), subject="one")

    async def all_delivered() -> bool:
        async with bare.database.transaction() as session:
            waiting = "SELECT count(*) FROM events.delivery WHERE delivered_at IS NULL"
            return await session.scalar(text(waiting)) == 0

    await _until(bare, all_delivered)
    assert seen == [("listen", number) for number in range(10)]
