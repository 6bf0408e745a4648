"""What an order adds to or takes from revenue, on which day, for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from callwright.flow.orders.contracts import RevenueFact, RevenueKind, Step
from callwright.flow.orders.decide.facts import CANCELLED, RETURNED, OrderState
from callwright.kernel.ids import derive_id
from callwright.rules.orders.values import OrderParameters


@dataclass(frozen=True)
class OrderIdentity:
    """What never changes about an order."""

    id: UUID
    order_number: str
    agent_id: UUID
    closer_id: UUID | None
    product_code: str | None
    main_push: bool
    ordered_at: dt.datetime
    new_customer: bool


def revenue_of(
    order: OrderIdentity,
    state: OrderState,
    *,
    day_of: Callable[[dt.datetime], dt.date],
    rules: OrderParameters,
) -> list[RevenueFact]:
    """Signed facts of one order. Only a verified order counts.

    The sale stands on the ordered day; a cancellation takes the whole amount back on its day; a return takes
    `refund_amount` back (the whole amount when none is given), never more than was sold. Margin falls in the same
    proportion. Agent and closer share by `agent_share` (rules/orders, product §4.1b).
    """
    if state.at(Step.VERIFIED) is None:
        return []
    moves: list[tuple[RevenueKind, Decimal, dt.datetime]] = [("sale", Decimal(1), order.ordered_at)]
    cancelled_at, returned_at = state.at(CANCELLED), state.at(RETURNED)
    if cancelled_at is not None:
        moves.append(("cancellation", Decimal(-1), cancelled_at))
    elif returned_at is not None:
        moves.append(("return", -_returned_part(state), returned_at))
    return [
        _fact(order, state, kind, part * share, person_id, share, day_of(moment))
        for kind, part, moment in moves
        for person_id, share in _credits(order, state, rules)
    ]


def _returned_part(state: OrderState) -> Decimal:
    refund = state.facts[RETURNED].amount
    if refund is None or state.amount == 0:
        return Decimal(1)
    return min(Decimal(1), refund / state.amount)


def _credits(order: OrderIdentity, state: OrderState, rules: OrderParameters) -> list[tuple[UUID, Decimal]]:
    if order.closer_id is None or order.closer_id == order.agent_id:
        return [(order.agent_id, Decimal(1))]
    share = state.agent_share if state.agent_share is not None else rules.agent_share
    return [
        (person_id, part)
        for person_id, part in ((order.agent_id, share), (order.closer_id, 1 - share))
        if part
    ]


def _fact(
    order: OrderIdentity,
    state: OrderState,
    kind: RevenueKind,
    part: Decimal,
    person_id: UUID,
    share: Decimal,
    on: dt.date,
) -> RevenueFact:
    return RevenueFact(
        id=derive_id("orders.revenue", order.id, kind, person_id),
        order_id=order.id,
        order_number=order.order_number,
        person_id=person_id,
        product_code=order.product_code,
        main_push=order.main_push,
        kind=kind,
        amount=_exact(state.amount * part),
        margin=None if state.margin is None else _exact(state.margin * part),
        on=on,
        new_customer=order.new_customer,
        share=share,
    )


def _exact(amount: Decimal) -> Decimal:
    """Four places carry any share; cents are rounded only where money is paid."""
    return amount.quantize(Decimal("0.0001"))
