"""Reading statements."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from callwright.flow.pay.contracts import ClosedPay, Statement, StatementLine, Version
from callwright.flow.pay.decide.links import line_links
from callwright.flow.pay.decide.scope import statement_scope
from callwright.flow.pay.errors import StatementUnknown
from callwright.flow.pay.repository import disputes
from callwright.flow.pay.repository import statements as repository
from callwright.flow.pay.repository.one_statement import one_statement
from callwright.kernel.period import Month
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Person, PersonName
from callwright.rules.engine.explained import money


async def statement(
    session: Session, *, person_id: UUID, month: Month, visible_people: frozenset[UUID] | None = None
) -> Statement:
    """A closed statement with its lines; StatementUnknown (404) also outside the scope."""
    found = await one_statement(session, month=month, person_id=person_id, visible_people=visible_people)
    if found is None:
        raise StatementUnknown(month=month)
    return found


async def visible_statement(
    session: Session, *, person_id: UUID, month: Month, principal: Principal
) -> Statement:
    """A statement within the scope of the one who asks; looking at it this way is not noted as opening it."""
    return await statement(
        session, person_id=person_id, month=month, visible_people=statement_scope(principal)
    )


async def open_statement(
    session: Session, *, person_id: UUID, month: Month, principal: Principal, at: datetime
) -> Statement:
    """A statement for the one who asks, within that person's scope; the owner's first look is noted."""
    found = await statement(
        session, person_id=person_id, month=month, visible_people=statement_scope(principal)
    )
    if principal.person_id == person_id and found.opened_at is None:
        await repository.mark_opened(session, statement_id=found.id, at=at)
    return found


async def statements(session: Session, *, month: Month, principal: Principal) -> list[Statement]:
    """Closed statements of a month that the one who asks may see: the own one, or all by role."""
    return await repository.statements(session, month=str(month), visible_people=statement_scope(principal))


async def statements_page(
    session: Session, *, month: Month, principal: Principal, offset: int, limit: int
) -> tuple[list[tuple[Person, Statement]], int]:
    """One page of a month's statements with their people, by employee number, and how many may be seen."""
    scope = statement_scope(principal)
    seen = set(await repository.people_of(session, month=str(month), visible_people=scope))
    people = sorted(
        (person for person in await staff.people(session) if person.id in seen),
        key=lambda person: person.employee_number,
    )
    shown = people[offset : offset + limit]
    found = await repository.statements(
        session, month=str(month), people=[person.id for person in shown], visible_people=scope
    )
    by_person = {each.person_id: each for each in found}
    return [(person, by_person[person.id]) for person in shown], len(people)


async def versions(session: Session, *, person_id: UUID, month: Month, principal: Principal) -> list[Version]:
    """V1 as it was closed, and one version per later statement that corrects the month, with its delta.

    StatementUnknown (404) also outside the scope of the one who asks.
    """
    first = await statement(
        session, person_id=person_id, month=month, visible_people=statement_scope(principal)
    )
    found = [Version(1, month, first.closed_at, first.lines, first.paid_total, first.paid_total)]
    later: dict[tuple[Month, datetime], list[StatementLine]] = {}
    for name, closed_at, line in await repository.corrections_of(
        session, person_id=person_id, month=str(month)
    ):
        later.setdefault((name, closed_at), []).append(line)
    for (name, closed_at), lines in later.items():
        delta = sum((line.amount for line in lines), Decimal(0))
        found.append(Version(len(found) + 1, name, closed_at, tuple(lines), delta, found[-1].total + delta))
    return found


async def closing(session: Session, month: Month) -> ClosedPay | None:
    """How and when a month of pay was closed; None while it is open."""
    row = await repository.closing(session, str(month))
    if row is None:
        return None
    paid_out = await disputes.payout(session, str(month))
    count, earned, paid, corrections, unscored = await repository.totals(session, str(month))
    return ClosedPay(
        month=month,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        currency=str(row.plan["currency"]),
        statements=count,
        earned_total=earned,
        paid_total=paid,
        corrections=corrections,
        unscored=unscored,
        already_closed=True,
        payout=paid_out,
    )


async def unopened_statements(session: Session, *, closed_before: datetime) -> list[tuple[UUID, str]]:
    """Statements (person, month) closed before a moment that their owners never opened."""
    return await repository.unopened(session, closed_before=closed_before)


async def wrong_sums(session: Session) -> list[UUID]:
    """Statements whose lines do not sum to their total: an invariant, always empty."""
    return await repository.wrong_sums(session)


def statement_json(found: Statement, person: Person | PersonName) -> dict[str, Any]:
    """A statement with the person's name as plain data, for HTTP and `--json` alike."""
    return {
        "statement_id": str(found.id),
        "person_id": str(found.person_id),
        "employee_number": person.employee_number,
        "name": person.name,
        "month": str(found.month),
        "currency": found.currency,
        "state": found.state,
        "kind": found.kind,
        "grade": found.grade,
        "lines": [line.to_json() | {"links": line_links(found, line)} for line in found.lines],
        "earned_total": money(found.earned_total),
        "paid_total": money(found.paid_total),
        "rule_versions": list(found.rule_versions),
        "closed_at": found.closed_at.isoformat(),
        "opened_at": found.opened_at.isoformat() if found.opened_at else None,
    }
