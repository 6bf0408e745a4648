"""What all calls of a contact came to, for the stages before."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on

from callwright.flow.calls.contracts import WRONG_DATA, Outcome
from callwright.flow.calls.models import AttemptRow
from callwright.platform.db import Session


@dataclass(frozen=True)
class ContactResult:
    """What all calls of a contact came to: an effective contact or not, and seconds dialed on wrong data."""

    effective: bool
    wrong_seconds: int


async def results_of(session: Session, contact_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, ContactResult]:
    """What the calls of each of these contacts came to; wrong data is an invalid number or the wrong party."""
    wrong = AttemptRow.outcome.in_([str(one) for one in WRONG_DATA])
    seconds = func.extract("epoch", AttemptRow.ended_at - AttemptRow.started_at)
    query = (
        select(
            AttemptRow.contact_id,
            func.bool_or(AttemptRow.effective).label("effective"),
            func.coalesce(func.sum(seconds).filter(wrong), 0).label("wrong_seconds"),
        )
        .where(AttemptRow.contact_id.in_(list(contact_ids)))
        .group_by(AttemptRow.contact_id)
    )
    return {
        row.contact_id: ContactResult(row.effective, int(row.wrong_seconds))
        for row in await session.execute(query)
    }


async def last_refused(
    session: Session, contact_ids: Collection[uuid.UUID]
) -> list[tuple[uuid.UUID, str, datetime]]:
    """Contact, number and end of the call where a number's newest answer was a no that is not final."""
    newest = (
        select(AttemptRow.contact_id, AttemptRow.e164, AttemptRow.outcome, AttemptRow.ended_at)
        .where(AttemptRow.contact_id.in_(list(contact_ids)), AttemptRow.answered_at.is_not(None))
        .ext(distinct_on(AttemptRow.e164))
        .order_by(AttemptRow.e164, AttemptRow.started_at.desc(), AttemptRow.id)
        .subquery()
    )
    query = select(newest).where(newest.c.outcome == str(Outcome.REFUSED))
    return [(row.contact_id, row.e164, row.ended_at) for row in await session.execute(query)]
