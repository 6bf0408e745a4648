"""Transcripts, comments at a second and verdicts over HTTP."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from callwright.flow.calls import service as calls
from callwright.flow.insights import service
from callwright.flow.insights.contracts import Origin, Verdict
from callwright.flow.insights.errors import CallWithoutRecording
from callwright.flow.insights.routes.hits import HitOut, Reader, TextOut
from callwright.flow.recordings import service as recordings
from callwright.platform.audit import service as audit
from callwright.platform.db import Session
from callwright.platform.http import ClockDep, Page, PageParams, SessionDep, require
from callwright.platform.principal import Principal
from callwright.registers.staff import service as staff

router = APIRouter()


class WordOut(BaseModel):
    """A word with its time in seconds."""

    model_config = ConfigDict(from_attributes=True)

    text: str
    start: float
    end: float


class SaidOut(BaseModel):
    """A sentence; numbers in it are masked. `words` is empty when their times are not known."""

    model_config = ConfigDict(from_attributes=True)

    position: int
    speaker: str
    start: float
    end: float
    text: str
    words: list[WordOut]


class SpokenMeasuresOut(BaseModel):
    """Measures that need words; rates in characters a minute of own speech."""

    model_config = ConfigDict(from_attributes=True)

    speech_rate_agent: float | None
    speech_rate_customer: float | None
    questions_agent: int
    script_steps: int
    script_steps_said: int


class TranscriptOut(BaseModel):
    """What was said; `origin` is recognised (a recogniser heard it) or written (the words were known)."""

    model_config = ConfigDict(from_attributes=True)

    origin: Origin
    engine: str
    model: str
    made_at: datetime
    measures: SpokenMeasuresOut
    sentences: list[SaidOut]


class CommentOut(BaseModel):
    """A comment at a second of the recording; `mine` may be taken back."""

    id: uuid.UUID
    at: float
    text: str
    author: str
    written_at: datetime
    mine: bool


class RangeOut(BaseModel):
    """What is usual in the team: a quarter of its calls lies below `low`, a quarter above `high`."""

    model_config = ConfigDict(from_attributes=True)

    measure: str
    low: float
    high: float
    calls: int


class SpokenOut(BaseModel):
    """Everything that is known about the words of a call; `transcript` is null while nothing was written down."""

    transcript: TranscriptOut | None
    hits: list[HitOut]
    comments: list[CommentOut]
    ranges: list[RangeOut]


class CommentRequest(BaseModel):
    """A note at a second."""

    at: float = Field(ge=0, le=86_400)
    text: str = Field(min_length=1, max_length=2_000)


class VerdictRequest(BaseModel):
    """Whether a hit is right; a wrong one needs a reason."""

    verdict: Verdict
    reason: str = Field("", max_length=500)


class ProblemOut(BaseModel):
    """A recording that could not be heard, and why."""

    recording_id: uuid.UUID
    code: str
    text: TextOut
    noted_at: datetime


@router.get("/calls/{call_id}/said")
async def said(session: SessionDep, principal: Reader, call_id: uuid.UUID) -> SpokenOut:
    """Transcript, hits, comments of a call and what is usual in the team; 404 outside the viewer's scope."""
    attempt = await calls.attempt(session, call_id, visible_people=principal.visible_people)
    principal.demand("recordings.read")
    found = (await recordings.recordings_of_attempts(session, [call_id])).get(call_id)
    transcript = await service.transcript_of_call(session, call_id)
    notes = await service.comments(session, found.id) if found else []
    return SpokenOut(
        transcript=TranscriptOut.model_validate(transcript) if transcript else None,
        hits=[HitOut.model_validate(one) for one in await service.hits_of_call(session, call_id)],
        comments=[
            CommentOut(
                id=one.id,
                at=one.at,
                text=one.text,
                author=one.author,
                written_at=one.written_at,
                mine=one.author_id == principal.account_id,
            )
            for one in notes
        ],
        ranges=await _ranges(session, attempt.person_id),
    )


async def _ranges(session: Session, person_id: uuid.UUID | None) -> list[RangeOut]:
    if person_id is None:
        return []
    people = await staff.people(session)
    me = next(one for one in people if one.id == person_id)
    team = [one.id for one in people if one.team_id == me.team_id and one.department_id == me.department_id]
    return [RangeOut.model_validate(one) for one in await service.team_ranges(session, people=team)]


@router.post("/calls/{call_id}/comments", status_code=201)
async def comment(
    session: SessionDep, principal: Reader, clock: ClockDep, call_id: uuid.UUID, request: CommentRequest
) -> CommentOut:
    """Note something at a second of a call; everybody who may see the call reads it."""
    await calls.attempt(session, call_id, visible_people=principal.visible_people)
    principal.demand("recordings.read")
    found = (await recordings.recordings_of_attempts(session, [call_id])).get(call_id)
    if found is None:
        raise CallWithoutRecording
    now = clock.now()
    comment_id = await service.comment(
        session,
        recording_id=found.id,
        at=request.at,
        text=request.text,
        author_id=principal.account_id,
        author=principal.name,
        now=now,
    )
    return CommentOut(
        id=comment_id, at=request.at, text=request.text, author=principal.name, written_at=now, mine=True
    )


@router.delete("/insights/comments/{comment_id}", status_code=204)
async def remove_comment(session: SessionDep, principal: Reader, comment_id: uuid.UUID) -> None:
    """Take back one's own comment; 404 for others'."""
    await service.remove_comment(session, comment_id=comment_id, author_id=principal.account_id)


@router.post("/insights/hits/{hit_id}/verdict")
async def verdict(
    session: SessionDep, principal: Reader, clock: ClockDep, hit_id: uuid.UUID, request: VerdictRequest
) -> HitOut:
    """Say that a hit is right or wrong; wrong ones leave every sum, and are counted as drift of the check."""
    await service.say_of_hit(
        session,
        hit_id=hit_id,
        verdict=request.verdict,
        reason=request.reason,
        by_name=principal.name,
        visible_people=principal.visible_people,
        now=clock.now(),
    )
    details: dict[str, object] = {"verdict": str(request.verdict), "reason": request.reason}
    await audit.record(session, principal, action="insights.verdict", object=f"hit:{hit_id}", details=details)
    changed = await service.hit(session, hit_id=hit_id, visible_people=principal.visible_people)
    return HitOut.model_validate(changed)


@router.get("/insights/problems")
async def problems(
    session: SessionDep, principal: Annotated[Principal, require("insights.write")], page: PageParams
) -> Page[ProblemOut]:
    """Recordings that could not be heard, newest first."""
    del principal
    rows, total = await service.problems(session, offset=page.offset, limit=page.size)
    items = [
        ProblemOut(recording_id=recording, code=code, text=TextOut(zh=zh, en=en), noted_at=at)
        for recording, code, zh, en, at in rows
    ]
    return Page(items=items, total=total, page=page.page, size=page.size)
