"""Who owned which lead when: claims of a day, cool-downs, open leads held, the history of a lead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.leads.contracts import OPEN_STATES
from callwright.flow.leads.models import LeadRow, OwnershipRow
from callwright.platform.db import Session

_OPEN = [str(state) for state in OPEN_STATES]
_GIVEN_UP = ("return", "expired")


async def open_held(session: Session, person_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many open leads each person holds."""
    query = (
        select(LeadRow.owner_id, func.count())
        .where(LeadRow.owner_id.in_(list(person_ids)), LeadRow.state.in_(_OPEN))
        .group_by(LeadRow.owner_id)
    )
    return {owner: count for owner, count in (await session.execute(query)).all() if owner is not None}


async def claims_between(session: Session, *, person_id: UUID, start: dt.datetime, end: dt.datetime) -> int:
    """Claims a person made in a span of time, returned ones included."""
    query = select(func.count()).where(
        OwnershipRow.person_id == person_id,
        OwnershipRow.act == "claim",
        OwnershipRow.at >= start,
        OwnershipRow.at < end,
    )
    return int((await session.execute(query)).scalar_one())


async def last_receiver(session: Session, *, campaign_id: UUID, act: str) -> UUID | None:
    """Who got the last lead of a campaign by this act."""
    query = (
        select(OwnershipRow.person_id)
        .join(LeadRow, LeadRow.id == OwnershipRow.lead_id)
        .where(LeadRow.campaign_id == campaign_id, OwnershipRow.act == act)
        .order_by(OwnershipRow.id.desc())
        .limit(1)
    )
    return (await session.execute(query)).scalar_one_or_none()


async def add_ownership(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Append changes of hands."""
    if rows:
        await session.execute(insert(OwnershipRow), list(rows))


async def given_up(
    session: Session, lead_ids: Collection[UUID], *, since: dt.datetime
) -> dict[tuple[UUID, UUID], dt.datetime]:
    """Who gave which of these leads back since a moment (or lost it by time): (lead, person) → the last time.

    Every former owner counts, not only the last one: handing a lead round in a circle evades nothing.
    """
    query = (
        select(OwnershipRow.lead_id, OwnershipRow.person_id, func.max(OwnershipRow.at).label("last"))
        .where(
            OwnershipRow.lead_id == func.any(list(lead_ids)),
            OwnershipRow.act.in_(_GIVEN_UP),
            OwnershipRow.at > since,
        )
        .group_by(OwnershipRow.lead_id, OwnershipRow.person_id)
    )
    return {(row.lead_id, row.person_id): row.last for row in await session.execute(query)}


async def given_up_by(session: Session, person_id: UUID, *, since: dt.datetime) -> set[UUID]:
    """The leads a person gave back, or lost by time, since a moment."""
    query = select(OwnershipRow.lead_id).where(
        OwnershipRow.person_id == person_id, OwnershipRow.act.in_(_GIVEN_UP), OwnershipRow.at > since
    )
    return set((await session.execute(query)).scalars())


async def history(session: Session, lead_id: UUID) -> list[OwnershipRow]:
    """Every change of hands of a lead, oldest first."""
    query = select(OwnershipRow).where(OwnershipRow.lead_id == lead_id).order_by(OwnershipRow.id)
    return list((await session.execute(query)).scalars())


async def lock_people(session: Session, person_ids: Collection[UUID]) -> None:
    """One change of a person's leads at a time, so that two sessions cannot pass a limit together.

    Always in the order of the ids and before any lead is locked, so that nobody waits in a circle.
    """
    for person_id in sorted(set(person_ids)):
        await session.execute(
            text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 7))"),
            {"key": f"leads.claim:{person_id}"},
        )
