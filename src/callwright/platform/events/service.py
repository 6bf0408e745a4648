"""Publishing: the row and one queue message per subscriber, all or nothing with the fact itself."""

from __future__ import annotations

from sqlalchemy import insert

from callwright.platform.db import Session
from callwright.platform.events.contracts import Event, to_payload
from callwright.platform.events.models import DeliveryRow, EventRow
from callwright.platform.events.registry import subscriptions_of
from callwright.platform.jobs.queue import DELIVER_EVENT, enqueue


async def publish(session: Session, event: Event, *, subject: str) -> int:
    """Write the event in the caller's transaction and queue it for every subscriber; returns its number."""
    row = EventRow(name=type(event).__name__, subject=subject, payload=to_payload(event))
    session.add(row)
    await session.flush()
    names = [item.name for item in subscriptions_of(type(event))]
    if names:
        values = [{"event_id": row.id, "subscriber": name, "subject": subject} for name in names]
        await session.execute(insert(DeliveryRow), values)
        await enqueue(session, DELIVER_EVENT, [f"{row.id}:{name}".encode() for name in names])
    return row.id
