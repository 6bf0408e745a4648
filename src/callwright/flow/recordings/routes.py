"""Recordings over HTTP."""

from __future__ import annotations

import asyncio
import uuid
from typing import Annotated

from fastapi import APIRouter, File, Request, UploadFile
from fastapi.responses import FileResponse
from pydantic import BaseModel

from callwright.flow.recordings import service
from callwright.flow.recordings.errors import RecordingGone
from callwright.platform.audit import record
from callwright.platform.files import FileStore
from callwright.platform.http import PortsDep, SessionDep, require
from callwright.platform.jobs import submit
from callwright.platform.principal import Principal

router = APIRouter(prefix="/api/recordings", tags=["recordings"])


class RecordingsJobOut(BaseModel):
    """Work that goes on; ask GET /api/jobs/{job_id}."""

    job_id: uuid.UUID


class ChannelPeaksOut(BaseModel):
    """Lowest and highest sample of each bucket, -1…1; `role` is agent, customer or both (not separated)."""

    role: str
    min: list[float]
    max: list[float]


class PeaksOut(BaseModel):
    """The outline of a recording for drawing."""

    duration_seconds: float
    channels: list[ChannelPeaksOut]


@router.post("/import", status_code=202)
async def import_recordings(
    session: SessionDep,
    ports: PortsDep,
    principal: Annotated[Principal, require("recordings.write")],
    files: Annotated[list[UploadFile], File()],
) -> RecordingsJobOut:
    """Import recordings; the job's result tells which found their call, which wait, which are broken."""
    store = ports.get(FileStore)
    kept = []
    for file in files:
        stored = await asyncio.to_thread(store.put, await file.read(), file.filename or "recording.wav")
        kept.append({"key": stored.key, "name": stored.name})
    await record(
        session, principal, action="recordings.import", object="recordings", details={"files": len(kept)}
    )
    return RecordingsJobOut(job_id=await submit(session, "recordings.import", {"files": kept}))


@router.get("/{recording_id}/audio", response_class=FileResponse)
async def audio(
    session: SessionDep,
    ports: PortsDep,
    request: Request,
    principal: Annotated[Principal, require("recordings.read")],
    recording_id: uuid.UUID,
) -> FileResponse:
    """The sound (WAV), whole or by HTTP Range (206); every access is in the audit trail."""
    found = await service.recording(session, recording_id, visible_people=principal.visible_people)
    store = ports.get(FileStore)
    try:
        path = store.path(found.play_key)
    except FileNotFoundError:
        raise RecordingGone from None
    details: dict[str, object] = {"attempt": str(found.attempt_id), "range": request.headers.get("range", "")}
    await record(session, principal, action="recordings.play", object=str(recording_id), details=details)
    return FileResponse(path, media_type="audio/wav", headers={"Cache-Control": "private, no-store"})


@router.get("/{recording_id}/peaks")
async def peaks(
    session: SessionDep, principal: Annotated[Principal, require("recordings.read")], recording_id: uuid.UUID
) -> PeaksOut:
    """The outline for the player: per channel the lowest and highest sample of each of up to 1,000 buckets."""
    found = await service.peaks(session, recording_id, visible_people=principal.visible_people)
    channels = [
        ChannelPeaksOut(role=_role(number, found.agent_channel), min=list(lows), max=list(highs))
        for number, (lows, highs) in enumerate(found.channels)
    ]
    return PeaksOut(duration_seconds=found.duration_seconds, channels=channels)


def _role(channel: int, agent_channel: int | None) -> str:
    if agent_channel is None:
        return "both"
    return "agent" if channel == agent_channel else "customer"
