"""How far a long task is."""

from __future__ import annotations

import uuid
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from callwright.platform.http import PrincipalDep, SessionDep
from callwright.platform.jobs import find_job
from callwright.platform.jobs.errors import UnknownJob
from callwright.platform.principal import Principal

router = APIRouter(prefix="/api/jobs", tags=["jobs"])


class JobOut(BaseModel):
    """A long task: `done` of `total` in its own units, what it does now, its result or its error."""

    id: uuid.UUID
    name: str
    state: str
    done: int
    total: int
    note: dict[str, str] | None
    result: dict[str, Any] | None
    error: dict[str, Any] | None


@router.get("/{job_id}")
async def job(job_id: uuid.UUID, session: SessionDep, principal: PrincipalDep) -> JobOut:
    """One task of a room in which the asker may change something. Error: jobs.unknown (404)."""
    view = await find_job(session, job_id)
    if not _concerns(view.name, principal):
        raise UnknownJob(job_id=job_id)
    return JobOut(
        id=view.id,
        name=view.name,
        state=view.state,
        done=view.done,
        total=view.total,
        note=view.note,
        result=view.result,
        error=view.error,
    )


def _concerns(name: str, principal: Principal) -> bool:
    """A result quotes rows of imported files, so reading the room is not enough to read its jobs."""
    room = name.partition(".")[0]
    acts = {right for right in principal.permissions if not right.endswith(".read")}
    return "*" in acts or any(right.startswith(f"{room}.") for right in acts)
