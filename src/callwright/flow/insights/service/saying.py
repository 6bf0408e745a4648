"""Keeping what was said."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from datetime import datetime

from callwright.flow.calls import service as calls
from callwright.flow.insights.contracts import Origin, Said, Transcript
from callwright.flow.insights.decide.sentences import sentences
from callwright.flow.insights.decide.spoken import Script, spoken_measures
from callwright.flow.insights.repository import checking as checking_store
from callwright.flow.insights.repository import measures as measuring_store
from callwright.flow.insights.repository import practising as practising_store
from callwright.flow.insights.repository import saying as repository
from callwright.flow.recordings.contracts import Recording
from callwright.platform.db import Session
from callwright.registers.campaigns import service as campaigns
from callwright.rules.insights.matching import fold


async def keep_transcript(
    session: Session,
    recording: Recording,
    *,
    pieces: Sequence[Said],
    origin: Origin,
    engine: str,
    model: str,
    now: datetime,
) -> Transcript | None:
    """Keep what was said in a recording; None when no call or nobody of ours belongs to it.

    Pieces are cut into sentences and masked before anything is stored: numbers, ID and bank cards are never kept.
    Judge the call afterwards (`judge_call`); hits of an earlier transcript stay until then.
    """
    if recording.attempt_id is None or recording.person_id is None:
        return None
    said = sentences(pieces)
    attempt = await calls.attempt(session, recording.attempt_id)
    transcript = Transcript(
        recording_id=recording.id,
        call_id=recording.attempt_id,
        person_id=recording.person_id,
        origin=origin,
        engine=engine,
        model=model,
        made_at=now,
        measures=spoken_measures(said, await script_of(session, attempt.campaign_code)),
        sentences=said,
    )
    await repository.save(session, transcript)
    await repository.clear_problem(session, recording.id)
    return transcript


async def script_of(session: Session, campaign_code: str) -> Script:
    """The script of a campaign: steps with their sentences; empty when it has none."""
    found = next((one for one in await campaigns.campaigns(session) if one.code == campaign_code), None)
    if found is None:
        return ()
    return tuple((step.step, _lines(step.text)) for step in found.script)


def _lines(text: str) -> tuple[str, ...]:
    for mark in "！？；\n":
        text = text.replace(mark, "。")
    return tuple(line for line in text.split("。") if len(fold(line)) > 3)


async def transcript_of_call(session: Session, call_id: uuid.UUID) -> Transcript | None:
    """The transcript of a call the caller may see; None while there is none."""
    return (await transcripts_of_calls(session, [call_id])).get(call_id)


async def transcripts_of_calls(
    session: Session, call_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, Transcript]:
    """Transcripts by call, for calls the caller may see; calls without one are left out."""
    found = await repository.of_attempts(session, call_ids)
    return {one.call_id: one for one in found.values()}


async def forget_recording(session: Session, recording_id: uuid.UUID) -> None:
    """The recording was erased: what was said, found and noted in it goes too."""
    await checking_store.forget(session, recording_id)
    await repository.forget_index(session, recording_id)
    await repository.forget(session, recording_id)
    await repository.forget_notes(session, recording_id)
    await measuring_store.forget(session, recording_id)
    await practising_store.forget(session, recording_id)
