"""Which contact a called number belongs to."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from callwright.flow.calls.repository import taking
from callwright.platform.db import Session
from callwright.registers.contacts import service as contacts

# Beyond so many numbers one pass over all known contacts is quicker than a question per number.
ASK_ONE_BY_ONE = 300


async def contacts_of(session: Session, numbers: Collection[str]) -> dict[str, uuid.UUID]:
    """Number (E.164) → contact, for those that are known; of several contacts with a number, the oldest."""
    wanted = set(numbers)
    found: dict[str, uuid.UUID] = {}
    if len(wanted) <= ASK_ONE_BY_ONE:
        for e164 in wanted:
            contact = await contacts.find_by_number(session, e164)
            if contact:
                found[e164] = contact.id
        return found
    async for chunk in contacts.known_contacts(session):
        for contact in chunk:
            for number in contact.numbers:
                if number.e164 in wanted:
                    found.setdefault(number.e164, contact.id)
    return found


async def link_contacts(session: Session) -> int:
    """Give attempts whose number was unknown at import the contact that has it now; returns how many."""
    numbers = await taking.numbers_without_contact(session)
    known = await contacts_of(session, numbers)
    return await taking.link_contacts(session, known) if known else 0
