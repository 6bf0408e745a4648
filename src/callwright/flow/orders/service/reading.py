"""Looking at orders."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from callwright.flow.orders import repository
from callwright.flow.orders.contracts import STEP_DEPARTMENTS, Order, Step, StepView
from callwright.flow.orders.decide.facts import CANCELLED, RETURNED, OrderState, due_at
from callwright.flow.orders.errors import OrderNotFound
from callwright.flow.orders.models import OrderRow
from callwright.platform.db import Session
from callwright.registers.staff import service as staff
from callwright.rules.orders.values import order_parameters


async def orders_page(
    session: Session,
    *,
    visible_people: frozenset[UUID] | None,
    q: str = "",
    offset: int = 0,
    limit: int = 50,
    person_id: UUID | None = None,
    span: tuple[dt.datetime, dt.datetime] | None = None,
) -> tuple[list[Order], int]:
    """One page of orders, newest first, of the people in scope (as agent or closer), and the total.

    Of one person, and placed in [start, end) of `span`, where they are given.
    """
    rows, total = await repository.page_of_orders(
        session,
        visible_people=visible_people,
        q=q,
        offset=offset,
        limit=limit,
        person_id=person_id,
        span=span,
    )
    return await _orders(session, rows), total


async def order(session: Session, order_id: UUID, *, visible_people: frozenset[UUID] | None = None) -> Order:
    """One order; OrderNotFound also when outside the scope."""
    row = await repository.order_row(session, order_id)
    if row is None or (visible_people is not None and not visible_people & {row.agent_id, row.closer_id}):
        raise OrderNotFound(order_id=str(order_id))
    return (await _orders(session, [row]))[0]


async def _orders(session: Session, rows: Sequence[OrderRow]) -> list[Order]:
    names = {one.id: one.name for one in await staff.people(session)} if rows else {}
    states = await repository.states(session, [row.id for row in rows])
    return [_order(row, states.get(row.id, OrderState()), names) for row in rows]


def _order(row: OrderRow, state: OrderState, names: dict[UUID, str]) -> Order:
    limits = order_parameters(row.ordered_at.date()).limits
    block, returned = state.block, state.facts.get(RETURNED)
    cancelled = state.facts.get(CANCELLED)
    back = returned or cancelled
    return Order(
        id=row.id,
        order_number=row.order_number,
        agent_id=row.agent_id,
        agent=names.get(row.agent_id, ""),
        closer_id=row.closer_id,
        closer=names.get(row.closer_id) if row.closer_id else None,
        company=row.company,
        number=row.number,
        product=row.product,
        product_code=row.product_code,
        quantity=row.quantity,
        amount=state.amount,
        margin=state.margin,
        ordered_at=row.ordered_at,
        cancelled_at=state.at(CANCELLED),
        returned_at=state.at(RETURNED),
        refund_amount=back.amount if back else None,
        blocked_by=block.details.get("department") if block else None,
        block_reason=block.details.get("reason") if block else None,
        blocked_since=block.at if block else None,
        steps=tuple(
            StepView(
                step, STEP_DEPARTMENTS[step][0], state.at(step), due_at(state, step, row.ordered_at, limits)
            )
            for step in Step
        ),
    )
