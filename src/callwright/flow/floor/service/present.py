"""Who is doing what now."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from callwright.flow.floor.contracts import CurrentState, State
from callwright.flow.floor.repository import live
from callwright.platform.db import Session


async def current(
    session: Session,
    *,
    person_ids: Collection[uuid.UUID] | None = None,
    visible_people: frozenset[uuid.UUID] | None = None,
    states: Collection[State] | None = None,
) -> dict[uuid.UUID, CurrentState]:
    """The present of people by id: those of `person_ids` (None: everybody) within `visible_people`.

    `states` keeps only people in one of them. Who is missing in the answer never signed in: offline.
    """
    wanted = person_ids
    if visible_people is not None:
        wanted = visible_people if person_ids is None else visible_people.intersection(person_ids)
    found = await live.presents(session, person_ids=wanted, states=states)
    return {one.person_id: one for one in found}
