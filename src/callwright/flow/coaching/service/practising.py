"""Practice calls: what people practised and what came of it. Nothing of it is a figure of anybody's work (ADR 0023)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts.practice import PracticeCall
from callwright.flow.coaching.contracts.practice import PracticeResult
from callwright.flow.insights import service as insights
from callwright.flow.recordings import service as recordings
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.registers.staff import service as staff
from callwright.rules.practice.profiles import profile_named


async def practised(
    session: Session,
    *,
    visible_people: frozenset[UUID] | None,
    person_id: UUID | None = None,
    offset: int = 0,
    limit: int = 50,
) -> tuple[list[PracticeResult], int]:
    """A page of practice calls of visible people, newest first, and how many there are."""
    found, total = await calls.practice_calls(
        session, visible_people=visible_people, person_id=person_id, offset=offset, limit=limit
    )
    return await _results(session, found), total


async def practice_result(
    session: Session, call_id: UUID, *, visible_people: frozenset[UUID] | None
) -> PracticeResult:
    """One practice call; PracticeCallNotFound (404) outside `visible_people`."""
    call = await calls.practice_call(session, call_id, visible_people=visible_people)
    return (await _results(session, [call]))[0]


async def _results(session: Session, found: Sequence[PracticeCall]) -> list[PracticeResult]:
    ids = [one.id for one in found]
    sound = await recordings.recordings_of_practice(session, ids)
    reviews = await insights.practice_reviews(session, ids)
    names = {one.id: one.name for one in await staff.people(session)}
    results = []
    for one in found:
        profile = profile_named(one.profile)
        unknown = Text(one.profile, one.profile)
        results.append(
            PracticeResult(
                call=one,
                person=names.get(one.person_id, ""),
                customer=profile.name if profile else unknown,
                trains=profile.trains if profile else unknown,
                lines=profile.lines if profile else (),
                recording=sound.get(one.id),
                review=reviews.get(one.id),
            )
        )
    return results
