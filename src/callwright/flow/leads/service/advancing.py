"""What calls and orders do to the state of a lead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from callwright.flow.leads.contracts import LeadState
from callwright.flow.leads.decide.progress import later_of
from callwright.flow.leads.models import LeadRow
from callwright.flow.leads.repository import leads
from callwright.flow.leads.service.holding import hold_suppressed
from callwright.flow.leads.service.owning import tell_protection
from callwright.platform.db import Session
from callwright.registers.contacts import service as contacts
from callwright.rules.leads.values import lead_parameters


async def advance(
    session: Session,
    *,
    contact_ids: Collection[UUID],
    to: LeadState,
    at: dt.datetime,
    day: dt.date,
    campaign_code: str | None = None,
) -> int:
    """Move the leads of contacts forward after work was done; returns how many changed.

    A lead never moves back (an import in another order gives the same end) and never out of barred.
    Work renews the owner's protection.
    """
    rows = await leads.leads_of_contacts(
        session, await _one_with(session, contact_ids), campaign_code=campaign_code
    )
    protection = dt.timedelta(days=lead_parameters(day).protection_days)
    changed = 0
    renewed: list[LeadRow] = []
    for row in rows:
        state = later_of(LeadState(row.state), to)
        if row.owner_id is not None and row.state != str(LeadState.BARRED):
            row.protected_until = max(row.protected_until or at, at + protection)
            renewed.append(row)
        if str(state) != row.state:
            row.state = str(state)
            changed += 1
    await session.flush()
    await tell_protection(session, renewed, at=at)
    return changed


async def bar_refused(session: Session, *, contact_ids: Collection[UUID], at: dt.datetime) -> int:
    """Look anew at the leads of contacts that said no, in every campaign; returns how many are barred by it."""
    rows = await leads.leads_of_contacts(session, await _one_with(session, contact_ids), campaign_code=None)
    open_rows = [row for row in rows if row.state != str(LeadState.BARRED)]
    found = await hold_suppressed(session, open_rows, at=at)
    return sum(one.final for one in found.values())


async def _one_with(session: Session, contact_ids: Collection[UUID]) -> set[UUID]:
    """These contacts and all that were merged with them: a lead stays under the id it was created with."""
    families = await contacts.families(session, list(contact_ids))
    return set(contact_ids).union(*families.values())
