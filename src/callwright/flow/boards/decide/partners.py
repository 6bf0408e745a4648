"""What one side of the comparison did and cost in a month."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from decimal import Decimal

from callwright.flow.boards.contracts import Caller
from callwright.flow.calls.contracts import PersonActivity
from callwright.flow.orders.contracts import RevenueFact
from callwright.flow.pay.contracts import Statement
from callwright.kernel.text import Text
from callwright.registers.staff.contracts import PartnerTerm, PartnerUnit

NO_TERMS = Text("没有约定价格", "no price was agreed")
NOT_CLOSED = Text("本月薪酬尚未关账", "pay of the month is not closed yet")
MIXED = Text("价格用了不同的货币", "prices are in different currencies")
_HOUR = Decimal(3600)
_COUNTS = ("dials", "connected", "effective", "interested", "talk_seconds")


@dataclass(frozen=True)
class Work:
    """What some people did together, before anybody asks what it cost."""

    dials: int
    connected: int
    effective: int
    interested: int
    talk_seconds: int
    orders: Decimal
    revenue: Decimal


def work_of(
    people: Collection[uuid.UUID], activity: Iterable[PersonActivity], facts: Iterable[RevenueFact]
) -> Work:
    """Activity and signed revenue of these people added up."""
    done = [one for one in activity if one.person_id in people]
    sold = [one for one in facts if one.person_id in people]
    counts = {name: sum(getattr(one, name) for one in done) for name in _COUNTS}
    orders = sum((one.share if one.kind == "sale" else -one.share for one in sold), Decimal(0))
    return Work(**counts, orders=orders, revenue=sum((one.amount for one in sold), Decimal(0)))


def own_caller(people: Collection[uuid.UUID], work: Work, statements: Collection[Statement] | None) -> Caller:
    """Our own people; their cost is what they are paid, unknown before the month is closed."""
    mine = None if statements is None else [one for one in statements if one.person_id in people]
    cost = None if mine is None else sum((one.paid_total for one in mine), Decimal(0))
    currency = next((one.currency for one in mine or ()), "CNY")
    return _caller(None, "", len(people), work, cost, None if mine is not None else NOT_CLOSED, currency)


def partner_caller(
    department_id: uuid.UUID,
    name: str,
    people: Collection[uuid.UUID],
    work: Work,
    terms: Collection[PartnerTerm],
) -> Caller:
    """A partner; its cost is what the terms of the last day of the month give it."""
    currencies = sorted({one.currency for one in terms})
    missing = None if len(currencies) == 1 else MIXED if currencies else NO_TERMS
    cost = None
    if missing is None:
        cost = sum((one.price * units_of(work, one.per) for one in terms), Decimal(0))
    return _caller(
        department_id, name, len(people), work, cost, missing, currencies[0] if currencies else "CNY"
    )


def units_of(work: Work, per: PartnerUnit) -> Decimal:
    """How many units a partner is paid for; orders taken back below zero are paid as none."""
    if per is PartnerUnit.MONTH:
        return Decimal(1)
    if per is PartnerUnit.TALK_HOUR:
        return Decimal(work.talk_seconds) / _HOUR
    if per is PartnerUnit.EFFECTIVE_CONTACT:
        return Decimal(work.effective)
    if per is PartnerUnit.INTERESTED_LEAD:
        return Decimal(work.interested)
    return max(Decimal(0), work.orders)


def _caller(
    department_id: uuid.UUID | None,
    name: str,
    people: int,
    work: Work,
    cost: Decimal | None,
    missing: Text | None,
    currency: str,
) -> Caller:
    done = {field.name: getattr(work, field.name) for field in fields(work)}
    rounded = None if cost is None else cost.quantize(Decimal("0.01"))
    return Caller(department_id, name, people, **done, cost=rounded, cost_missing=missing, currency=currency)
