"""Reading contacts and their numbers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Select, func, select, text, update

from callwright.platform.db import Session, containing
from callwright.registers.contacts.contracts import Contact, ContactNumber
from callwright.registers.contacts.decide.search import bigrams, search_form
from callwright.registers.contacts.models import Contact as ContactRow
from callwright.registers.contacts.models import Number as NumberRow
from callwright.registers.contacts.repository.names import with_bigrams

MAXIMUM_CHAIN = 32
_FRESH = {"populate_existing": True}


async def load_contacts(session: Session, ids: Sequence[UUID]) -> dict[UUID, Contact]:
    """The asked contacts with their numbers, as they stand (merged ones included)."""
    if not ids:
        return {}
    statement = select(ContactRow).where(ContactRow.id.in_(ids))
    rows = (await session.execute(statement, execution_options=_FRESH)).scalars().all()
    numbers = await _numbers_of(session, [row.id for row in rows])
    return {row.id: contact_of(row, numbers.get(row.id, ())) for row in rows}


async def _numbers_of(session: Session, ids: Sequence[UUID]) -> dict[UUID, tuple[ContactNumber, ...]]:
    statement = (
        select(NumberRow)
        .where(NumberRow.contact_id.in_(ids))
        .order_by(NumberRow.contact_id, NumberRow.first_seen_at, NumberRow.e164)
    )
    found: dict[UUID, list[ContactNumber]] = {}
    for row in (await session.execute(statement, execution_options=_FRESH)).scalars():
        found.setdefault(row.contact_id, []).append(number_of(row))
    return {contact_id: tuple(items) for contact_id, items in found.items()}


def number_of(row: NumberRow) -> ContactNumber:
    """The contract form of a number row."""
    return ContactNumber(
        e164=row.e164,
        type=row.type,  # type: ignore[arg-type]  # a check constraint holds the literals
        region=row.region,
        health=row.health,  # type: ignore[arg-type]  # a check constraint holds the literals
        extension=row.extension,
    )


def contact_of(row: ContactRow, numbers: tuple[ContactNumber, ...]) -> Contact:
    """The contract form of a contact row."""
    return Contact(
        id=row.id,
        company=row.company,
        person=row.person,
        province=row.province,
        city=row.city,
        district=row.district,
        address=row.address,
        numbers=numbers,
        created_at=row.created_at,
        company_key=row.company_key,
        industry=row.industry,
        remark=row.remark,
    )


async def standing_id(session: Session, contact_id: UUID) -> UUID | None:
    """The contact that stands for this one now (follows merges); None when unknown."""
    current = contact_id
    for _ in range(MAXIMUM_CHAIN):
        row = (
            await session.execute(
                select(ContactRow.id, ContactRow.merged_into).where(ContactRow.id == current)
            )
        ).one_or_none()
        if row is None:
            return None
        if row.merged_into is None:
            return current
        current = row.merged_into
    return None


def _living(q: str) -> Select[ContactRow]:
    """Living contacts whose company or person contains the searched text; two characters use the index."""
    statement = select(ContactRow).where(ContactRow.merged_into.is_(None))
    if not search_form(q):
        return statement
    pairs = bigrams(q)
    if len(search_form(q)) >= 2:
        statement = statement.where(with_bigrams(pairs))
    names = func.lower(
        func.regexp_replace(
            func.normalize(func.concat(ContactRow.company, "\x1f", ContactRow.person), text("NFKC")),
            r"\s",
            "",
            "g",
        )
    )
    return statement.where(names.like(containing(search_form(q))))


async def page_of_contacts(session: Session, *, q: str, offset: int, limit: int) -> tuple[list[Contact], int]:
    """One page, newest first, and how many there are in all."""
    statement = _living(q)
    total = await session.scalar(select(func.count()).select_from(statement.subquery()))
    ordered = statement.order_by(ContactRow.created_at.desc(), ContactRow.id).offset(offset).limit(limit)
    rows = (await session.execute(ordered)).scalars().all()
    numbers = await _numbers_of(session, [row.id for row in rows])
    return [contact_of(row, numbers.get(row.id, ())) for row in rows], total or 0


async def ids_by_number(session: Session, e164: str) -> list[UUID]:
    """Living contacts that carry this number, oldest first."""
    statement = (
        select(ContactRow.id)
        .join(NumberRow, NumberRow.contact_id == ContactRow.id)
        .where(NumberRow.e164 == e164, ContactRow.merged_into.is_(None))
        .order_by(ContactRow.created_at, ContactRow.id)
    )
    return list((await session.execute(statement)).scalars())


async def set_health(session: Session, e164s: Collection[str], health: str) -> None:
    """What calls or checks learned about numbers, for every contact that carries them."""
    statement = update(NumberRow).where(NumberRow.e164 == func.any(list(e164s)))
    await session.execute(statement.values(health=health), execution_options={"synchronize_session": False})
