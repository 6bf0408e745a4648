"""The sound of a call to take along, over HTTP."""

from __future__ import annotations

import uuid
from typing import Annotated

from fastapi import APIRouter
from fastapi.responses import StreamingResponse

from callwright.flow.calls import service as calls
from callwright.flow.insights import service
from callwright.flow.recordings.service import SoundVault
from callwright.platform.audit import service as audit
from callwright.platform.http import ClockDep, PortsDep, SessionDep, require
from callwright.platform.principal import Principal

router = APIRouter()


@router.get("/calls/{call_id}/masked-audio", response_class=StreamingResponse)
async def masked_audio(
    session: SessionDep,
    ports: PortsDep,
    clock: ClockDep,
    principal: Annotated[Principal, require("recordings.read")],
    call_id: uuid.UUID,
) -> StreamingResponse:
    """The recording as a WAV file with a beep over every number that is masked in the transcript.

    409 while the call has no transcript, 404 outside the viewer's scope. The audit trail has every export, the
    file's last chunk names who took it and when.
    """
    await calls.attempt(session, call_id, visible_people=principal.visible_people)
    sound = await service.covered_sound(
        session, call_id, vault=ports.get(SoundVault), by=principal.name, now=clock.now()
    )
    details: dict[str, object] = {"attempt": str(call_id), "covered": len(sound.stretches)}
    await audit.record(
        session, principal, action="recordings.download", object=str(sound.recording_id), details=details
    )
    headers = {
        "Cache-Control": "private, no-store",
        "Content-Length": str(sound.size),
        "Content-Disposition": f'attachment; filename="{call_id}-masked.wav"',
    }
    return StreamingResponse(sound.pieces(), headers=headers, media_type="audio/wav")
