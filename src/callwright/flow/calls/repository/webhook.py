"""Phone systems and what they sent."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from callwright.flow.calls.contracts.webhook import PhoneSystem, WebhookDelivery
from callwright.flow.calls.models.webhook import PhoneSystemRow, WebhookDeliveryRow
from callwright.platform.db import Session


async def system(session: Session, name: str) -> PhoneSystem | None:
    """One phone system, active or not."""
    row = await session.get(PhoneSystemRow, name, populate_existing=True)
    return _system_of(row) if row else None


async def systems(session: Session) -> list[PhoneSystem]:
    """All of them by name."""
    rows = await session.scalars(select(PhoneSystemRow).order_by(PhoneSystemRow.name))
    return [_system_of(row) for row in rows]


async def save_system(session: Session, values: dict[str, Any]) -> None:
    """Add a phone system, or change everything about it but when it was added."""
    statement = insert(PhoneSystemRow).values(values)
    kept = {name: value for name, value in values.items() if name not in {"name", "added_at", "added_by"}}
    await session.execute(statement.on_conflict_do_update(index_elements=[PhoneSystemRow.name], set_=kept))


async def receive(session: Session, values: dict[str, Any]) -> tuple[uuid.UUID, bool]:
    """Keep a body; the same one again is the delivery that is there already (True)."""
    statement = insert(WebhookDeliveryRow).values(values).on_conflict_do_nothing()
    fresh = await session.scalar(statement.returning(WebhookDeliveryRow.id))
    heard = update(PhoneSystemRow).where(PhoneSystemRow.name == values["phone_system"])
    await session.execute(heard.values(last_heard_at=values["received_at"]))
    if fresh is not None:
        return fresh, False
    query = select(WebhookDeliveryRow.id).where(
        WebhookDeliveryRow.phone_system == values["phone_system"],
        WebhookDeliveryRow.sha256 == values["sha256"],
    )
    return (await session.scalars(query)).one(), True


async def waiting(session: Session, name: str, limit: int) -> list[tuple[uuid.UUID, bytes]]:
    """Bodies of a system that nobody looked at yet, oldest first; locked, others skip them."""
    query = (
        select(WebhookDeliveryRow.id, WebhookDeliveryRow.body)
        .where(WebhookDeliveryRow.phone_system == name, WebhookDeliveryRow.state == "waiting")
        .order_by(WebhookDeliveryRow.received_at, WebhookDeliveryRow.id)
    )
    rows = await session.execute(query.limit(limit).with_for_update(skip_locked=True))
    return [(row.id, row.body) for row in rows]


async def settle(session: Session, delivery_id: uuid.UUID, values: dict[str, Any]) -> None:
    """Say what became of a body."""
    statement = update(WebhookDeliveryRow).where(WebhookDeliveryRow.id == delivery_id)
    await session.execute(statement.values(values))


async def deliveries(
    session: Session, *, name: str | None, state: str | None, offset: int, limit: int
) -> tuple[list[WebhookDelivery], int]:
    """One page, newest first, and the total."""
    query = select(WebhookDeliveryRow)
    if name is not None:
        query = query.where(WebhookDeliveryRow.phone_system == name)
    if state is not None:
        query = query.where(WebhookDeliveryRow.state == state)
    total = await session.scalar(select(func.count()).select_from(query.subquery()))
    ordered = query.order_by(WebhookDeliveryRow.received_at.desc(), WebhookDeliveryRow.id)
    rows: Sequence[WebhookDeliveryRow] = (await session.scalars(ordered.offset(offset).limit(limit))).all()
    return [_delivery_of(row) for row in rows], total or 0


async def body(session: Session, delivery_id: uuid.UUID) -> bytes | None:
    """A body as it came."""
    return await session.scalar(select(WebhookDeliveryRow.body).where(WebhookDeliveryRow.id == delivery_id))


async def wait_again(session: Session, delivery_id: uuid.UUID) -> str | None:
    """Let a body be looked at once more that was refused or has rejected records; its system, None for others."""
    faulty = (WebhookDeliveryRow.state == "refused") | (WebhookDeliveryRow.rejected != [])
    statement = update(WebhookDeliveryRow).where(WebhookDeliveryRow.id == delivery_id, faulty)
    changed = statement.values(state="waiting", reason=None, rejected=[]).returning(
        WebhookDeliveryRow.phone_system
    )
    return await session.scalar(changed)


def _system_of(row: PhoneSystemRow) -> PhoneSystem:
    return PhoneSystem(
        name=row.name,
        kind=row.kind,
        proof=row.proof,  # type: ignore[arg-type]  # the column holds only the literals of Proof
        mapping=row.mapping,
        department_id=row.department_id,
        active=row.active,
        added_by=row.added_by,
        added_at=row.added_at,
        last_heard_at=row.last_heard_at,
        generation=row.generation,
        token_hash=row.token_hash,
    )


def _delivery_of(row: WebhookDeliveryRow) -> WebhookDelivery:
    return WebhookDelivery(
        id=row.id,
        phone_system=row.phone_system,
        received_at=row.received_at,
        sha256=row.sha256,
        content_type=row.content_type,
        size=len(row.body),
        state=row.state,
        reason=row.reason,
        accepted=row.accepted,
        rejected=row.rejected,
        skipped=row.skipped,
    )
