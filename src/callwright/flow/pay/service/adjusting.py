"""What people add to the open month: decided adjustments and unpaid leave."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from callwright.flow.pay.contracts import DecidedAdjustment, UnpaidLeave
from callwright.flow.pay.decide.people import pay_kind
from callwright.flow.pay.decide.scope import statement_scope
from callwright.flow.pay.errors import (
    AmountMissing,
    DaysUpsideDown,
    LeaveInClosedMonth,
    LeaveUnknown,
    OwnDispute,
    PersonNotPaid,
)
from callwright.flow.pay.repository import inputs
from callwright.flow.pay.repository import statements as repository
from callwright.kernel.ids import new_id
from callwright.kernel.period import Month
from callwright.kernel.text import Text
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.registers.staff import service as staff
from callwright.rules.engine.rounding import CENT

TITLE = Text("更正", "adjustment")


async def decide_adjustment(
    session: Session,
    *,
    person_id: UUID,
    amount: Decimal,
    reason: str,
    corrects: Month | None,
    principal: Principal,
    at: datetime,
) -> DecidedAdjustment:
    """A correction of its own, with its reason; it becomes a line of the next statement.

    PersonNotPaid (404) outside the scope, OwnDispute (403) for the own pay, AmountMissing (422) for 0 or half cents.
    """
    await _paid_person(session, person_id, principal)
    if amount == 0 or amount != amount.quantize(CENT):
        raise AmountMissing
    made = DecidedAdjustment(
        id=new_id(),
        person_id=person_id,
        corrects=corrects,
        title=TITLE if corrects is None else Text(f"更正：{corrects}", f"adjustment of {corrects}"),
        amount=amount,
        reason=reason.strip(),
        dispute_id=None,
        decided_by=principal.name,
        decided_at=at,
    )
    await inputs.add_adjustment(session, made)
    details: dict[str, object] = {"amount": str(amount), "reason": reason}
    await record(session, principal, action="pay.adjust", object=f"adjustment:{made.id}", details=details)
    return made


async def adjustments(session: Session, *, principal: Principal) -> list[DecidedAdjustment]:
    """Adjustments the one who asks may see, newest first."""
    return await inputs.adjustments(session, visible_people=statement_scope(principal))


async def record_leave(
    session: Session,
    *,
    person_id: UUID,
    first_day: date,
    last_day: date,
    reason: str,
    principal: Principal,
    at: datetime,
) -> UnpaidLeave:
    """Days without pay, both ends included.

    LeaveInClosedMonth (409) when a statement of these days is closed, PersonNotPaid (404), DaysUpsideDown (422).
    """
    if last_day < first_day:
        raise DaysUpsideDown
    await _paid_person(session, person_id, principal)
    await _open(session, first_day, last_day)
    leave = UnpaidLeave(new_id(), person_id, first_day, last_day, reason.strip(), principal.name, at)
    await inputs.add_leave(session, leave)
    await record(session, principal, action="pay.leave", object=f"leave:{leave.id}")
    return leave


async def withdraw_leave(session: Session, *, leave_id: UUID, principal: Principal, at: datetime) -> None:
    """Take back leave that was wrong, while its months are open. LeaveUnknown (404), LeaveInClosedMonth (409)."""
    found = await inputs.leave_of(session, leave_id)
    scope = statement_scope(principal)
    if found is None or (scope is not None and found.person_id not in scope):
        raise LeaveUnknown
    await _open(session, found.first_day, found.last_day)
    if not await inputs.withdraw_leave(session, leave_id=leave_id, by=principal.name, at=at):
        raise LeaveUnknown
    await record(session, principal, action="pay.leave_withdrawn", object=f"leave:{leave_id}")


async def leaves(session: Session, *, month: Month, principal: Principal) -> list[UnpaidLeave]:
    """Unpaid leave that touches a month, of people whose pay may be seen."""
    last_day = month.end - timedelta(days=1)
    scope = statement_scope(principal)
    return await inputs.leaves(session, first_day=month.start, last_day=last_day, visible_people=scope)


async def _open(session: Session, first_day: date, last_day: date) -> None:
    """No day lies in a closed month; nobody closes one until this transaction has ended."""
    await repository.lock(session)
    months = {Month.of(first_day), Month.of(last_day)}
    closed = [
        month for month in await repository.closed_plans(session) if min(months) <= month <= max(months)
    ]
    if closed:
        raise LeaveInClosedMonth(month=max(closed))


async def _paid_person(session: Session, person_id: UUID, principal: Principal) -> None:
    scope = statement_scope(principal)
    people = {person.id: person for person in await staff.people(session)}
    person = people.get(person_id)
    if person is None or pay_kind(person) is None or (scope is not None and person_id not in scope):
        raise PersonNotPaid
    if principal.person_id == person_id:
        raise OwnDispute
