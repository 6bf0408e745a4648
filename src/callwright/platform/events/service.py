"""Publishing: the row and one queue message per subscriber, all or nothing with the fact itself."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import insert

from callwright.platform.db import Session
from callwright.platform.events.contracts import Event, to_payload
from callwright.platform.events.models import DeliveryRow, EventRow
from callwright.platform.events.registry import subscriptions_of
from callwright.platform.jobs.queue import DELIVER_EVENT, enqueue


async def publish(session: Session, event: Event, *, subject: str) -> int:
    """Write the event in the caller's transaction and queue it for every subscriber; returns its number."""
    return (await publish_all(session, [(event, subject)]))[0]


async def publish_all(session: Session, told: Sequence[tuple[Event, str]]) -> list[int]:
    """Many events of one moment with their subjects, in their order: as `publish` for each, in few statements."""
    rows = [
        {"name": type(event).__name__, "subject": subject, "payload": to_payload(event)}
        for event, subject in told
    ]
    if not rows:
        return []
    written = insert(EventRow).returning(EventRow.id, sort_by_parameter_order=True)
    numbers = list((await session.execute(written, rows)).scalars())
    values = [
        {"event_id": number, "subscriber": item.name, "subject": subject}
        for number, (event, subject) in zip(numbers, told, strict=True)
        for item in subscriptions_of(type(event))
    ]
    if values:
        await session.execute(insert(DeliveryRow), values)
        payloads = [f"{each['event_id']}:{each['subscriber']}".encode() for each in values]
        await enqueue(session, DELIVER_EVENT, payloads)
    return numbers
