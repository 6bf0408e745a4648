"""Consents and comparisons with do-not-call registers; what is known of a number before a call (product §4.6, §11)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from callwright.platform.db import Session
from callwright.registers.contacts.contracts import (
    Consent,
    NewConsent,
    NumberStanding,
    Place,
    Scrub,
)
from callwright.registers.contacts.decide import places
from callwright.registers.contacts.repository import consents as ledger
from callwright.registers.contacts.repository import standing as known


async def record_consents(session: Session, entries: Sequence[NewConsent], *, by: str) -> int:
    """Enter consents; the same one again is no second entry. Returns how many are new."""
    return await ledger.add(session, entries, by=by)


async def withdraw_consent(session: Session, *, e164: str, at: datetime) -> int:
    """End every consent of a number from `at` on; the entries stay as proof. Returns how many ended."""
    return await ledger.withdraw(session, e164, at=at)


async def consents_of(session: Session, *, e164: str) -> list[Consent]:
    """Every entry of the ledger about a number, newest first."""
    return await ledger.of_number(session, e164)


async def use_consents(session: Session, *, consent_ids: Sequence[int], at: datetime) -> None:
    """Note that a call stood on these consents: their proof is kept from this moment on."""
    if consent_ids:
        await ledger.used(session, consent_ids, at=at)


async def record_scrubs(session: Session, stamps: Sequence[Scrub], *, source: str, by: str) -> int:
    """Note that numbers were compared with a register; a newer version counts. Returns how many took a stamp."""
    newest: dict[tuple[str, str], Scrub] = {}
    for one in stamps:
        before = newest.get((one.e164, one.register))
        if before is None or before.version_at <= one.version_at:
            newest[one.e164, one.register] = one
    return await ledger.stamp_scrubs(session, list(newest.values()), source=source, by=by)


async def number_standing(session: Session, *, e164: str, contact_id: UUID | None = None) -> NumberStanding:
    """What is known of one number; see `number_standings`."""
    return (await number_standings(session, asked=[(e164, contact_id)]))[0]


async def number_standings(
    session: Session, *, asked: Sequence[tuple[str, UUID | None]]
) -> list[NumberStanding]:
    """Contacts, refusal, consents and stamps of numbers as they stand now, in one question to the database.

    With a contact only its own other numbers count for a refusal, else those of all that carry the number.
    """
    rows = await known.standings(session, asked)
    return [_standing(e164, row) for (e164, _), row in zip(asked, rows, strict=True)]


def _standing(e164: str, row: Any) -> NumberStanding:
    return NumberStanding(
        e164=e164,
        contact_ids=tuple(row.contact_ids),
        companies=tuple(row.companies),
        address=row.address or "",
        health=row.health or "unknown",
        refused_at=row.refused_at,
        refusal=row.refusal or "",
        consents=tuple(Consent(one[0], e164, *one[1:]) for one in row.consents or ()),
        scrubs=tuple(Scrub(e164, *one) for one in row.scrubs or ()),
    )


def place_of(e164: str, address: str = "") -> Place:
    """Country, state and time zones of a number; see `decide.places`."""
    return places.place_of(e164, address)
