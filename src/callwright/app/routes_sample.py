"""The button on the empty home page: load the sample company."""

from __future__ import annotations

import uuid
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel

from callwright.app.sample.key import load_key
from callwright.flow.calls import service as calls
from callwright.platform.http import SessionDep, require
from callwright.platform.jobs import newest_job, submit
from callwright.platform.principal import Principal

router = APIRouter(prefix="/api/sample", tags=["sample"])


class SampleStarted(BaseModel):
    """The job that loads the sample company."""

    job_id: uuid.UUID


class SampleNow(BaseModel):
    """The sample company on its way in.

    `job`: the load that runs, or failed; null = none was asked for, or it is done. `customers`: simulated customers can
    be called, and nobody else.
    """

    job: uuid.UUID | None
    loading: bool
    customers: bool


@router.get("", dependencies=[require("sample.load")])
async def sample_now(session: SessionDep) -> SampleNow:
    """Whether the sample company is coming in, and whether its customers can be called."""
    newest = await newest_job(session, "sample.load")
    customers = await calls.only_simulated(session)
    if newest is None or newest.state == "done":
        return SampleNow(job=None, loading=False, customers=customers)
    return SampleNow(job=newest.id, loading=newest.state != "failed", customers=customers)


@router.post("", status_code=202)
async def load_sample(
    session: SessionDep, principal: Annotated[Principal, require("sample.load")]
) -> SampleStarted:
    """Load the sample company through the same doors as a user's files; asking twice is one load."""
    return SampleStarted(job_id=await submit(session, "sample.load", {}, key=load_key()))
