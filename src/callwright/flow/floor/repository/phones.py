"""Phones: whose they are, which browser has them, what the switch still has to hear."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.floor.contracts import PhoneHealth, PhoneWish
from callwright.flow.floor.decide.phones import trouble
from callwright.flow.floor.models import PhoneRow
from callwright.platform.db import Session

__all__ = [
    "PhoneRow",
    "change_phone",
    "desk_phones",
    "health",
    "lock_if_free",
    "phone_for_change",
    "phones_of",
    "silent_since",
    "wishes",
]


async def phone_for_change(session: Session, person_id: uuid.UUID, name: str) -> PhoneRow:
    """A person's phone, made under `name` when there is none, locked until the transaction ends."""
    query = select(PhoneRow).where(PhoneRow.person_id == person_id).with_for_update()
    found = (await session.scalars(query, execution_options={"populate_existing": True})).one_or_none()
    if found is None:
        statement = insert(PhoneRow).values(name=name, person_id=person_id).on_conflict_do_nothing()
        await session.execute(statement)
        found = (await session.scalars(query)).one()
    return found


async def lock_if_free(session: Session, person_id: uuid.UUID) -> bool:
    """Lock a person's phone until the transaction ends, without waiting: False when somebody else has it."""
    query = select(PhoneRow.name).where(PhoneRow.person_id == person_id).with_for_update(skip_locked=True)
    return await session.scalar(query) is not None


async def change_phone(
    session: Session,
    values: Mapping[str, Any],
    *,
    person_id: uuid.UUID | None = None,
    name: str | None = None,
    browser_id: str | None = None,
    claim: int | None = None,
    silent_since: datetime | None = None,
    next_claim: bool = False,
) -> PhoneRow | None:
    """Change the phone that fits all conditions that are given; None when none does.

    `next_claim` counts the claim up, so that what was wished before is void.
    """
    statement = update(PhoneRow).values(dict(values)).returning(PhoneRow)
    if next_claim:
        statement = statement.values(claim=PhoneRow.claim + 1)
    if silent_since is not None:
        statement = statement.where(PhoneRow.last_report_at < silent_since)
    for column, wanted in (
        (PhoneRow.person_id, person_id),
        (PhoneRow.name, name),
        (PhoneRow.browser_id, browser_id),
        (PhoneRow.claim, claim),
    ):
        if wanted is not None:
            statement = statement.where(column == wanted)
    options = {"populate_existing": True, "synchronize_session": False}
    return (await session.scalars(statement, execution_options=options)).one_or_none()


async def phones_of(
    session: Session, *, person_ids: Collection[uuid.UUID] | None, at: datetime, silent_seconds: int
) -> list[PhoneHealth]:
    """The phones of these people (None: all), as they are at a moment."""
    query = select(PhoneRow).order_by(PhoneRow.name)
    if person_ids is not None:
        query = query.where(PhoneRow.person_id.in_(list(person_ids)))
    rows = await session.scalars(query, execution_options={"populate_existing": True})
    return [health(row, at, silent_seconds) for row in rows]


async def silent_since(session: Session, moment: datetime) -> list[tuple[uuid.UUID, datetime]]:
    """People whose browser has a phone and said nothing since the moment, with what it last said when."""
    query = (
        select(PhoneRow.person_id, PhoneRow.last_report_at)
        .where(PhoneRow.kind == "webrtc", PhoneRow.browser_id.is_not(None), PhoneRow.last_report_at < moment)
        .order_by(PhoneRow.person_id)
    )
    return [(row.person_id, row.last_report_at) for row in await session.execute(query)]


async def wishes(session: Session, names: Collection[str] | None, node: str | None) -> list[PhoneWish]:
    """What the switch has not been told yet, oldest claim first."""
    query = select(PhoneRow).where(PhoneRow.wish != "").order_by(PhoneRow.claimed_at, PhoneRow.name)
    if names is not None:
        query = query.where(PhoneRow.name.in_(list(names)))
    if node is not None:
        query = query.where(PhoneRow.node.in_(["", node]))
    return [
        PhoneWish(row.name, row.person_id, row.kind, row.claim, row.wish == "remove", row.password)
        for row in await session.scalars(query, execution_options={"populate_existing": True})
    ]


async def desk_phones(session: Session, node: str) -> list[PhoneRow]:
    """Desk phones that were settled on the switch of this node, locked."""
    query = select(PhoneRow).where(PhoneRow.kind == "sip", PhoneRow.node == node, PhoneRow.wish == "")
    query = query.order_by(PhoneRow.name).with_for_update()
    return list(await session.scalars(query, execution_options={"populate_existing": True}))


def health(row: PhoneRow, at: datetime, silent_seconds: int) -> PhoneHealth:
    """A phone's state in the words of the door: what the switch lost is not registered, whatever its browser says."""
    registered = row.registered and row.registered_at is not None
    why = trouble(
        kind=row.kind,
        browser_id=row.browser_id,
        registered=registered,
        microphone=row.microphone,
        last_report_at=row.last_report_at,
        at=at,
        silent_seconds=silent_seconds,
    )
    return PhoneHealth(
        person_id=row.person_id,
        name=row.name,
        kind=row.kind,
        browser_id=row.browser_id,
        registered=registered,
        trouble=why,
        last_report_at=row.last_report_at,
        microphone=row.microphone,
        packets_lost=row.packets_lost,
        jitter_ms=row.jitter_ms,
        round_trip_ms=row.round_trip_ms,
    )
