"""Reading contacts. What was merged is answered by the contact that stands for it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from uuid import UUID

from callwright.platform.db import Session
from callwright.registers.contacts.contracts import Contact
from callwright.registers.contacts.errors import UnknownContact
from callwright.registers.contacts.repository import contacts as stored
from callwright.registers.contacts.repository import known, merging


async def contact(session: Session, contact_id: UUID) -> Contact:
    """One contact; a merged one is answered by the contact it was merged into. UnknownContact (404)."""
    standing = await stored.standing_id(session, contact_id)
    if standing is None:
        raise UnknownContact(contact=contact_id)
    return (await stored.load_contacts(session, [standing]))[standing]


async def contacts(session: Session, ids: Sequence[UUID]) -> dict[UUID, Contact]:
    """Many contacts by id, as they are stored; unknown ids are left out."""
    return await stored.load_contacts(session, ids)


async def living(session: Session, ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Contact → the contact that stands for it now (itself unless it was merged); unknown ids are left out."""
    return await merging.living(session, ids) if ids else {}


async def standing(session: Session, ids: Sequence[UUID]) -> dict[UUID, Contact]:
    """Many contacts by id, each answered by the contact that stands for it now; unknown ids are left out."""
    heads = await living(session, ids)
    known = await stored.load_contacts(session, sorted(set(heads.values())))
    return {one: known[head] for one, head in heads.items() if head in known}


async def families(session: Session, ids: Sequence[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Contact → all contacts that are one with it by now (merged into it, or with it into another), itself included.

    Whoever keeps something under a contact's id (leads, calls) finds it through these after a merge.
    """
    heads = await living(session, ids)
    members = await merging.families(session, sorted(set(heads.values()))) if heads else {}
    return {one: frozenset(members[head]) for one, head in heads.items()}


async def contacts_page(
    session: Session, *, page: int = 1, size: int = 50, q: str = ""
) -> tuple[list[Contact], int]:
    """One page of living contacts, newest first, and their total; `q` searches company and person."""
    return await stored.page_of_contacts(session, q=q, offset=(page - 1) * size, limit=size)


async def find_by_number(session: Session, e164: str) -> Contact | None:
    """The contact a number belongs to; the oldest one when several share it; None when nobody has it."""
    ids = await stored.ids_by_number(session, e164)
    return (await stored.load_contacts(session, ids[:1]))[ids[0]] if ids else None


def known_contacts(session: Session, *, chunk: int = 20_000) -> AsyncIterator[list[Contact]]:
    """Every living contact, oldest first, in chunks: what a new batch is matched against."""
    return known.stream_known(session, chunk=chunk)


async def known_revision(session: Session) -> int:
    """Changes whenever `save_contacts` or a merge changed the known contacts; equal = nothing changed."""
    return await known.revision(session)
