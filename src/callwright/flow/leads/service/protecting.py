"""Protection runs out: a warning beforehand, then back to the pool (product §3)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from uuid import UUID

from callwright.flow.leads.contracts import ReturnWarning
from callwright.flow.leads.decide.protection import returns_at, warn_before
from callwright.flow.leads.events import ReturnsAnnounced
from callwright.flow.leads.models import LeadRow
from callwright.flow.leads.repository import protection
from callwright.flow.leads.service.owning import give_up
from callwright.flow.lists import service as lists
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.platform.events import publish
from callwright.registers.staff import service as staff
from callwright.rules.leads.values import lead_parameters


async def warn_owners(session: Session, *, at: dt.datetime, day: dt.date) -> int:
    """Warn owners of leads whose protection ends within the warning days, once per end; returns how many leads.

    Customers with orders are exempt (product §3). ReturnsAnnounced is published per owner.
    """
    days = lead_parameters(day).warning_days
    rows = await _without_orders(
        session, await protection.to_warn(session, protected_until=warn_before(at, warning_days=days))
    )
    await protection.add_warnings(
        session,
        [
            {
                "lead_id": row.id,
                "person_id": row.owner_id,
                "protected_until": row.protected_until,
                "returns_at": returns_at(row.protected_until or at, warned_at=at, warning_days=days),
                "warned_at": at,
            }
            for row in rows
        ],
    )
    for person_id, count in Counter(row.owner_id for row in rows if row.owner_id).items():
        await publish(session, ReturnsAnnounced(person_id, count), subject=str(person_id))
    return len(rows)


async def return_expired(session: Session, *, at: dt.datetime, day: dt.date) -> int:
    """Return leads whose protection ran out and whose owner was warned in time; returns how many.

    Nothing goes back without its warning; customers with orders stay with their owner.
    """
    rows = await _without_orders(session, await protection.to_return(session, at=at))
    await give_up(session, rows, act="expired", why=EXPIRED, at=at, rules=lead_parameters(day))
    return len(rows)


async def _without_orders(session: Session, rows: Sequence[LeadRow]) -> list[LeadRow]:
    customers = await lists.customers_among(session, {row.contact_id for row in rows})
    return [row for row in rows if row.contact_id not in customers]


async def return_warnings(
    session: Session, *, visible_people: frozenset[UUID] | None, person_id: UUID | None = None
) -> list[ReturnWarning]:
    """Warnings that still hold, the soonest return first."""
    found = await protection.standing_warnings(session, visible_people=visible_people, person_id=person_id)
    names = {one.id: one.name for one in await staff.people(session)} if found else {}
    return [
        ReturnWarning(
            lead_id=lead.id,
            campaign_code=lead.campaign_code,
            company=lead.company,
            person=lead.person,
            owner_id=warning.person_id,
            owner=names.get(warning.person_id, ""),
            protected_until=warning.protected_until,
            returns_at=warning.returns_at,
            warned_at=warning.warned_at,
        )
        for lead, warning in found
    ]


EXPIRED = Text(zh="保护期已过，自动退回公海。", en="The protection ran out; returned to the public pool.")
