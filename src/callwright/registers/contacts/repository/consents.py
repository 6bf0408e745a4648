"""The consent ledger and the stamps of do-not-call comparisons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from callwright.platform.db import Session
from callwright.registers.contacts.contracts import Consent, NewConsent, Scrub
from callwright.registers.contacts.models import Consent as ConsentRow
from callwright.registers.contacts.models import Scrub as ScrubRow

CHUNK = 2_000


async def add(session: Session, entries: Sequence[NewConsent], *, by: str) -> int:
    """Write entries; the same form from the same source at the same time is one entry. Returns how many are new."""
    new = 0
    for start in range(0, len(entries), CHUNK):
        values = [{**_values(one), "recorded_by": by} for one in entries[start : start + CHUNK]]
        statement = insert(ConsentRow).values(values).on_conflict_do_nothing().returning(ConsentRow.id)
        new += len((await session.execute(statement)).all())
    return new


def _values(one: NewConsent) -> dict[str, Any]:
    return {
        "e164": one.e164,
        "contact_id": one.contact_id,
        "form": one.form,
        "words": one.words,
        "source": one.source,
        "proof_key": one.proof_key,
        "given_at": one.given_at,
        "ends_at": one.ends_at,
    }


async def withdraw(session: Session, e164: str, *, at: datetime) -> int:
    """End every consent of a number that still stood; returns how many."""
    statement = update(ConsentRow).where(ConsentRow.e164 == e164, ConsentRow.withdrawn_at.is_(None))
    changed = await session.execute(statement.values(withdrawn_at=at).returning(ConsentRow.id))
    return len(changed.all())


async def used(session: Session, consent_ids: Sequence[int], *, at: datetime) -> None:
    """Stamp the last use, which never goes back."""
    statement = update(ConsentRow).where(
        ConsentRow.id.in_(list(consent_ids)),
        (ConsentRow.last_used_at.is_(None)) | (ConsentRow.last_used_at < at),
    )
    await session.execute(statement.values(last_used_at=at))


async def of_number(session: Session, e164: str) -> list[Consent]:
    """Every entry about a number, newest first."""
    statement = select(ConsentRow).where(ConsentRow.e164 == e164).order_by(ConsentRow.given_at.desc())
    rows = await session.scalars(statement.execution_options(populate_existing=True))
    return [consent_of(row) for row in rows]


def consent_of(row: ConsentRow) -> Consent:
    """The contract form of a row."""
    return Consent(
        id=row.id,
        e164=row.e164,
        contact_id=row.contact_id,
        form=row.form,  # type: ignore[arg-type]  # a check constraint holds the literals
        words=row.words,
        source=row.source,
        proof_key=row.proof_key,
        given_at=row.given_at,
        ends_at=row.ends_at,
        withdrawn_at=row.withdrawn_at,
        last_used_at=row.last_used_at,
        recorded_by=row.recorded_by,
        recorded_at=row.recorded_at,
    )


async def stamp_scrubs(session: Session, stamps: Sequence[Scrub], *, source: str, by: str) -> int:
    """Write stamps; an older version never replaces a newer one. Returns how many numbers took a stamp."""
    taken = 0
    for start in range(0, len(stamps), CHUNK):
        values = [
            {
                "e164": one.e164,
                "register": one.register,
                "version_at": one.version_at,
                "listed": one.listed,
                "source": source,
                "recorded_by": by,
            }
            for one in stamps[start : start + CHUNK]
        ]
        statement: Any = insert(ScrubRow).values(values)
        news = {
            name: statement.excluded[name] for name in ("version_at", "listed", "source", "recorded_by")
        } | {"recorded_at": func.now()}
        written = statement.on_conflict_do_update(
            index_elements=[ScrubRow.e164, ScrubRow.register],
            set_=news,
            where=ScrubRow.version_at <= statement.excluded.version_at,
        ).returning(ScrubRow.e164)
        taken += len((await session.execute(written)).all())
    return taken
