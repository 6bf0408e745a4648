"""Findings over HTTP: /api/findings, /api/diagnosis/run."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from callwright.flow.diagnosis import service
from callwright.platform.auth import Principal
from callwright.platform.http import SessionDep, require
from callwright.platform.jobs import submit

router = APIRouter(prefix="/api", tags=["diagnosis"])


class Words(BaseModel):
    """A sentence in both languages."""

    zh: str
    en: str


class EvidenceOut(BaseModel):
    """One number behind a finding; `link` is a page of this product."""

    label: Words
    value: int | str
    unit: str
    link: str | None


class WeightOut(BaseModel):
    """What a finding costs in the period and how that was worked out."""

    cost: Decimal
    unit: str
    how: Words


class ActorOut(BaseModel):
    """Who can act."""

    role: str
    person_id: UUID | None
    name: str | None


class TrendOut(BaseModel):
    """The finding's figure now and in the period before."""

    figure: Words
    now: Decimal
    previous: Decimal | None
    unit: str
    direction: str


class FindingOut(BaseModel):
    """One finding, dearest first; `judged` false means the sample is too small."""

    rank: int
    main: bool
    code: str
    subject: str
    title: Words
    explanation: Words
    evidence: list[EvidenceOut]
    weight: WeightOut
    cause: Words
    who: list[ActorOut]
    act: Words
    trend: TrendOut | None
    sample_size: int
    sample_unit: Words
    judged: bool


class FindingsOut(BaseModel):
    """The newest run; everything is empty before the first one."""

    run_id: UUID | None = None
    month: str | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    created_at: dt.datetime | None = None
    total_cost: Decimal | None = None
    currency: str | None = None
    items: list[FindingOut] = []


class RunIn(BaseModel):
    """Which month to diagnose; none = the newest one with calls."""

    month: str | None = None


class JobOut(BaseModel):
    """The job that diagnoses."""

    job_id: UUID


@router.get("/findings")
async def list_findings(
    session: SessionDep,
    principal: Annotated[Principal, require("diagnosis.read")],
    month: str | None = None,
) -> FindingsOut:
    """Findings of the newest run (of a month) that are about people within the asker's scope."""
    run = await service.newest_run(session, month=month, visible_people=principal.visible_people)
    if run is None:
        return FindingsOut()
    items: list[dict[str, Any]] = [one.finding | {"rank": one.rank, "main": one.main} for one in run.findings]
    return FindingsOut(
        run_id=run.id,
        month=run.month,
        first_day=run.first_day,
        last_day=run.last_day,
        created_at=run.created_at,
        total_cost=run.total_cost if principal.visible_people is None else None,
        currency=run.currency,
        items=[FindingOut.model_validate(item) for item in items],
    )


@router.post("/diagnosis/run", dependencies=[require("diagnosis.write")])
async def run_diagnosis(session: SessionDep, wanted: RunIn) -> JobOut:
    """Diagnose a month in the background; watch it under /api/jobs/{job_id}."""
    return JobOut(job_id=await submit(session, "diagnosis.run", {"month": wanted.month}))
