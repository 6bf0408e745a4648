"""Leads: created, listed, locked, changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.leads.contracts import OPEN_STATES
from callwright.flow.leads.models import LeadRow
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


async def read_leads(session: Session, lead_ids: Collection[UUID]) -> list[LeadRow]:
    """These leads as they stand, not locked: who only looks makes nobody wait."""
    query = select(LeadRow).where(LeadRow.id.in_(list(lead_ids)))
    return list((await session.execute(query.execution_options(populate_existing=True))).scalars())


async def lock_lead(session: Session, lead_id: UUID) -> LeadRow | None:
    """One lead, locked until the end of the transaction."""
    query = select(LeadRow).where(LeadRow.id == lead_id).with_for_update()
    return (await session.execute(query.execution_options(populate_existing=True))).scalar_one_or_none()


async def lock_free(
    session: Session,
    *,
    campaign_id: UUID,
    at: dt.datetime,
    limit: int | None,
    without: Collection[UUID] = (),
) -> list[LeadRow]:
    """Open leads of a campaign that nobody owns and nothing holds, best fit first, locked; taken ones are skipped."""
    query = (
        select(LeadRow)
        .where(
            LeadRow.campaign_id == campaign_id,
            LeadRow.owner_id.is_(None),
            LeadRow.state.in_(_OPEN),
            LeadRow.available_from <= at,
            LeadRow.id.not_in(list(without)),
            or_(LeadRow.held_kind.is_(None), LeadRow.held_kind == "protected", LeadRow.held_until <= at),
        )
        .order_by(LeadRow.score.desc().nulls_last(), LeadRow.created_at, LeadRow.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    return list((await session.execute(query)).scalars())


async def owned_by(
    session: Session, *, person_id: UUID, lead_ids: Collection[UUID] | None = None
) -> list[LeadRow]:
    """Open leads of a person (only these, when given), locked."""
    query = select(LeadRow).where(LeadRow.owner_id == person_id, LeadRow.state.in_(_OPEN))
    if lead_ids is not None:
        query = query.where(LeadRow.id.in_(list(lead_ids)))
    ordered = query.order_by(LeadRow.id).with_for_update().execution_options(populate_existing=True)
    return list((await session.execute(ordered)).scalars())


async def lock_leads(session: Session, lead_ids: Collection[UUID]) -> list[LeadRow]:
    """These leads in the order of their ids, locked; unknown ids are left out."""
    query = select(LeadRow).where(LeadRow.id.in_(list(lead_ids))).order_by(LeadRow.id).with_for_update()
    return list((await session.execute(query.execution_options(populate_existing=True))).scalars())


async def open_ids(session: Session) -> list[UUID]:
    """Every open lead."""
    return list((await session.execute(select(LeadRow.id).where(LeadRow.state.in_(_OPEN)))).scalars())


async def leads_of_contacts(
    session: Session, contact_ids: Collection[UUID], *, campaign_code: str | None
) -> list[LeadRow]:
    """Leads of these contacts, in one campaign or in all, locked."""
    query = select(LeadRow).where(LeadRow.contact_id.in_(list(contact_ids)))
    if campaign_code is not None:
        query = query.where(LeadRow.campaign_code == campaign_code)
    ordered = query.order_by(LeadRow.id).with_for_update().execution_options(populate_existing=True)
    return list((await session.execute(ordered)).scalars())


async def contacts_with_lead(
    session: Session, contact_ids: Collection[UUID], *, campaign_id: UUID
) -> set[UUID]:
    """Which of these contacts have a lead in the campaign."""
    query = select(LeadRow.contact_id).where(
        LeadRow.contact_id.in_(list(contact_ids)), LeadRow.campaign_id == campaign_id
    )
    return set((await session.execute(query)).scalars())


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
