"""Outside companies that call for us (product §4.1 c): a department of kind partner, and what it is paid."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from callwright.kernel.ids import derive_id
from callwright.platform.db import Session
from callwright.registers.staff import repository
from callwright.registers.staff.contracts import Department, PartnerTerm, PartnerUnit
from callwright.registers.staff.errors import DepartmentNotFound, NotAPartner


async def set_partner(session: Session, *, department: str, partner: bool) -> Department:
    """Say that a department is an outside partner, or that it is not; DepartmentNotFound (404)."""
    known = await _department(session, department)
    await repository.set_partner(session, department_id=known.id, partner=partner)
    return Department(known.id, known.name, partner)


async def partners(session: Session) -> list[Department]:
    """All departments that are outside partners, by name."""
    return [one for one in await repository.departments(session) if one.partner]


async def agree_term(
    session: Session,
    *,
    department: str,
    per: PartnerUnit,
    price: Decimal,
    currency: str,
    effective_on: dt.date,
    by: str,
    now: dt.datetime,
) -> PartnerTerm:
    """Keep what a partner is paid per unit from a day on; the same unit on the same day again replaces the price.

    Raises DepartmentNotFound (404), NotAPartner (422).
    """
    known = await _department(session, department)
    if not known.partner:
        raise NotAPartner(name=known.name)
    term = PartnerTerm(known.id, effective_on, per, price, currency)
    row_id = derive_id("staff.partner_term", known.id, effective_on, per)
    await repository.save_term(session, row_id=row_id, term=term, by=by, at=now)
    return term


async def terms_on(session: Session, *, day: dt.date) -> dict[UUID, list[PartnerTerm]]:
    """What each partner is paid on a day: of each unit the latest price that has begun."""
    found: dict[UUID, dict[PartnerUnit, PartnerTerm]] = {}
    for term in await repository.terms_until(session, day=day):
        found.setdefault(term.department_id, {})[term.per] = term
    return {department_id: list(units.values()) for department_id, units in found.items()}


async def _department(session: Session, name: str) -> Department:
    for one in await repository.departments(session):
        if one.name == name:
            return one
    raise DepartmentNotFound(name=name)
