"""Statements over HTTP: everybody sees the own one, roles with `pay.read_others` more."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Annotated, Any, Literal
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from callwright.flow.pay import service
from callwright.flow.pay.contracts import Statement
from callwright.flow.pay.ports import Paper, StatementPrinter
from callwright.flow.pay.routes.months import read_month
from callwright.platform.auth import Principal
from callwright.platform.http import CalendarDep, ClockDep, PageParams, PortsDep, SessionDep, require
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
    """The statements of a month that the asker may see; `closed_at` is empty while the month is open.

    `paid_total` is the whole company's, for roles that see everybody's pay.
    """

    month: str
    closed_at: datetime | None
    approved_at: datetime | None
    approved_by: str | None
    paid_total: str | None
    currency: str | None
    items: list[StatementSummary]
    total: int
    page: int
    size: int


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
        session, month=read_month(month), principal=principal, at=clock.now(), calendar=calendar
    )
    return closed.to_json()


@router.get("/statements")
async def list_statements(
    session: SessionDep, page: PageParams, month: str, principal: Annotated[Principal, require("pay.read")]
) -> StatementList:
    """Statements of a month, by employee number: the own one, or all by role."""
    period = read_month(month)
    rows, total = await service.statements_page(
        session, month=period, principal=principal, offset=page.offset, limit=page.size
    )
    closed = await service.closing(session, period)
    others = principal.may("pay.read_others")
    return StatementList(
        month=str(period),
        closed_at=closed.closed_at if closed else None,
        approved_at=closed.payout.approved_at if closed and closed.payout else None,
        approved_by=closed.payout.approved_by if closed and closed.payout and others else None,
        paid_total=money(closed.paid_total) if closed and others else None,
        currency=closed.currency if closed else None,
        items=[StatementSummary.of(each, person) for person, each in rows],
        total=total,
        page=page.page,
        size=page.size,
    )


@router.get("/statements/{person_id}/{month}", response_model=dict[str, Any])
async def show_statement(
    session: SessionDep,
    clock: ClockDep,
    person_id: UUID,
    month: str,
    principal: Annotated[Principal, require("pay.read")],
) -> Response:
    """One statement, its lines with their reason trees; 404 for other people's."""
    found = await service.open_statement(
        session, person_id=person_id, month=read_month(month), principal=principal, at=clock.now()
    )
    person = await staff.person_name(session, person_id)
    return JSONResponse(
        service.statement_json(found, person)
    )  # trees of thousands of nodes are not checked again


@router.get("/statements/{person_id}/{month}/statement.pdf", response_class=Response)
async def print_statement(
    session: SessionDep,
    clock: ClockDep,
    ports: PortsDep,
    person_id: UUID,
    month: str,
    principal: Annotated[Principal, require("pay.read")],
    language: Literal["zh", "en"] = "zh",
) -> Response:
    """One statement as PDF in the asked language."""
    found = await service.open_statement(
        session, person_id=person_id, month=read_month(month), principal=principal, at=clock.now()
    )
    person = await staff.person(session, person_id)
    approved = await service.payout(session, found.month)
    paper = Paper(
        statement=found,
        name=person.name,
        employee_number=person.employee_number,
        department=person.department,
        language=language,
        approved_at=approved.approved_at.date().isoformat() if approved else None,
    )
    printed = await asyncio.to_thread(ports.get(StatementPrinter).print_statement, paper)
    name = f"statement-{person.employee_number}-{found.month}-{language}.pdf"
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(printed, media_type="application/pdf", headers=headers)


@router.get("/statements/{person_id}/{month}/disputes")
async def list_disputes_of_statement(
    session: SessionDep, person_id: UUID, month: str, principal: Annotated[Principal, require("pay.read")]
) -> list[dict[str, Any]]:
    """What was questioned about the lines of one statement."""
    found = await service.visible_statement(
        session, person_id=person_id, month=read_month(month), principal=principal
    )
    return [
        each.to_json()
        for each in await service.disputes_of(session, statement_id=found.id, principal=principal)
    ]


@router.get("/statements/{person_id}/{month}/versions")
async def show_versions(
    session: SessionDep, person_id: UUID, month: str, principal: Annotated[Principal, require("pay.read")]
) -> list[dict[str, Any]]:
    """The month as it was closed, and what each later statement changed about it, with the delta."""
    found = await service.versions(session, person_id=person_id, month=read_month(month), principal=principal)
    return [each.to_json() for each in found]
