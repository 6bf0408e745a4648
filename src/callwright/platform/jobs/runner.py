"""Runs one job: one process at a time, however often its message is delivered."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import structlog
from pgqueuer.errors import RetryRequested

from callwright.kernel.errors import CallwrightError
from callwright.platform.db.lease import Lease
from callwright.platform.jobs.context import JobContext
from callwright.platform.jobs.errors import KeptCrashing, UnexpectedFailure
from callwright.platform.jobs.models import JobRow
from callwright.platform.jobs.registry import handler_of
from callwright.platform.jobs.service import count_failure, mark_done, mark_failed, mark_started
from callwright.platform.runtime import Runtime

MAXIMUM_FAILURES = 3
MAXIMUM_STARTS = 60

log = structlog.get_logger()


def error_json(error: CallwrightError) -> dict[str, Any]:
    """An error as it is stored with the job and shown on the page."""
    sentence = error.sentence()
    details = {name: str(value) for name, value in error.details.items()}
    return {"code": error.code, **sentence.to_json(), "details": details, "status": error.status}


async def run_job(runtime: Runtime, job_id: uuid.UUID) -> None:
    """Run a job to its end under a lease that a dying process loses by itself.

    Raises RetryRequested when another process holds the lease or the failure may pass.
    """
    async with Lease(runtime.database, f"job:{job_id}") as lease:
        if not lease.held:
            raise RetryRequested(timedelta(seconds=1), "another process runs this job")
        async with runtime.database.transaction() as session:
            row = await mark_started(session, job_id)
        if row is not None:
            await _run_handler(runtime, row)


async def _run_handler(runtime: Runtime, row: JobRow) -> None:
    """Call the handler and record how it ended."""
    if row.starts > MAXIMUM_STARTS:
        await _fail(runtime, row, KeptCrashing(name=row.name))
        return
    try:
        result = await handler_of(row.name)(JobContext(runtime, row.id), **row.arguments)
    except CallwrightError as error:
        await _fail(runtime, row, error)
    except Exception as error:
        log.exception("job failed unexpectedly", job=row.name, job_id=str(row.id))
        async with runtime.database.transaction() as session:
            failures = await count_failure(session, row.id)
        if failures < MAXIMUM_FAILURES:
            raise RetryRequested(timedelta(seconds=failures), "unexpected failure") from error
        await _fail(runtime, row, UnexpectedFailure(name=row.name, kind=type(error).__name__))
    else:
        async with runtime.database.transaction() as session:
            await mark_done(session, row.id, result, runtime.clock.now())


async def _fail(runtime: Runtime, row: JobRow, error: CallwrightError) -> None:
    """Record the error with the job."""
    async with runtime.database.transaction() as session:
        await mark_failed(session, row.id, error_json(error), runtime.clock.now())
