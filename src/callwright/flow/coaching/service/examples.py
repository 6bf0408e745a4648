"""Examples to hear, per step of the script: proposed by a leader, heard by others only if the person agreed."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from callwright.flow.calls import service as calls
from callwright.flow.coaching import repository
from callwright.flow.coaching.contracts.library import Consent, Example
from callwright.flow.coaching.decide.excerpt import excerpt
from callwright.flow.coaching.errors import (
    ExampleNotYours,
    ExampleUnchecked,
    ExampleUnknown,
    ExampleWithoutSound,
)
from callwright.flow.coaching.models import ExampleRow
from callwright.flow.insights import service as insights
from callwright.flow.recordings import service as recordings
from callwright.flow.recordings.contracts import Recording
from callwright.flow.recordings.service import Sound, SoundVault
from callwright.kernel.ids import new_id
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.registers.staff import service as staff

LEAST_SECONDS = 1.0
"""A shorter part teaches nothing."""


async def propose_example(
    session: Session,
    *,
    attempt_id: UUID,
    step: str,
    title: str,
    why: str,
    start: float,
    end: float,
    checked: bool,
    principal: Principal,
    now: dt.datetime,
) -> Example:
    """Propose a part of a call in scope; the person who speaks is asked. AttemptNotFound (404).

    ExampleUnchecked (422) unless the proposer listened and says that nothing of the customer's data is heard.
    """
    attempt = await calls.attempt(session, attempt_id, visible_people=principal.visible_people)
    if not checked:
        raise ExampleUnchecked
    recording = (await recordings.recordings_of_attempts(session, [attempt_id])).get(attempt_id)
    fits = recording is not None and start + LEAST_SECONDS <= end <= recording.duration_seconds
    if recording is None or attempt.person_id is None or not fits:
        raise ExampleWithoutSound
    example_id = new_id()
    await repository.add_example(
        session,
        {
            "id": example_id,
            "attempt_id": attempt_id,
            "recording_id": recording.id,
            "person_id": attempt.person_id,
            "campaign_code": attempt.campaign_code,
            "step": step,
            "title": title,
            "why": why,
            "said": await _said(session, attempt_id, start, end),
            "start_ms": round(start * 1000),
            "end_ms": round(end * 1000),
            "consent": str(Consent.ASKED),
            "proposed_at": now,
            "proposed_by": principal.name,
        },
    )
    await record(session, principal, action="library.propose", object=f"example:{example_id}", details={})
    return await _one(session, example_id, principal)


async def answer_example(
    session: Session, *, example_id: UUID, agree: bool, named: bool, principal: Principal, now: dt.datetime
) -> Example:
    """The person's own decision, at any time again; saying no after yes withdraws it at once.

    ExampleUnknown (404), ExampleNotYours (403).
    """
    rows = await repository.examples(session, example_id=example_id)
    if not rows or not (_may_hear(rows[0], principal) or principal.sees(rows[0].person_id)):
        raise ExampleUnknown
    if rows[0].person_id != principal.person_id:
        raise ExampleNotYours
    was_given = rows[0].consent == Consent.GIVEN
    consent = Consent.GIVEN if agree else Consent.WITHDRAWN if was_given else Consent.REFUSED
    values = {"consent": str(consent), "named": agree and named, "consent_at": now}
    await repository.answer_example(session, example_id, values)
    details: dict[str, object] = {"consent": str(consent)}
    await record(
        session, principal, action="library.consent", object=f"example:{example_id}", details=details
    )
    return await _one(session, example_id, principal)


async def examples(
    session: Session, *, step: str = "", campaign: str = "", principal: Principal
) -> list[Example]:
    """Examples that may be heard by everybody of the company, and the asker's own whatever was decided."""
    given = await repository.examples(session, step=step, campaign=campaign, consented=True)
    own = (
        await repository.examples(session, step=step, campaign=campaign, person_id=principal.person_id)
        if principal.person_id
        else []
    )
    known = {row.id for row in given}
    return await _read(session, [*given, *(row for row in own if row.id not in known)], principal)


async def example_sound(
    session: Session, *, example_id: UUID, vault: SoundVault, principal: Principal
) -> bytes:
    """The part as a WAV file; every time it is heard is in the audit trail. ExampleUnknown (404)."""
    rows = await repository.examples(session, example_id=example_id)
    if not rows or not _may_hear(rows[0], principal):
        raise ExampleUnknown
    row = rows[0]
    recording = await recordings.recording(session, row.recording_id)
    sound = await recordings.open_sound(session, vault, recording)
    await repository.count_play(session, example_id)
    covered = await insights.spans_of_call(session, row.attempt_id) or ()
    details: dict[str, object] = {"attempt": str(row.attempt_id), "example": str(example_id)}
    await record(session, principal, action="recordings.play", object=str(row.recording_id), details=details)
    start, end = row.start_ms / 1000, row.end_ms / 1000
    return await asyncio.to_thread(_cut, sound, recording, start, end, covered)


async def _said(session: Session, attempt_id: UUID, start: float, end: float) -> str:
    """What the transcript holds of the part, numbers masked; empty without a transcript."""
    transcript = await insights.transcript_of_call(session, attempt_id)
    sentences = transcript.sentences if transcript else ()
    return " ".join(one.text for one in sentences if one.end > start and one.start < end)


def _cut(
    sound: Sound,
    recording: Recording,
    start: float,
    end: float,
    covered: Sequence[tuple[float, float]],
) -> bytes:
    audio = recordings.read_audio(sound, recording)
    return excerpt(audio.channels, audio.rate, start=start, end=end, covered=covered)


def _may_hear(row: ExampleRow, principal: Principal) -> bool:
    return row.consent == Consent.GIVEN or row.person_id == principal.person_id


async def _one(session: Session, example_id: UUID, principal: Principal) -> Example:
    rows = await repository.examples(session, example_id=example_id)
    return (await _read(session, rows, principal))[0]


async def _read(session: Session, rows: Sequence[ExampleRow], principal: Principal) -> list[Example]:
    names = {one.id: one.name for one in await staff.people(session)}
    return [
        Example(
            id=row.id,
            attempt_id=row.attempt_id,
            recording_id=row.recording_id,
            person_id=row.person_id,
            person=names[row.person_id] if row.named or row.person_id == principal.person_id else "",
            campaign=row.campaign_code,
            step=row.step,
            title=row.title,
            why=row.why,
            said=row.said,
            start=row.start_ms / 1000,
            end=row.end_ms / 1000,
            consent=Consent(row.consent),
            named=row.named,
            consent_at=row.consent_at,
            proposed_at=row.proposed_at,
            proposed_by=row.proposed_by,
            plays=row.plays,
        )
        for row in rows
    ]
