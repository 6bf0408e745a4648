"""Leads whose protection runs out: who is to be warned, what goes back to the pool."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import aliased

from callwright.flow.leads.contracts import OPEN_STATES, LeadState
from callwright.flow.leads.models import LeadRow, WarningRow
from callwright.platform.db import Session

_OPEN = [str(state) for state in OPEN_STATES]


def _owned_without_order() -> Any:
    """Owned open leads, except of customers who ordered from the same owner: those stay (product §3)."""
    other = aliased(LeadRow)
    ordered = exists().where(
        other.contact_id == LeadRow.contact_id,
        other.owner_id == LeadRow.owner_id,
        other.state == str(LeadState.ORDERED),
    )
    return select(LeadRow).where(LeadRow.owner_id.is_not(None), LeadRow.state.in_(_OPEN), ~ordered)


def _warned() -> Any:
    return exists().where(
        WarningRow.lead_id == LeadRow.id,
        WarningRow.person_id == LeadRow.owner_id,
        WarningRow.protected_until == LeadRow.protected_until,
    )


async def to_warn(session: Session, *, protected_until: dt.datetime) -> list[LeadRow]:
    """Owned leads whose protection ends by then and whose owner was not warned of that end, locked."""
    query = _owned_without_order().where(LeadRow.protected_until <= protected_until, ~_warned())
    ordered = query.order_by(LeadRow.id).with_for_update(of=LeadRow)
    return list((await session.execute(ordered.execution_options(populate_existing=True))).scalars())


async def to_return(session: Session, *, at: dt.datetime) -> list[LeadRow]:
    """Owned leads whose owner was warned and whose time is up, locked."""
    due = exists().where(
        WarningRow.lead_id == LeadRow.id,
        WarningRow.person_id == LeadRow.owner_id,
        WarningRow.protected_until == LeadRow.protected_until,
        WarningRow.returns_at <= at,
    )
    query = _owned_without_order().where(LeadRow.protected_until <= at, due)
    ordered = query.order_by(LeadRow.id).with_for_update(of=LeadRow)
    return list((await session.execute(ordered.execution_options(populate_existing=True))).scalars())


async def add_warnings(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Keep that owners were warned; the same end of protection is warned of once."""
    if rows:
        await session.execute(insert(WarningRow).values(list(rows)).on_conflict_do_nothing())


async def standing_warnings(
    session: Session, *, visible_people: frozenset[UUID] | None, person_id: UUID | None = None
) -> list[tuple[LeadRow, WarningRow]]:
    """Warnings that still hold: the lead has the same owner and the same end of protection; soonest first."""
    query = (
        select(LeadRow, WarningRow)
        .join(
            WarningRow,
            (WarningRow.lead_id == LeadRow.id)
            & (WarningRow.person_id == LeadRow.owner_id)
            & (WarningRow.protected_until == LeadRow.protected_until),
        )
        .where(LeadRow.state.in_(_OPEN))
    )
    if visible_people is not None:
        query = query.where(LeadRow.owner_id.in_(list(visible_people)))
    if person_id is not None:
        query = query.where(LeadRow.owner_id == person_id)
    found = await session.execute(query.order_by(WarningRow.returns_at, LeadRow.id))
    return [(lead, warning) for lead, warning in found]
