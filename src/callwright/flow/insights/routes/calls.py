"""Insights over HTTP, and one call with everything that is known about its sound."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from callwright.flow.calls import service as calls
from callwright.flow.insights import service
from callwright.flow.insights.contracts import DEFINITIONS
from callwright.flow.recordings import service as recordings
from callwright.platform.http import SessionDep, require
from callwright.platform.jobs import submit
from callwright.platform.principal import Principal

router = APIRouter()


class RecordingOut(BaseModel):
    """The recording of a call; play it from /api/recordings/{id}/audio, unless it was erased (`erased_at`, UTC)."""

    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    file_name: str
    duration_seconds: float
    channels: int
    agent_channel: int | None
    truncated: bool
    erased_at: datetime | None = None


class MeasuresOut(BaseModel):
    """What the call was like; seconds and shares 0…1, null where it cannot be told. See /api/insights/definitions."""

    model_config = ConfigDict(from_attributes=True)

    duration_seconds: float
    talk_share_agent: float | None
    turns_agent: int | None
    turns_customer: int | None
    longest_monologue_seconds: float | None
    longest_monologue_start: float | None
    interruptions_by_agent: int | None
    interruptions_by_customer: int | None
    silence_share: float | None
    longest_silence_seconds: float | None
    longest_silence_start: float | None
    patience_seconds: float | None
    identical_channels: bool


class TurnOut(BaseModel):
    """Who speaks when, in seconds; `backchannel` marks sounds of listening."""

    model_config = ConfigDict(from_attributes=True)

    speaker: str
    start: float
    end: float
    backchannel: bool


class CallDetailOut(BaseModel):
    """One attempt with its recording, measures and turns. `number` is masked unless the role may see numbers."""

    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    person_id: uuid.UUID | None
    person: str
    employee_number: str
    number: str
    contact_id: uuid.UUID | None
    company: str
    campaign: str
    direction: str
    started_at: datetime
    answered_at: datetime | None
    ended_at: datetime
    talk_seconds: int
    outcome: str
    raw_outcome: str
    effective: bool
    overlapping: bool
    recording_name: str
    recording: RecordingOut | None = None
    measures: MeasuresOut | None = None
    detector: str | None = None
    turns: list[TurnOut] = []


class RunRequest(BaseModel):
    """`call`: measure only this call, again; empty = all that were not measured yet."""

    call: uuid.UUID | None = None


class InsightsJobOut(BaseModel):
    """Work that goes on; ask GET /api/jobs/{job_id}."""

    job_id: uuid.UUID


@router.get("/calls/{call_id}")
async def call_detail(
    session: SessionDep, principal: Annotated[Principal, require("calls.read")], call_id: uuid.UUID
) -> CallDetailOut:
    """One call; 404 outside the viewer's scope."""
    attempt = await calls.attempt(session, call_id, visible_people=principal.visible_people)
    (view,) = await calls.describe(session, [attempt], reveal_numbers=principal.may("numbers.reveal"))
    detail = CallDetailOut.model_validate(view)
    recording = (await recordings.recordings_of_attempts(session, [call_id])).get(call_id)
    if recording is None or not principal.may("recordings.read"):
        return detail
    detail.recording = RecordingOut.model_validate(recording)
    measured = (await service.measures_of(session, [call_id])).get(call_id)
    if measured:
        detail.measures = MeasuresOut.model_validate(measured.measures)
        detail.detector = measured.detector
        detail.turns = [
            TurnOut.model_validate(turn) for turn in await service.turns(session, recording_id=recording.id)
        ]
    return detail


@router.post("/insights/run", status_code=202)
async def run(
    session: SessionDep,
    principal: Annotated[Principal, require("insights.write")],
    request: RunRequest | None = None,
) -> InsightsJobOut:
    """Measure recordings that were not measured yet (or one call again)."""
    call = request.call if request else None
    if call:
        await calls.attempt(session, call, visible_people=principal.visible_people)
    return InsightsJobOut(job_id=await submit(session, "insights.run", {"call": str(call) if call else None}))


@router.get("/insights/definitions")
async def definitions(principal: Annotated[Principal, require("calls.read")]) -> dict[str, Any]:
    """The definition of each measure in both languages, to be shown behind the figure."""
    del principal
    return {name: text.to_json() for name, text in DEFINITIONS.items()}
