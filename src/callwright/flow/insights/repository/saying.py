"""Transcripts, the index calls are searched by, and recordings that could not be heard."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import cast, delete, func, insert, select
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.dialects.postgresql import insert as upsert

from callwright.flow.insights.contracts import (
    Measures,
    Origin,
    Said,
    Speaker,
    SpokenMeasures,
    Transcript,
    Word,
)
from callwright.flow.insights.decide.terms import plain_text, terms
from callwright.flow.insights.models import CallIndexRow, CommentRow, ProblemRow, SaidRow, TranscriptRow
from callwright.kernel.text import Text
from callwright.platform.db import Session

_SPOKEN = [field.name for field in dataclasses.fields(SpokenMeasures)]
_INDEXED = (
    "talk_share_agent",
    "longest_monologue_seconds",
    "interruptions_by_agent",
    "silence_share",
    "patience_seconds",
)


async def save(session: Session, transcript: Transcript) -> None:
    """Store a transcript; an earlier one of the same recording is replaced."""
    await forget(session, transcript.recording_id)
    facts = {
        "recording_id": transcript.recording_id,
        "attempt_id": transcript.call_id,
        "person_id": transcript.person_id,
        "origin": str(transcript.origin),
        "engine": transcript.engine,
        "model": transcript.model,
        "made_at": transcript.made_at,
    }
    await session.execute(insert(TranscriptRow), facts | dataclasses.asdict(transcript.measures))
    rows = [_said_row(transcript.recording_id, one) for one in transcript.sentences]
    if rows:
        await session.execute(insert(SaidRow), rows)


async def forget(session: Session, recording_id: uuid.UUID) -> None:
    """Delete the transcript of a recording."""
    await session.execute(delete(TranscriptRow).where(TranscriptRow.recording_id == recording_id))


async def transcripts(session: Session, recording_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Transcript]:
    """Transcripts by recording, with all their sentences."""
    rows = await session.scalars(select(TranscriptRow).where(TranscriptRow.recording_id.in_(recording_ids)))
    lines = select(SaidRow).where(SaidRow.recording_id.in_(recording_ids))
    said: dict[uuid.UUID, list[Said]] = {}
    for line in await session.scalars(lines.order_by(SaidRow.recording_id, SaidRow.position)):
        said.setdefault(line.recording_id, []).append(_said(line))
    return {row.recording_id: _transcript(row, said.get(row.recording_id, [])) for row in rows}


async def of_attempts(session: Session, attempt_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Transcript]:
    """Transcripts of calls, by recording."""
    query = select(TranscriptRow.recording_id).where(TranscriptRow.attempt_id.in_(attempt_ids))
    return await transcripts(session, list(await session.scalars(query)))


async def transcribed_ids(session: Session) -> set[uuid.UUID]:
    """Recordings that have a transcript."""
    return set(await session.scalars(select(TranscriptRow.recording_id)))


async def has_transcript(session: Session, recording_id: uuid.UUID) -> bool:
    """Whether a recording has one, asked anew."""
    query = select(TranscriptRow.recording_id).where(TranscriptRow.recording_id == recording_id)
    return await session.scalar(query) is not None


async def index(
    session: Session,
    transcript: Transcript,
    *,
    started_at: datetime,
    measures: Measures | None,
    checks: Collection[str],
) -> None:
    """Renew what a call is searched by."""
    found = terms(transcript.sentences, checks)
    values = {
        "recording_id": transcript.recording_id,
        "attempt_id": transcript.call_id,
        "person_id": transcript.person_id,
        "started_at": started_at,
        "terms": func.array_to_tsvector(cast(found, ARRAY(TEXT))),
        "plain": plain_text(transcript.sentences),
        "checks": sorted(checks),
        "speech_rate_agent": transcript.measures.speech_rate_agent,
        "questions_agent": transcript.measures.questions_agent,
        **{name: getattr(measures, name) if measures else None for name in _INDEXED},
    }
    statement = upsert(CallIndexRow).values(values)
    changed = {name: value for name, value in values.items() if name != "recording_id"}
    await session.execute(statement.on_conflict_do_update(index_elements=["recording_id"], set_=changed))


async def forget_index(session: Session, recording_id: uuid.UUID) -> None:
    """Nobody finds this call by its words any more."""
    await session.execute(delete(CallIndexRow).where(CallIndexRow.recording_id == recording_id))


async def forget_notes(session: Session, recording_id: uuid.UUID) -> None:
    """Comments and problems of a recording."""
    await session.execute(delete(CommentRow).where(CommentRow.recording_id == recording_id))
    await clear_problem(session, recording_id)


async def note_problem(
    session: Session, recording_id: uuid.UUID, *, code: str, sentence: Text, at: datetime
) -> None:
    """Say why a recording could not be heard; the newest reason counts."""
    values = {"code": code, "zh": sentence.zh, "en": sentence.en, "noted_at": at}
    statement = upsert(ProblemRow).values(recording_id=recording_id, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=["recording_id"], set_=values))


async def clear_problem(session: Session, recording_id: uuid.UUID) -> None:
    """The recording could be heard after all."""
    await session.execute(delete(ProblemRow).where(ProblemRow.recording_id == recording_id))


def _said_row(recording_id: uuid.UUID, one: Said) -> dict[str, object]:
    return {
        "recording_id": recording_id,
        "position": one.position,
        "speaker": str(one.speaker),
        "start_ms": round(one.start * 1000),
        "end_ms": round(one.end * 1000),
        "text": one.text,
        "words": [[word.text, round(word.start * 1000), round(word.end * 1000)] for word in one.words],
    }


def _said(row: SaidRow) -> Said:
    words = tuple(Word(str(text), start / 1000, end / 1000) for text, start, end in row.words)
    return Said(row.position, Speaker(row.speaker), row.start_ms / 1000, row.end_ms / 1000, row.text, words)


def _transcript(row: TranscriptRow, said: Sequence[Said]) -> Transcript:
    return Transcript(
        recording_id=row.recording_id,
        call_id=row.attempt_id,
        person_id=row.person_id,
        origin=Origin(row.origin),
        engine=row.engine,
        model=row.model,
        made_at=row.made_at,
        measures=SpokenMeasures(**{name: getattr(row, name) for name in _SPOKEN}),
        sentences=tuple(said),
    )
