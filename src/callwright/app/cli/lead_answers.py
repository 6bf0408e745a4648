"""What the lead commands share: finding a person, a lead as JSON."""

from __future__ import annotations

from typing import Any

from callwright.flow.leads.contracts import Lead
from callwright.kernel.phone import PhoneNumber
from callwright.platform.db import Session
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Person
from callwright.registers.staff.errors import PersonUnknown


async def person_of(session: Session, reference: str) -> Person:
    """The person of an employee number or name; PersonUnknown otherwise."""
    found = (await staff.resolver(session)).find(reference)
    if found is None:
        raise PersonUnknown(reference=reference)
    return found


def lead_json(lead: Lead) -> dict[str, Any]:
    """A lead for `--json`, numbers masked."""
    return {
        "id": str(lead.id),
        "contact_id": str(lead.contact_id),
        "campaign": lead.campaign_code,
        "batch_id": str(lead.batch_id) if lead.batch_id else None,
        "company": lead.company,
        "person": lead.person,
        "region": lead.region,
        "numbers": [PhoneNumber(number).masked for number in lead.numbers],
        "state": str(lead.state),
        "barred_reason": lead.barred_reason,
        "owner_id": str(lead.owner_id) if lead.owner_id else None,
        "owner": lead.owner,
        "score": str(lead.score) if lead.score is not None else None,
        "created_at": lead.created_at.isoformat(),
        "protected_until": lead.protected_until.isoformat() if lead.protected_until else None,
        "explanation": lead.explanation.to_json() if lead.explanation else None,
        "held_kind": lead.held_kind,
        "held_until": lead.held_until.isoformat() if lead.held_until else None,
    }
