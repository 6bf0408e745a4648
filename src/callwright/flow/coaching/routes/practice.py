"""Practice calls over HTTP: /api/coaching/practice. They are started at the own desk."""

from __future__ import annotations

import datetime as dt
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from callwright.flow.coaching import service
from callwright.flow.coaching.contracts.practice import PracticeResult
from callwright.flow.insights.contracts import Measures, Transcript, Turn
from callwright.flow.insights.contracts.checks import CheckHit
from callwright.kernel.text import Text
from callwright.platform.auth import Principal
from callwright.platform.http import Page, PageParams, SessionDep, require

router = APIRouter(prefix="/coaching/practice")
Reader = Annotated[Principal, require("coaching.read")]


class PracticeCallOut(BaseModel):
    """A practice call. Of `checked` faults and duties `missed` were hit; both null while nothing was written down.

    `voice` tones: the customer did not speak, because no synthesiser was installed. `reviewed`: it was listened to.
    """

    id: UUID
    person_id: UUID
    person: str
    profile: str
    customer: Text
    voice: str
    started_at: dt.datetime
    ended_at: dt.datetime | None
    talk_seconds: int
    ended_reason: str
    reviewed: bool
    checked: int | None
    missed: int | None


class PracticeSoundOut(BaseModel):
    """Its recording; play it from /api/recordings/{id}/audio, unless it was erased."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    duration_seconds: float
    truncated: bool
    erased_at: dt.datetime | None


class PracticeDetailOut(PracticeCallOut):
    """The same with everything that was heard. `lines`: what the customer says; `trouble`: why nothing is written."""

    trains: Text
    lines: list[Text]
    recording: PracticeSoundOut | None
    measures: Measures | None
    turns: list[Turn]
    transcript: Transcript | None
    hits: list[CheckHit]
    trouble: Text | None


@router.get("")
async def practice_calls(
    session: SessionDep, principal: Reader, page: PageParams, person: UUID | None = None
) -> Page[PracticeCallOut]:
    """Practice calls of the people in scope, newest first; of one person when it is named."""
    found, total = await service.practised(
        session,
        visible_people=principal.visible_people,
        person_id=person,
        offset=page.offset,
        limit=page.size,
    )
    items = [PracticeCallOut.model_validate(_facts(one)) for one in found]
    return Page(items=items, total=total, page=page.page, size=page.size)


@router.get("/{call_id}")
async def practice_call(session: SessionDep, principal: Reader, call_id: UUID) -> PracticeDetailOut:
    """One practice call with its recording, measures, words and hits; 404 outside the viewer's scope."""
    found = await service.practice_result(session, call_id, visible_people=principal.visible_people)
    review = found.review if principal.may("recordings.read") else None
    sound = found.recording if principal.may("recordings.read") else None
    return PracticeDetailOut.model_validate(
        _facts(found)
        | {
            "trains": found.trains,
            "lines": list(found.lines),
            "recording": PracticeSoundOut.model_validate(sound) if sound else None,
            "measures": review.measures if review else None,
            "turns": list(review.turns) if review else [],
            "transcript": review.transcript if review else None,
            "hits": list(review.hits) if review else [],
            "trouble": review.trouble if review else None,
        }
    )


def _facts(one: PracticeResult) -> dict[str, object]:
    call, review = one.call, one.review
    return {
        "id": call.id,
        "person_id": call.person_id,
        "person": one.person,
        "profile": call.profile,
        "customer": one.customer,
        "voice": call.voice,
        "started_at": call.started_at,
        "ended_at": call.ended_at,
        "talk_seconds": call.talk_seconds,
        "ended_reason": call.ended_reason,
        "reviewed": review is not None,
        "checked": review.checked if review else None,
        "missed": review.missed if review else None,
    }
