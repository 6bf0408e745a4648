"""Pay over HTTP: /api/pay…; everybody sees the own statement, roles with `pay.read_others` more."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel

from callwright.flow.pay import service
from callwright.flow.pay.contracts import Statement
from callwright.flow.scores.errors import BadMonth
from callwright.kernel.period import Month
from callwright.platform.auth import Principal
from callwright.platform.http import CalendarDep, ClockDep, SessionDep, require
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Person
from callwright.rules.engine.explained import money

router = APIRouter(prefix="/api/pay", tags=["pay"])


class StatementSummary(BaseModel):
    """A statement in a list."""

    person_id: UUID
    employee_number: str
    name: str
    department: str
    month: str
    currency: str
    state: str
    earned_total: str
    paid_total: str
    corrections: int
    opened_at: datetime | None

    @classmethod
    def of(cls, statement: Statement, person: Person) -> StatementSummary:
        """With the person's name."""
        return cls(
            person_id=person.id,
            employee_number=person.employee_number,
            name=person.name,
            department=person.department,
            month=str(statement.month),
            currency=statement.currency,
            state=statement.state,
            earned_total=money(statement.earned_total),
            paid_total=money(statement.paid_total),
            corrections=sum(line.code.startswith("correction.") for line in statement.lines),
            opened_at=statement.opened_at,
        )


class StatementList(BaseModel):
    """The statements of a month that the asker may see; `closed_at` is empty while the month is open."""

    month: str
    closed_at: datetime | None
    items: list[StatementSummary]
    total: int


@router.post("/{month}/close")
async def close_pay(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    month: str,
    principal: Annotated[Principal, require("pay.close")],
) -> dict[str, Any]:
    """Close a month of pay; needs closed scores, closing twice answers the first closing."""
    closed = await service.close_pay(
        session, month=_month(month), principal=principal, at=clock.now(), calendar=calendar
    )
    return closed.to_json()


@router.get("/statements")
async def list_statements(
    session: SessionDep, month: str, principal: Annotated[Principal, require("pay.read")]
) -> StatementList:
    """Statements of a month: the own one, or all by role."""
    period = _month(month)
    found = await service.statements(session, month=period, principal=principal)
    people = {person.id: person for person in await staff.people(session)}
    closed = await service.closing(session, period)
    return StatementList(
        month=str(period),
        closed_at=closed.closed_at if closed else None,
        items=[StatementSummary.of(each, people[each.person_id]) for each in found],
        total=len(found),
    )


@router.get("/statements/{person_id}/{month}")
async def show_statement(
    session: SessionDep,
    clock: ClockDep,
    person_id: UUID,
    month: str,
    principal: Annotated[Principal, require("pay.read")],
) -> dict[str, Any]:
    """One statement, its lines with their reason trees; 404 for other people's."""
    found = await service.open_statement(
        session, person_id=person_id, month=_month(month), principal=principal, at=clock.now()
    )
    return service.statement_json(found, await staff.person(session, person_id))


@router.get("/plan")
async def show_plan(
    session: SessionDep,
    clock: ClockDep,
    calendar: CalendarDep,
    _: Annotated[Principal, require("pay.read")],
    month: str | None = None,
) -> dict[str, Any]:
    """The pay plan in force in a month (default: this one); everybody may read the rules of their pay."""
    day = _month(month).start if month else calendar.day_of(clock.now())
    plan = await service.plan_on(session, day)
    return {"version": plan.version, **plan.model_dump(mode="json")}


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError:
        raise BadMonth(month=text) from None
