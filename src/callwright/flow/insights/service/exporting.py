"""The sound of a call for outside the house: what is masked in its transcript carries a beep."""

from __future__ import annotations

import datetime as dt
import uuid

from callwright.flow.insights.decide.covering import masked_spans
from callwright.flow.insights.errors import CallWithoutRecording, NotWrittenDown
from callwright.flow.insights.service.saying import transcript_of_call
from callwright.flow.recordings import service as recordings
from callwright.flow.recordings.service import BeepedSound, SoundVault
from callwright.platform.db import Session


async def spans_of_call(session: Session, call_id: uuid.UUID) -> tuple[tuple[float, float], ...] | None:
    """Seconds in which masked numbers are said in a call the caller may see; None without a transcript."""
    transcript = await transcript_of_call(session, call_id)
    return None if transcript is None else masked_spans(transcript.sentences)


async def covered_sound(
    session: Session, call_id: uuid.UUID, *, vault: SoundVault, by: str, now: dt.datetime
) -> BeepedSound:
    """The sound of a call the caller may see, numbers covered; its last chunk names who took it and when.

    Raises CallWithoutRecording, NotWrittenDown, RecordingErased, RecordingGone.
    """
    found = (await recordings.recordings_of_attempts(session, [call_id])).get(call_id)
    if found is None:
        raise CallWithoutRecording
    spans = await spans_of_call(session, call_id)
    if spans is None:
        raise NotWrittenDown
    note = f"Callwright · {call_id} · {by} · {now:%Y-%m-%dT%H:%M:%SZ}"
    return await recordings.open_beeped(session, vault, found, spans=spans, note=note)
