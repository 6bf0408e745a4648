"""Who said no: read at the moment of use, so that a refusal counts at once (product §2.5)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from callwright.flow.leads import repository
from callwright.flow.leads.contracts import LeadState
from callwright.flow.leads.models import LeadRow
from callwright.platform.db import Session
from callwright.registers.contacts import service as contacts


async def bar_refused_of(session: Session, rows: Sequence[LeadRow]) -> set[UUID]:
    """Bar those of `rows` whose contact has a refused number; returns their lead ids."""
    found = await contacts.contacts(session, [row.contact_id for row in rows])
    numbers = {
        row.id: [number.e164 for number in found[row.contact_id].numbers]
        for row in rows
        if row.contact_id in found
    }
    asked = [number for several in numbers.values() for number in several]
    refused = await contacts.refused(session, asked) if asked else set()
    barred = {lead_id for lead_id, several in numbers.items() if refused.intersection(several)}
    await repository.change(
        session,
        barred,
        state=str(LeadState.BARRED),
        barred_reason="refused",
        owner_id=None,
        protected_until=None,
    )
    return barred
