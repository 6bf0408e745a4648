"""The public pool (公海): claim, return, hand over, automatic return (product §3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from callwright.flow.leads import repository
from callwright.flow.leads.contracts import Lead, LeadState
from callwright.flow.leads.decide.claiming import PoolLead, why_not_claim
from callwright.flow.leads.errors import LeadBarred, LeadNotFound, NotOwner
from callwright.flow.leads.models import LeadRow
from callwright.flow.leads.service.reading import lead
from callwright.flow.leads.service.refusals import bar_refused_of
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.rules.leads.values import LeadParameters, lead_parameters


async def claim(
    session: Session, *, lead_id: UUID, person_id: UUID, at: dt.datetime, calendar: CompanyCalendar
) -> Lead:
    """Take a lead from the public pool; every claim counts for the company day, returned or not.

    Errors: LeadNotFound, LeadTaken, LeadBarred, ClaimLimitReached, CapReached, CoolingDown, NotYetAvailable.
    """
    day = calendar.day_of(at)
    rules = lead_parameters(day)
    await repository.lock_person(session, person_id)
    row = await repository.lock_lead(session, lead_id)
    if row is None:
        raise LeadNotFound(lead_id=str(lead_id))
    if row.owner_id == person_id:
        return await lead(session, lead_id)
    start, end = calendar.bounds(day)
    problem = why_not_claim(
        PoolLead(row.owner_id, row.state, row.previous_owner_id, row.cooldown_until, row.available_from),
        person_id=person_id,
        claims_today=await repository.claims_between(session, person_id=person_id, start=start, end=end),
        held=(await repository.open_held(session, [person_id])).get(person_id, 0),
        refused=False,
        at=at,
        rules=rules,
    )
    if problem is not None:
        raise problem
    if await bar_refused_of(session, [row]):
        raise LeadBarred
    await _own(session, [row], person_id, act="claim", why=CLAIMED, at=at, rules=rules)
    return await lead(session, lead_id)


async def return_lead(
    session: Session, *, lead_id: UUID, person_id: UUID | None, at: dt.datetime, day: dt.date
) -> Lead:
    """Give a lead back to the pool; the owner may not claim it again before the cool-down ends.

    `person_id` is who returns it and must own it; None lets a lead of people (or the owner) do it.
    """
    row = await repository.lock_lead(session, lead_id)
    if row is None:
        raise LeadNotFound(lead_id=str(lead_id))
    if row.owner_id is None:
        return await lead(session, lead_id)
    if person_id is not None and row.owner_id != person_id:
        raise NotOwner
    await _release(session, [row], act="return", why=RETURNED, at=at, rules=lead_parameters(day))
    return await lead(session, lead_id)


async def return_expired(session: Session, *, at: dt.datetime, day: dt.date) -> int:
    """Return leads whose protection ran out; leads with an order are exempt. Returns how many."""
    rows = await repository.owned_by(session, protected_before=at)
    await _release(session, rows, act="expired", why=EXPIRED, at=at, rules=lead_parameters(day))
    return len(rows)


async def hand_over(
    session: Session, *, person_id: UUID, to: UUID | None, at: dt.datetime, day: dt.date
) -> int:
    """Give all open leads of a person to another one, or to the pool; returns how many (product §3)."""
    rows = await repository.owned_by(session, person_id=person_id)
    rules = lead_parameters(day)
    if to is None:
        await _release(session, rows, act="left", why=LEFT_COMPANY, at=at, rules=rules)
    else:
        await _own(session, rows, to, act="hand_over", why=HANDED_OVER, at=at, rules=rules)
    return len(rows)


async def _own(
    session: Session,
    rows: Sequence[LeadRow],
    person_id: UUID,
    *,
    act: str,
    why: Text,
    at: dt.datetime,
    rules: LeadParameters,
) -> None:
    for row in rows:
        row.previous_owner_id = row.owner_id or row.previous_owner_id
        row.owner_id = person_id
        row.owned_since = at
        row.protected_until = at + dt.timedelta(days=rules.protection_days)
        row.explanation = why.to_json()
        if row.state == str(LeadState.NEW):
            row.state = str(LeadState.ASSIGNED)
    await session.flush()
    await repository.add_ownership(session, [_line(row.id, person_id, act, why, at) for row in rows])


async def _release(
    session: Session, rows: Sequence[LeadRow], *, act: str, why: Text, at: dt.datetime, rules: LeadParameters
) -> None:
    lines = [_line(row.id, row.owner_id, act, why, at) for row in rows if row.owner_id is not None]
    for row in rows:
        row.previous_owner_id = row.owner_id
        row.cooldown_until = at + dt.timedelta(days=rules.cooldown_days)
        row.owner_id = None
        row.owned_since = None
        row.protected_until = None
        row.explanation = why.to_json()
        if row.state == str(LeadState.ASSIGNED):
            row.state = str(LeadState.NEW)
    await session.flush()
    await repository.add_ownership(session, lines)


def _line(lead_id: UUID, person_id: UUID, act: str, why: Text, at: dt.datetime) -> dict[str, object]:
    return {"lead_id": lead_id, "person_id": person_id, "act": act, "explanation": why.to_json(), "at": at}


CLAIMED = Text(zh="从公海领取。", en="Claimed from the public pool.")
RETURNED = Text(zh="主动退回公海。", en="Returned to the public pool.")
EXPIRED = Text(zh="保护期已过，自动退回公海。", en="The protection ran out; returned to the public pool.")
LEFT_COMPANY = Text(
    zh="归属人离职，退回公海。", en="The owner left the company; returned to the public pool."
)
HANDED_OVER = Text(zh="由离职或调岗的同事移交。", en="Handed over by a colleague who left or moved.")
