"""Looking at findings."""

from __future__ import annotations

from uuid import UUID

from callwright.flow.diagnosis import repository
from callwright.flow.diagnosis.contracts import Run
from callwright.platform.db import Session


async def newest_run(
    session: Session, *, month: str | None = None, visible_people: frozenset[UUID] | None = None
) -> Run | None:
    """The newest run (of a month), None before any; findings about people outside the scope are left out."""
    return await repository.newest_run(session, month=month, visible_people=visible_people)
