"""Recordings in, and their sound out."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, File, Request, UploadFile
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel

from callwright.flow.recordings import service
from callwright.flow.recordings.decide.ranges import Unsatisfiable, asked_range
from callwright.platform.audit import record
from callwright.platform.http import PortsDep, SessionDep, require
from callwright.platform.jobs import submit
from callwright.platform.principal import Principal

PIECE = 1 << 18

router = APIRouter()


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
    principal: Annotated[Principal, require("recordings.write_own")],
    files: Annotated[list[UploadFile], File()],
) -> RecordingsJobOut:
    """Import recordings; the job's result tells which found their call, which wait, which are broken.

    Who may bring only those of the own people (a partner) has others rejected, and they are not kept.
    """
    vault = ports.get(service.SoundVault)
    kept = [
        await service.receive(vault, await file.read(), file.filename or "recording.wav") for file in files
    ]
    await record(
        session, principal, action="recordings.import", object="recordings", details={"files": len(kept)}
    )
    people = None
    if not principal.may("recordings.write") and principal.visible_people is not None:
        people = sorted(str(one) for one in principal.visible_people)
    arguments = {"files": kept, "people": people}
    return RecordingsJobOut(job_id=await submit(session, "recordings.import", arguments))


@router.get("/{recording_id}/audio", response_class=StreamingResponse)
async def audio(
    session: SessionDep,
    ports: PortsDep,
    request: Request,
    principal: Annotated[Principal, require("recordings.read")],
    recording_id: uuid.UUID,
) -> Response:
    """The sound (WAV), whole or by HTTP Range (206); every access is in the audit trail."""
    found = await service.recording(session, recording_id, visible_people=principal.visible_people)
    sound = await service.open_sound(session, ports.get(service.SoundVault), found)
    header = request.headers.get("range", "")
    details: dict[str, object] = {"attempt": str(found.attempt_id), "range": header}
    await record(session, principal, action="recordings.play", object=str(recording_id), details=details)
    headers = {"Cache-Control": "private, no-store", "Accept-Ranges": "bytes"}
    try:
        part = asked_range(header, sound.size)
    except Unsatisfiable:
        return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{sound.size}"})
    start, end = part or (0, sound.size)
    headers["Content-Length"] = str(end - start)
    if part:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{sound.size}"
    pieces = _pieces(sound, start, end)
    return StreamingResponse(pieces, 206 if part else 200, headers, media_type="audio/wav")


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


async def _pieces(sound: service.Sound, start: int, end: int) -> AsyncIterator[bytes]:
    """The asked bytes, a piece at a time, so that nobody's memory holds a whole recording."""
    while start < end:
        piece = await asyncio.to_thread(sound.read, start, min(PIECE, end - start))
        if not piece:
            return
        start += len(piece)
        yield piece


def _role(channel: int, agent_channel: int | None) -> str:
    if agent_channel is None:
        return "both"
    return "agent" if channel == agent_channel else "customer"
