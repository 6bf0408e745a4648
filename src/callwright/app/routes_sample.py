"""The button on the empty home page: load the sample company."""

from __future__ import annotations

import uuid
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel

from callwright.app.sample.key import load_key
from callwright.platform.http import SessionDep, require
from callwright.platform.jobs import submit
from callwright.platform.principal import Principal

router = APIRouter(prefix="/api/sample", tags=["sample"])


class SampleStarted(BaseModel):
    """The job that loads the sample company."""

    job_id: uuid.UUID


@router.post("", status_code=202)
async def load_sample(
    session: SessionDep, principal: Annotated[Principal, require("sample.load")]
) -> SampleStarted:
    """Load the sample company through the same doors as a user's files; asking twice is one load."""
    return SampleStarted(job_id=await submit(session, "sample.load", {}, key=load_key()))
