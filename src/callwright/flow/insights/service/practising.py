"""Reviewing practice calls: measured, written down and judged like real ones, and kept apart from them (ADR 0023).

The judge outside the house is never asked about them.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from callwright.flow.calls import service as calls
from callwright.flow.insights.contracts import Kind, Origin, Said, Transcript, Turn
from callwright.flow.insights.contracts.practice import PracticeReview
from callwright.flow.insights.decide.sentences import sentences
from callwright.flow.insights.decide.spoken import conversation, spoken_measures
from callwright.flow.insights.errors import NothingHeard
from callwright.flow.insights.ports import Recogniser, VoiceActivity
from callwright.flow.insights.repository import measures as measures_store
from callwright.flow.insights.repository import practising as repository
from callwright.flow.insights.service.checking import checks_on, hit_of
from callwright.flow.insights.service.hearing import hear
from callwright.flow.insights.service.measuring import judge as listen_to
from callwright.flow.recordings import service as recordings
from callwright.flow.recordings.contracts import CallAudio, Recording
from callwright.flow.recordings.service import SoundVault
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.db import Session
from callwright.rules.insights.judging import judge


async def review_practice(
    session: Session,
    recording: Recording,
    *,
    vault: SoundVault,
    detector: VoiceActivity,
    recogniser: Recogniser | None,
    now: datetime,
    calendar: CompanyCalendar,
) -> PracticeReview | None:
    """Review the recording of a practice call; None when that was done, and for a recording of anything else.

    Without a recogniser there are measures and turns alone.
    """
    if recording.practice_id is None or recording.person_id is None:
        return None
    await measures_store.lock(session, recording.id)
    if recording.practice_id in await repository.reviews(session, [recording.practice_id]):
        return None
    sound = await recordings.open_sound(session, vault, recording)
    audio = await asyncio.to_thread(recordings.read_audio, sound, recording)
    measures, turns = await asyncio.to_thread(listen_to, audio, detector, recording.agent_channel)
    review = PracticeReview(
        recording.practice_id, recording.id, recording.person_id, now, detector.name, measures, turns
    )
    if recogniser is not None:
        review = await _with_words(session, review, recording, audio, recogniser, calendar)
    await repository.save(session, review)
    return review


async def practice_reviews(
    session: Session, practice_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, PracticeReview]:
    """Reviews of practice calls the caller may see; those without one yet are left out."""
    return await repository.reviews(session, practice_ids)


async def _with_words(
    session: Session,
    review: PracticeReview,
    recording: Recording,
    audio: CallAudio,
    recogniser: Recogniser,
    calendar: CompanyCalendar,
) -> PracticeReview:
    said = await _said(recording, audio, recogniser, review.turns)
    if not said:
        seconds = round(recording.duration_seconds)
        return replace(review, trouble=NothingHeard(seconds=seconds).sentence())
    transcript = Transcript(
        recording_id=recording.id,
        call_id=review.practice_id,
        person_id=review.person_id,
        origin=Origin.RECOGNISED,
        engine=recogniser.engine,
        model=recogniser.model,
        made_at=review.made_at,
        measures=spoken_measures(said),
        sentences=said,
    )
    call = await calls.practice_call(session, review.practice_id)
    day = calendar.day_of(call.started_at)
    checks = await checks_on(session, day)
    found = judge(conversation(said, review.measures.duration_seconds), checks)
    hits = tuple(hit_of(transcript, day, one) for one in found)
    looked_for = {one.code for one in checks if Kind(one.kind) in {Kind.FAULT, Kind.DUTY}}
    return replace(
        review,
        transcript=transcript,
        hits=hits,
        checked=len(looked_for),
        missed=len(looked_for & {one.check for one in hits}),
    )


async def _said(
    recording: Recording, audio: CallAudio, recogniser: Recogniser, turns: Sequence[Turn]
) -> tuple[Said, ...]:
    """Cut and masked before anything is stored, as with real calls."""
    pieces = await asyncio.to_thread(hear, audio, recogniser, turns, recording.agent_channel)
    return sentences(pieces)
