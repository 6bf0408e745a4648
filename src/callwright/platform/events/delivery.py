"""Delivering an event: in order per subject, its effect and its mark in one transaction."""

from __future__ import annotations

from datetime import timedelta

import structlog
from pgqueuer.errors import RetryRequested
from sqlalchemy import select, text, update

from callwright.platform.db import Session
from callwright.platform.db.lease import lock_number
from callwright.platform.events.contracts import from_payload
from callwright.platform.events.models import DeliveryRow, EventRow
from callwright.platform.events.registry import Subscription, subscription
from callwright.platform.jobs.context import JobContext
from callwright.platform.runtime import Runtime

MAXIMUM_FAILURES = 8

log = structlog.get_logger()


async def deliver(runtime: Runtime, event_id: int, subscriber_name: str) -> None:
    """Deliver one event to one subscriber, and before it the earlier ones of the same subject.

    Delivering again is harmless. Raises RetryRequested with a growing pause when the subscriber fails.
    """
    target = subscription(subscriber_name)
    try:
        async with runtime.database.transaction() as session:
            for row in await _waiting(session, event_id, target.name):
                await target.handler(
                    JobContext(runtime, None), session, from_payload(target.event, row.payload)
                )
                await _mark_delivered(session, row.id, target, runtime)
    except Exception as error:
        failures = await _count_failure(runtime, event_id, target.name, repr(error))
        log.exception("subscriber failed", subscriber=target.name, event_id=event_id, failures=failures)
        if failures < MAXIMUM_FAILURES:
            raise RetryRequested(timedelta(seconds=min(60, 2**failures)), "subscriber failed") from error


async def any_waiting(session: Session) -> bool:
    """Whether an event has not reached a subscriber that still can take it."""
    waiting = select(DeliveryRow.event_id).where(
        DeliveryRow.delivered_at.is_(None), DeliveryRow.failures < MAXIMUM_FAILURES
    )
    return await session.scalar(waiting.limit(1)) is not None


async def _waiting(session: Session, event_id: int, subscriber_name: str) -> list[EventRow]:
    """The undelivered events of the same subject up to this one, in order; others wait on the lock meanwhile."""
    subject = await session.scalar(select(EventRow.subject).where(EventRow.id == event_id))
    lock = lock_number(f"deliver:{subscriber_name}:{subject}")
    await session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": lock})
    statement = (
        select(EventRow)
        .join(DeliveryRow, DeliveryRow.event_id == EventRow.id)
        .where(
            DeliveryRow.subscriber == subscriber_name,
            DeliveryRow.subject == subject,
            DeliveryRow.delivered_at.is_(None),
            EventRow.id <= event_id,
        )
        .order_by(EventRow.id)
    )
    return list((await session.execute(statement)).scalars())


async def _mark_delivered(session: Session, event_id: int, target: Subscription, runtime: Runtime) -> None:
    statement = update(DeliveryRow).where(
        DeliveryRow.event_id == event_id, DeliveryRow.subscriber == target.name
    )
    await session.execute(statement.values(delivered_at=runtime.clock.now(), last_error=None))


async def _count_failure(runtime: Runtime, event_id: int, subscriber_name: str, error: str) -> int:
    async with runtime.database.transaction() as session:
        statement = (
            update(DeliveryRow)
            .where(DeliveryRow.event_id == event_id, DeliveryRow.subscriber == subscriber_name)
            .values(failures=DeliveryRow.failures + 1, last_error=error[:500])
            .returning(DeliveryRow.failures)
        )
        return (await session.execute(statement)).scalar_one()
