"""The only SQL of the leads stage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.leads.contracts import OPEN_STATES
from callwright.flow.leads.models import LeadRow, OwnershipRow
from callwright.platform.db import Session

CHUNK = 2000
_OPEN = [str(state) for state in OPEN_STATES]


@dataclass(frozen=True)
class Filter:
    """What a page of leads is asked for; `pool` means leads nobody owns."""

    visible_people: frozenset[UUID] | None = None
    pool: bool = False
    owner_id: UUID | None = None
    state: str | None = None
    campaign_code: str | None = None
    q: str = ""


async def insert_leads(session: Session, rows: Sequence[dict[str, Any]]) -> int:
    """Create leads that are not there yet; returns how many were new."""
    created = 0
    for start in range(0, len(rows), CHUNK):
        statement = insert(LeadRow).values(list(rows[start : start + CHUNK])).on_conflict_do_nothing()
        created += len((await session.execute(statement.returning(LeadRow.id))).all())
    return created


async def page_of_leads(
    session: Session, wanted: Filter, *, offset: int, limit: int
) -> tuple[list[LeadRow], int]:
    """One page, best fit first, and how many there are in all."""
    conditions = _conditions(wanted)
    total = await session.scalar(select(func.count()).select_from(LeadRow).where(*conditions))
    query = (
        select(LeadRow)
        .where(*conditions)
        .order_by(LeadRow.score.desc().nulls_last(), LeadRow.created_at, LeadRow.id)
        .offset(offset)
        .limit(limit)
        .execution_options(populate_existing=True)
    )
    return list((await session.execute(query)).scalars()), total or 0


def _conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.pool:
        conditions += [LeadRow.owner_id.is_(None), LeadRow.state.in_(_OPEN)]
    elif wanted.visible_people is not None:
        conditions.append(LeadRow.owner_id.in_(list(wanted.visible_people)))
    if wanted.owner_id is not None:
        conditions.append(LeadRow.owner_id == wanted.owner_id)
    if wanted.state:
        conditions.append(LeadRow.state == wanted.state)
    if wanted.campaign_code:
        conditions.append(LeadRow.campaign_code == wanted.campaign_code)
    if wanted.q:
        like = f"%{wanted.q.replace('%', '').replace('_', '')}%"
        conditions.append(or_(LeadRow.company.ilike(like), LeadRow.person.ilike(like)))
    return conditions


async def lock_lead(session: Session, lead_id: UUID) -> LeadRow | None:
    """One lead, locked until the end of the transaction."""
    query = select(LeadRow).where(LeadRow.id == lead_id).with_for_update()
    return (await session.execute(query.execution_options(populate_existing=True))).scalar_one_or_none()


async def lock_free(
    session: Session, *, campaign_id: UUID, at: dt.datetime, limit: int | None
) -> list[LeadRow]:
    """Leads of a campaign that nobody owns and that are open, oldest first, locked."""
    query = (
        select(LeadRow)
        .where(
            LeadRow.campaign_id == campaign_id,
            LeadRow.owner_id.is_(None),
            LeadRow.state.in_(_OPEN),
            LeadRow.available_from <= at,
        )
        .order_by(LeadRow.created_at, LeadRow.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    return list((await session.execute(query)).scalars())


async def owned_by(
    session: Session, *, person_id: UUID | None = None, protected_before: dt.datetime | None = None
) -> list[LeadRow]:
    """Open leads of a person and/or with a protection that ran out, locked. Leads with orders are exempt."""
    query = select(LeadRow).where(LeadRow.owner_id.is_not(None), LeadRow.state.in_(_OPEN))
    if person_id is not None:
        query = query.where(LeadRow.owner_id == person_id)
    if protected_before is not None:
        query = query.where(LeadRow.protected_until <= protected_before)
    ordered = query.order_by(LeadRow.id).with_for_update().execution_options(populate_existing=True)
    return list((await session.execute(ordered)).scalars())


async def leads_of_contacts(
    session: Session, contact_ids: Collection[UUID], *, campaign_code: str | None
) -> list[LeadRow]:
    """Leads of these contacts, in one campaign or in all, locked."""
    query = select(LeadRow).where(LeadRow.contact_id.in_(list(contact_ids)))
    if campaign_code is not None:
        query = query.where(LeadRow.campaign_code == campaign_code)
    ordered = query.order_by(LeadRow.id).with_for_update().execution_options(populate_existing=True)
    return list((await session.execute(ordered)).scalars())


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


async def change(session: Session, lead_ids: Collection[UUID], **values: Any) -> None:
    """Set columns of several leads alike."""
    if lead_ids:
        await session.execute(update(LeadRow).where(LeadRow.id.in_(list(lead_ids))).values(**values))


async def average_fit(
    session: Session, batch_ids: Collection[UUID]
) -> dict[UUID, tuple[int, Decimal | None]]:
    """Number of leads and average fit per batch."""
    query = (
        select(LeadRow.batch_id, func.count(), func.avg(LeadRow.score))
        .where(LeadRow.batch_id.in_(list(batch_ids)))
        .group_by(LeadRow.batch_id)
    )
    return {batch: (count, fit) for batch, count, fit in (await session.execute(query)).all() if batch}


async def lock_person(session: Session, person_id: UUID) -> None:
    """One claim of a person at a time, so that two at once cannot pass the limit together."""
    await session.execute(
        text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 7))"), {"key": f"leads.claim:{person_id}"}
    )
