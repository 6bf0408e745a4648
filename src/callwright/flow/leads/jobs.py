"""What the leads stage does by itself."""

from __future__ import annotations

from typing import Any

import structlog

from callwright.flow.leads import service
from callwright.flow.lists.events import ListReleased, SuppressionsChanged
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.platform.events import subscriber
from callwright.platform.jobs import JobContext, job, submit
from callwright.registers.campaigns.errors import CampaignNotFound, TargetMissing
from callwright.registers.staff.events import PersonLeft

log = structlog.get_logger()
AT_ONCE = 4_000
REFRESHING = Text("重新核对屏蔽", "checking who must not be called")


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
    """People changed who must not be called: open leads are looked at anew, very many of them by a job."""
    ids = await service.open_leads(session)
    if len(ids) <= AT_ONCE:
        await service.refresh_holds(session, at=context.clock.now(), lead_ids=ids)
    else:
        await submit(session, "leads.refresh_holds", {"kind": event.kind})


@job("leads.refresh_holds")
async def refresh_many(context: JobContext, kind: str) -> dict[str, Any]:
    """Look at every open lead anew, a part at a time; a repetition finds nothing more to change."""
    async with context.transaction() as session:
        ids = await service.open_leads(session)
    held = 0
    for start in range(0, len(ids), AT_ONCE):
        async with context.transaction() as session:
            part = ids[start : start + AT_ONCE]
            held += await service.refresh_holds(session, at=context.clock.now(), lead_ids=part)
        await context.progress(min(start + AT_ONCE, len(ids)), len(ids), REFRESHING)
    return {"kind": kind, "leads": len(ids), "held": held}


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
