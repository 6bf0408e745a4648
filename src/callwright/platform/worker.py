"""The worker: takes jobs and event deliveries from the queue until it is told to stop."""

from __future__ import annotations

import asyncio
import uuid
from datetime import timedelta

from pgqueuer.db import AsyncpgDriver
from pgqueuer.models import Job
from pgqueuer.qm import QueueManager
from pgqueuer.queries import Queries

from callwright.platform.db.lease import Lease
from callwright.platform.events.delivery import deliver
from callwright.platform.jobs.queue import DELIVER_EVENT, RUN_JOB, shut_down_with
from callwright.platform.jobs.runner import run_job
from callwright.platform.runtime import Runtime

WORKER_ALIVE = "worker-alive"
HEARTBEAT = timedelta(seconds=6)
"""After this silence another worker takes a job over; the lease keeps two from running it at once."""


async def run_worker(runtime: Runtime, stop: asyncio.Event, *, events_only: bool = False) -> None:
    """Work until `stop` is set. While it runs, commands hand their jobs over instead of running them.

    `events_only` leaves whole jobs to others: a command that ends delivers what it published and no more.
    """
    connection = await runtime.database.connect()
    try:
        async with Lease(runtime.database, WORKER_ALIVE, shared=True):
            manager = QueueManager(Queries(AsyncpgDriver(connection)))
            _take_events(manager, runtime)
            if not events_only:
                _take_jobs(manager, runtime)
            async with shut_down_with(stop, manager.shutdown):
                await manager.run(
                    dequeue_timeout=timedelta(seconds=2), batch_size=4, heartbeat_timeout=HEARTBEAT
                )
    finally:
        await connection.close()


def _take_jobs(manager: QueueManager, runtime: Runtime) -> None:
    """Whole jobs: few at once, they are heavy."""

    @manager.entrypoint(RUN_JOB, concurrency_limit=2)
    async def run(job: Job) -> None:
        await run_job(runtime, uuid.UUID((job.payload or b"").decode()))


def _take_events(manager: QueueManager, runtime: Runtime) -> None:
    """Event deliveries."""

    @manager.entrypoint(DELIVER_EVENT, concurrency_limit=4)
    async def deliver_event(job: Job) -> None:
        event_id, _, name = (job.payload or b"").decode().partition(":")
        await deliver(runtime, int(event_id), name)
