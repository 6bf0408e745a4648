"""A lead changes hands: in one place, with its explanation, its protection told to the ledger, its tasks moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from callwright.flow.leads.contracts import LeadState
from callwright.flow.leads.models import LeadRow
from callwright.flow.leads.repository import ownership, tasks
from callwright.flow.lists import service as lists
from callwright.flow.lists.contracts import NewSuppression
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.rules.leads.values import LeadParameters

Given = tuple[LeadRow, UUID, Text]
"""A lead, who gets it, and why."""


async def own(
    session: Session, given: Sequence[Given], *, act: str, at: dt.datetime, rules: LeadParameters
) -> None:
    """Give leads to people; each is protected for its new owner from now."""
    for row, person_id, why in given:
        row.previous_owner_id = row.owner_id or row.previous_owner_id
        row.owner_id = person_id
        row.owned_since = at
        row.protected_until = at + dt.timedelta(days=rules.protection_days)
        row.explanation = why.to_json()
        row.held_kind = row.held_until = None
        if row.state == str(LeadState.NEW):
            row.state = str(LeadState.ASSIGNED)
    await session.flush()
    await ownership.add_ownership(
        session, [line(row.id, person_id, act, why, at) for row, person_id, why in given]
    )
    for person_id in {person_id for _, person_id, _ in given}:
        await tasks.move(session, [row.id for row, owner, _ in given if owner == person_id], person_id)
    await tell_protection(session, [row for row, _, _ in given], at=at)


async def give_up(
    session: Session,
    rows: Sequence[LeadRow],
    *,
    act: str,
    why: Text,
    at: dt.datetime,
    rules: LeadParameters,
) -> None:
    """Give leads back to the pool; open tasks stay with the lead for its next owner."""
    lines = [line(row.id, row.owner_id, act, why, at) for row in rows if row.owner_id is not None]
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
    await ownership.add_ownership(session, lines)
    await lists.end_suppressions(
        session, sources=[f"lead:{row.id}" for row in rows], at=at, by="leads", why=act
    )


async def tell_protection(session: Session, rows: Sequence[LeadRow], *, at: dt.datetime) -> None:
    """Tell the ledger for whom these leads are protected until when, so that no other campaign calls the contact."""
    entries = [
        NewSuppression(
            kind="protected",
            subject_kind="contact",
            subject=str(row.contact_id),
            source=f"lead:{row.id}",
            since=row.owned_since or at,
            until=row.protected_until,
            name=row.company or row.person,
            campaign_code=row.campaign_code,
            person_id=row.owner_id,
        )
        for row in rows
        if row.owner_id is not None and row.protected_until is not None
    ]
    await lists.suppress(session, entries, by="leads", at=at)


def line(lead_id: UUID, person_id: UUID, act: str, why: Text, at: dt.datetime) -> dict[str, object]:
    """A line of the history of ownership."""
    return {"lead_id": lead_id, "person_id": person_id, "act": act, "explanation": why.to_json(), "at": at}
