"""Submitting jobs and looking at them."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import select, text, update
from sqlalchemy.dialects.postgresql import insert

from callwright.kernel.ids import new_id
from callwright.platform.db import Session
from callwright.platform.jobs.contracts import JobView
from callwright.platform.jobs.errors import UnknownJob
from callwright.platform.jobs.models import JobRow
from callwright.platform.jobs.queue import RUN_JOB, enqueue
from callwright.platform.jobs.registry import handler_of


async def submit(
    session: Session, name: str, arguments: dict[str, Any], *, key: str | None = None, priority: int = 0
) -> uuid.UUID:
    """Queue a job in the caller's transaction and return its id. Higher priorities are taken first.

    With a `key`, a job with the same key that has not failed is returned instead of a second one.
    """
    handler_of(name)
    job_id = new_id()
    statement = insert(JobRow).values(id=job_id, name=name, key=key, arguments=arguments, state="queued")
    if key is not None:
        statement = statement.on_conflict_do_nothing(
            index_elements=[JobRow.key],
            index_where=text("state <> 'failed'"),  # literal: a bound value does not match the partial index
        )
    inserted = (await session.execute(statement.returning(JobRow.id))).scalar_one_or_none()
    if inserted is None:
        existing = select(JobRow.id).where(JobRow.key == key, JobRow.state != "failed")
        return (await session.execute(existing)).scalar_one()
    await enqueue(session, RUN_JOB, [str(job_id).encode()], priority=priority)
    return job_id


async def newest_job(session: Session, name: str) -> JobView | None:
    """The job of this name that was submitted last; None when there was none."""
    statement = select(JobRow.id).where(JobRow.name == name).order_by(JobRow.created_at.desc()).limit(1)
    found = await session.scalar(statement)
    return None if found is None else await find_job(session, found)


async def find_job(session: Session, job_id: uuid.UUID) -> JobView:
    """One job; UnknownJob (404) when there is none."""
    row = await session.get(JobRow, job_id, populate_existing=True)
    if row is None:
        raise UnknownJob(job_id=job_id)
    return JobView(
        id=row.id,
        name=row.name,
        key=row.key,
        state=row.state,  # type: ignore[arg-type]  # the column holds only the literals of JobState
        done=row.done,
        total=row.total,
        note=row.note,
        result=row.result,
        error=row.error,
        created_at=row.created_at,
        finished_at=row.finished_at,
    )


async def mark_started(session: Session, job_id: uuid.UUID) -> JobRow | None:
    """Compare-and-set to running; None when the job already ended (a second delivery of an old message)."""
    statement = (
        update(JobRow)
        .where(JobRow.id == job_id, JobRow.state.in_(("queued", "running")))
        .values(state="running", starts=JobRow.starts + 1)
        .returning(JobRow)
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def mark_done(session: Session, job_id: uuid.UUID, result: dict[str, Any], at: datetime) -> None:
    """The job ended well."""
    values = {"state": "done", "result": result, "finished_at": at, "done": JobRow.total}
    await session.execute(update(JobRow).where(JobRow.id == job_id, JobRow.state == "running").values(values))


async def mark_failed(session: Session, job_id: uuid.UUID, error: dict[str, Any], at: datetime) -> None:
    """The job ended with an error a person can read."""
    values = {"state": "failed", "error": error, "finished_at": at}
    await session.execute(update(JobRow).where(JobRow.id == job_id, JobRow.state == "running").values(values))


async def count_failure(session: Session, job_id: uuid.UUID) -> int:
    """One more unforeseen failure; returns how many there are now."""
    statement = (
        update(JobRow)
        .where(JobRow.id == job_id)
        .values(failures=JobRow.failures + 1)
        .returning(JobRow.failures)
    )
    return (await session.execute(statement)).scalar_one()
