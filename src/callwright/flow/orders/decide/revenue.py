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

WHOLE, EXACT = Decimal(1), Decimal("0.0001")


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class OrderMoney:
    """What the newest facts of a verified order say about its money; `refund` None: all of it goes back."""

    amount: Decimal
    margin: Decimal | None = None
    agent_share: Decimal | None = None
    cancelled_at: dt.datetime | None = None
    returned_at: dt.datetime | None = None
    refund: Decimal | None = None


def revenue_of(
    order: OrderIdentity,
    state: OrderState,
    *,
    day_of: Callable[[dt.datetime], dt.date],
    rules: OrderParameters,
) -> list[RevenueFact]:
    """Signed facts of one order (`verified_revenue`). Only a verified order counts."""
    if state.at(Step.VERIFIED) is None:
        return []
    returned = state.facts.get(RETURNED)
    money = OrderMoney(
        state.amount,
        state.margin,
        state.agent_share,
        state.at(CANCELLED),
        returned.at if returned else None,
        returned.amount if returned else None,
    )
    return verified_revenue(order, money, day_of=day_of, rules=rules)


def verified_revenue(
    order: OrderIdentity,
    money: OrderMoney,
    *,
    day_of: Callable[[dt.datetime], dt.date],
    rules: OrderParameters,
) -> list[RevenueFact]:
    """Signed facts of one verified order.

    The sale stands on the ordered day; a cancellation takes the whole amount back on its day; a return takes
    `refund_amount` back (the whole amount when none is given), never more than was sold. Margin falls in the same
    proportion. Agent and closer share by `agent_share` (rules/orders, product §4.1b).
    """
    moves: list[tuple[RevenueKind, Decimal, dt.datetime]] = [("sale", WHOLE, order.ordered_at)]
    if money.cancelled_at is not None:
        moves.append(("cancellation", -WHOLE, money.cancelled_at))
    elif money.returned_at is not None:
        moves.append(("return", -_returned_part(money), money.returned_at))
    shares = _credits(order, money, rules)
    return [
        _fact(order, money, kind, part * share, person_id, share, day_of(moment))
        for kind, part, moment in moves
        for person_id, share in shares
    ]


def _returned_part(money: OrderMoney) -> Decimal:
    if money.refund is None or money.amount == 0:
        return WHOLE
    return min(WHOLE, money.refund / money.amount)


def _credits(order: OrderIdentity, money: OrderMoney, rules: OrderParameters) -> list[tuple[UUID, Decimal]]:
    if order.closer_id is None or order.closer_id == order.agent_id:
        return [(order.agent_id, WHOLE)]
    share = money.agent_share if money.agent_share is not None else rules.agent_share
    return [
        (person_id, part)
        for person_id, part in ((order.agent_id, share), (order.closer_id, 1 - share))
        if part
    ]


def _fact(
    order: OrderIdentity,
    money: OrderMoney,
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
        amount=_exact(money.amount * part),
        margin=None if money.margin is None else _exact(money.margin * part),
        on=on,
        new_customer=order.new_customer,
        share=share,
    )


def _exact(amount: Decimal) -> Decimal:
    """Four places carry any share; cents are rounded only where money is paid."""
    return amount.quantize(EXACT)
