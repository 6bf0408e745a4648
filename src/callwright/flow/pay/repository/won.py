"""Cash prizes that closed statements paid, and the orders of the months they were won in."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, or_, select

from callwright.flow.pay.contracts import WonPrize
from callwright.flow.pay.models import CreditRow, LineRow, SnapshotRow, StatementRow
from callwright.kernel.period import Month
from callwright.platform.db import Session, among

PRIZE, TAKEN_BACK = ("prize.", "gate.prize."), "correction.prize."
Key = tuple[UUID, Month]


async def won_prizes(
    session: Session, *, people: Collection[UUID], months: Collection[str]
) -> dict[Key, list[WonPrize]]:
    """Prizes for which statements of these people and months paid cash, with what is left of it."""
    won: dict[tuple[UUID, str, str], Decimal] = {}
    found = (
        select(StatementRow.person_id, StatementRow.month, LineRow.code, LineRow.amount)
        .join(LineRow, LineRow.statement_id == StatementRow.id)
        .where(
            StatementRow.person_id == among(people),
            StatementRow.month.in_(months),
            or_(*(LineRow.code.startswith(each) for each in PRIZE)),
        )
    )
    for person_id, month, code, amount in await session.execute(found):
        key = (person_id, month, code.rpartition("prize.")[2])
        won[key] = won.get(key, Decimal(0)) + amount
    back = (
        select(StatementRow.person_id, LineRow.corrects, LineRow.code, func.sum(LineRow.amount))
        .join(LineRow, LineRow.statement_id == StatementRow.id)
        .where(
            StatementRow.person_id == among(people),
            LineRow.corrects.in_(months),
            LineRow.code.startswith(TAKEN_BACK),
        )
        .group_by(StatementRow.person_id, LineRow.corrects, LineRow.code)
    )
    taken = {
        (person_id, month, code.removeprefix(TAKEN_BACK)): amount
        for person_id, month, code, amount in await session.execute(back)
    }
    prizes: dict[Key, list[WonPrize]] = {}
    for key, amount in won.items():
        if amount:
            person_id, month, code = key
            left = amount + taken.get(key, Decimal(0))
            prizes.setdefault((person_id, Month.parse(month)), []).append(WonPrize(code, amount, left))
    return prizes


async def orders_of(
    session: Session, *, people: Collection[UUID], months: Collection[str]
) -> dict[Key, set[UUID]]:
    """Orders whose revenue was counted for a month, by person and month."""
    found = select(CreditRow.person_id, CreditRow.origin, CreditRow.order_id).where(
        CreditRow.person_id == among(people), CreditRow.origin.in_(months)
    )
    orders: dict[Key, set[UUID]] = {}
    for person_id, origin, order_id in await session.execute(found):
        orders.setdefault((person_id, Month.parse(origin)), set()).add(order_id)
    return orders


async def measured(
    session: Session, *, people: Collection[UUID], months: Collection[str]
) -> dict[Key, dict[str, Decimal]]:
    """What triggers looked at when the months were closed."""
    found = (
        select(StatementRow.person_id, StatementRow.month, SnapshotRow.measured)
        .join(SnapshotRow, SnapshotRow.statement_id == StatementRow.id)
        .where(StatementRow.person_id == among(people), StatementRow.month.in_(months))
    )
    return {
        (person_id, Month.parse(month)): {name: Decimal(value) for name, value in values.items()}
        for person_id, month, values in await session.execute(found)
    }
