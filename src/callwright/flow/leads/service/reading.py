"""Looking at leads."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from callwright.flow.leads.contracts import BatchFit, Lead, LeadState, OwnershipLine
from callwright.flow.leads.errors import LeadNotFound
from callwright.flow.leads.models import LeadRow
from callwright.flow.leads.repository import leads as stored
from callwright.flow.leads.repository import ownership
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.registers.contacts import service as contacts
from callwright.registers.staff import service as staff


async def leads_page(
    session: Session,
    *,
    visible_people: frozenset[UUID] | None,
    pool: bool = False,
    state: str | None = None,
    owner_id: UUID | None = None,
    campaign_code: str | None = None,
    q: str = "",
    offset: int = 0,
    limit: int = 50,
) -> tuple[list[Lead], int]:
    """One page of leads and the total. With a limited scope only leads owned within it; `pool` gives the pool."""
    wanted = stored.Filter(visible_people, pool, owner_id, state, campaign_code, q)
    rows, total = await stored.page_of_leads(session, wanted, offset=offset, limit=limit)
    return await _leads(session, rows), total


async def lead(session: Session, lead_id: UUID, *, visible_people: frozenset[UUID] | None = None) -> Lead:
    """One lead; LeadNotFound also when its owner is outside the scope."""
    row = next(iter(await stored.read_leads(session, [lead_id])), None)
    hidden = row is not None and visible_people is not None and row.owner_id not in visible_people
    if row is None or hidden:
        raise LeadNotFound(lead_id=str(lead_id))
    return (await _leads(session, [row]))[0]


async def leads_by_id(session: Session, lead_ids: Sequence[UUID]) -> list[Lead]:
    """These leads in the order asked; unknown ones are left out."""
    rows = {row.id: row for row in await stored.read_leads(session, lead_ids)}
    return await _leads(session, [rows[one] for one in lead_ids if one in rows])


async def lead_history(
    session: Session, lead_id: UUID, *, visible_people: frozenset[UUID] | None = None
) -> list[OwnershipLine]:
    """Every change of hands of a lead, oldest first; LeadNotFound also outside the scope."""
    await lead(session, lead_id, visible_people=visible_people)
    names = {one.id: one.name for one in await staff.people(session)}
    return [
        OwnershipLine(row.person_id, names.get(row.person_id, ""), row.act, Text(**row.explanation), row.at)
        for row in await ownership.history(session, lead_id)
    ]


async def batch_fit(session: Session, *, batch_ids: Collection[UUID]) -> list[BatchFit]:
    """Average fit of the leads of each batch to the target of their campaign."""
    found = await stored.average_fit(session, batch_ids)
    return [BatchFit(batch, count, average) for batch, (count, average) in found.items()]


async def _leads(session: Session, rows: Sequence[LeadRow]) -> list[Lead]:
    known = await contacts.standing(session, [row.contact_id for row in rows])
    names = {one.id: one.name for one in await staff.people(session)} if rows else {}
    refused = await contacts.refused(
        session, [number.e164 for contact in known.values() for number in contact.numbers]
    )
    leads = []
    for row in rows:
        contact = known.get(row.contact_id)
        numbers = tuple(number.e164 for number in contact.numbers) if contact else ()
        barred = row.state == str(LeadState.BARRED) or bool(refused.intersection(numbers))
        leads.append(
            Lead(
                id=row.id,
                contact_id=row.contact_id,
                campaign_code=row.campaign_code,
                batch_id=row.batch_id,
                company=contact.company if contact else row.company,
                person=contact.person if contact else row.person,
                region=row.region,
                numbers=numbers,
                state=LeadState.BARRED if barred else LeadState(row.state),
                barred_reason=(row.barred_reason or "refused") if barred else None,
                owner_id=row.owner_id,
                owner=names.get(row.owner_id) if row.owner_id else None,
                score=row.score,
                created_at=row.created_at,
                protected_until=row.protected_until,
                explanation=Text(**row.explanation) if row.explanation else None,
                held_kind=None if barred else row.held_kind,
                held_until=None if barred else row.held_until,
                fit_parts=tuple(row.fit_parts),
            )
        )
    return leads
