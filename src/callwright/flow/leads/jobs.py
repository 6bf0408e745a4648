"""What the leads stage does by itself."""

from __future__ import annotations

from typing import Any

import structlog

from callwright.flow.leads import service
from callwright.flow.lists.events import ListReleased, SuppressionsChanged
from callwright.platform.db import Session
from callwright.platform.events import subscriber
from callwright.platform.jobs import JobContext, job
from callwright.registers.campaigns.errors import CampaignNotFound, TargetMissing
from callwright.registers.staff.events import PersonLeft

log = structlog.get_logger()


@subscriber(ListReleased, "leads.create_from_list")
async def create_from_list(context: JobContext, session: Session, event: ListReleased) -> None:
    """A released batch becomes leads of its campaign; a batch without a campaign waits for `leads create`."""
    if event.campaign_code is None:
        return
    now = context.clock.now()
    try:
        await service.create_from_batch(
            session,
            batch_id=event.batch_id,
            campaign_code=event.campaign_code,
            at=now,
            day=context.calendar.day_of(now),
        )
    except (CampaignNotFound, TargetMissing) as problem:
        log.warning("released batch became no leads", batch_id=str(event.batch_id), why=problem.code)


@subscriber(PersonLeft, "leads.hand_over_leaver")
async def hand_over_leaver(context: JobContext, session: Session, event: PersonLeft) -> None:
    """Leads of somebody who has left go back to the pool; a future leaving date waits for the nightly job."""
    now = context.clock.now()
    if event.left_on < context.calendar.day_of(now):
        day = context.calendar.day_of(now)
        await service.hand_over(session, person_id=event.person_id, to=None, at=now, day=day)


@subscriber(SuppressionsChanged, "leads.refresh_holds")
async def refresh_holds(context: JobContext, session: Session, event: SuppressionsChanged) -> None:
    """People changed who must not be called: every open lead is looked at anew."""
    del event
    await service.refresh_holds(session, at=context.clock.now())


@job("leads.return_expired")
async def return_expired(context: JobContext) -> dict[str, Any]:
    """Nightly: owners are warned of leads about to return; those warned in time and run out go to the pool."""
    now = context.clock.now()
    day = context.calendar.day_of(now)
    async with context.transaction() as session:
        returned = await service.return_expired(session, at=now, day=day)
    async with context.transaction() as session:
        warned = await service.warn_owners(session, at=now, day=day)
    return {"returned": returned, "warned": warned}


@job("leads.remind")
async def remind(context: JobContext) -> dict[str, Any]:
    """Every few minutes: tasks whose time has come are announced, once each."""
    async with context.transaction() as session:
        return {"reminded": await service.remind(session, at=context.clock.now())}
