"""Reviews of practice calls in the database."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from pydantic import TypeAdapter
from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.insights.contracts.practice import PracticeReview
from callwright.flow.insights.models import PracticeReviewRow
from callwright.platform.db import Session

_REVIEW: TypeAdapter[PracticeReview] = TypeAdapter(PracticeReview)


async def save(session: Session, review: PracticeReview) -> None:
    """Store a review; an earlier one of the same call is replaced."""
    values = {
        "recording_id": review.recording_id,
        "made_at": review.made_at,
        "content": _REVIEW.dump_python(review, mode="json"),
    }
    query = insert(PracticeReviewRow).values(practice_id=review.practice_id, **values)
    await session.execute(query.on_conflict_do_update(index_elements=["practice_id"], set_=values))


async def reviews(session: Session, practice_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, PracticeReview]:
    """Reviews by practice call."""
    query = select(PracticeReviewRow.content).where(PracticeReviewRow.practice_id.in_(practice_ids))
    found = [_REVIEW.validate_python(content) for content in await session.scalars(query)]
    return {one.practice_id: one for one in found}


async def forget(session: Session, recording_id: uuid.UUID) -> None:
    """Nothing is left of what was said in this recording."""
    await session.execute(delete(PracticeReviewRow).where(PracticeReviewRow.recording_id == recording_id))
