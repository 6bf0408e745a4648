"""The only SQL of the orders stage."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import aliased

from callwright.flow.orders.decide.facts import Fact, OrderState
from callwright.flow.orders.models import OrderFactRow, OrderImportRow, OrderRow
from callwright.platform.db import Session

CHUNK = 1000


@dataclass(frozen=True)
class KnownOrder:
    """An order with the newest fact of each kind and whether its customer had none before."""

    row: OrderRow
    state: OrderState
    new_customer: bool


async def lock_imports(session: Session) -> None:
    """One order import at a time: facts are compared with what stands before they are added."""
    await session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('orders.import', 7))"))


async def states(
    session: Session, order_ids: Collection[UUID], *, until: dt.datetime | None = None
) -> dict[UUID, OrderState]:
    """The newest facts of these orders; with `until` only what had happened by then."""
    query = select(OrderFactRow).where(OrderFactRow.order_id.in_(list(order_ids))).order_by(OrderFactRow.id)
    if until is not None:
        query = query.where(OrderFactRow.at <= until)
    facts: dict[UUID, list[Fact]] = defaultdict(list)
    for row in (await session.execute(query)).scalars():
        facts[row.order_id].append(Fact(row.kind, row.at, row.amount, row.margin, row.details))
    return {order_id: OrderState.of(found) for order_id, found in facts.items()}


async def orders_by_number(session: Session, numbers: Sequence[str]) -> dict[str, OrderRow]:
    """Known orders among these order numbers."""
    query = select(OrderRow).where(OrderRow.order_number.in_(list(numbers)))
    return {row.order_number: row for row in (await session.execute(query)).scalars()}


async def add_orders(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Create orders."""
    for start in range(0, len(rows), CHUNK):
        await session.execute(insert(OrderRow).on_conflict_do_nothing(), list(rows[start : start + CHUNK]))


async def add_facts(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Append facts, in this order."""
    for start in range(0, len(rows), CHUNK):
        await session.execute(insert(OrderFactRow), list(rows[start : start + CHUNK]))


async def file_seen(session: Session, *, file_sha256: str) -> bool:
    """True when this very file was imported before."""
    query = select(func.count()).where(OrderImportRow.file_sha256 == file_sha256)
    return bool((await session.execute(query)).scalar_one())


async def remember_file(session: Session, **values: Any) -> None:
    """Note that an order file was taken."""
    await session.execute(insert(OrderImportRow).values(**values).on_conflict_do_nothing())


async def touching(
    session: Session, *, start: dt.datetime, end: dt.datetime, visible_people: frozenset[UUID] | None
) -> list[KnownOrder]:
    """Orders placed, cancelled or returned in a span of time, of the people in scope."""
    moved = exists().where(
        OrderFactRow.order_id == OrderRow.id,
        OrderFactRow.kind.in_(("cancelled", "returned")),
        OrderFactRow.at >= start,
        OrderFactRow.at < end,
    )
    placed = (OrderRow.ordered_at >= start) & (OrderRow.ordered_at < end)
    return await _known(session, [or_(placed, moved), *_scope(visible_people)])


async def all_orders(
    session: Session, *, until: dt.datetime, visible_people: frozenset[UUID] | None
) -> list[KnownOrder]:
    """Orders placed by a moment, with what had happened by then."""
    conditions = [OrderRow.ordered_at <= until, *_scope(visible_people)]
    return await _known(session, conditions, until=until)


def _scope(visible_people: frozenset[UUID] | None) -> list[ColumnElement[bool]]:
    if visible_people is None:
        return []
    seen = list(visible_people)
    return [or_(OrderRow.agent_id.in_(seen), OrderRow.closer_id.in_(seen))]


async def _known(
    session: Session, conditions: list[ColumnElement[bool]], *, until: dt.datetime | None = None
) -> list[KnownOrder]:
    earlier = aliased(OrderRow)
    before = exists().where(
        earlier.customer_key == OrderRow.customer_key,
        OrderRow.customer_key != "",
        or_(
            earlier.ordered_at < OrderRow.ordered_at,
            (earlier.ordered_at == OrderRow.ordered_at) & (earlier.order_number < OrderRow.order_number),
        ),
    )
    query = (
        select(OrderRow, before.label("known_customer"))
        .where(*conditions)
        .order_by(OrderRow.ordered_at, OrderRow.order_number)
    )
    rows = (await session.execute(query)).all()
    found = await states(session, [row.id for row, _ in rows], until=until)
    return [KnownOrder(row, found.get(row.id, OrderState()), not known) for row, known in rows]


async def page_of_orders(
    session: Session,
    *,
    visible_people: frozenset[UUID] | None,
    q: str,
    offset: int,
    limit: int,
    person_id: UUID | None = None,
    span: tuple[dt.datetime, dt.datetime] | None = None,
) -> tuple[list[OrderRow], int]:
    """One page of orders, newest first, and how many there are; of a person as agent or closer, placed in a span."""
    conditions = _scope(visible_people)
    if person_id is not None:
        conditions.append(or_(OrderRow.agent_id == person_id, OrderRow.closer_id == person_id))
    if span is not None:
        conditions.append(and_(OrderRow.ordered_at >= span[0], OrderRow.ordered_at < span[1]))
    if q:
        like = f"%{q.replace('%', '').replace('_', '')}%"
        conditions.append(or_(OrderRow.order_number.ilike(like), OrderRow.company.ilike(like)))
    total = await session.scalar(select(func.count()).select_from(OrderRow).where(*conditions))
    query = (
        select(OrderRow)
        .where(*conditions)
        .order_by(OrderRow.ordered_at.desc(), OrderRow.order_number)
        .offset(offset)
        .limit(limit)
    )
    return list((await session.execute(query)).scalars()), total or 0


async def order_row(session: Session, order_id: UUID) -> OrderRow | None:
    """One order."""
    return await session.get(OrderRow, order_id)
