"""Long work of calls."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any
from uuid import UUID

from callwright.flow.calls import service
from callwright.flow.calls.ports import PhoneSystems
from callwright.flow.calls.service.planning import PLANNED_AT_ONCE, plan_leads, renew_plans
from callwright.flow.leads.events import LeadsCreated
from callwright.flow.lists import service as lists
from callwright.flow.lists.events import ListReleased
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.platform.events import subscriber
from callwright.platform.files import FileStore, StoredFile
from callwright.platform.jobs import JobContext, job, submit
from callwright.platform.kept_tables import read_kept
from callwright.platform.tables import TableReader

READING = Text("正在读取通话记录", "Reading the call records")
PLANNING = Text("正在排入呼叫计划", "Planning the calls of new leads")
TELLING = Text("正在更新线索与名单", "Telling leads and lists")
STORING = Text("正在保存通话", "Storing the calls")


@job("calls.import")
async def import_file(
    context: JobContext,
    file: dict[str, Any],
    mapping: dict[str, Any] | None = None,
    people: list[str] | None = None,
    kind: str = "",
) -> dict[str, Any]:
    """Import a kept file of call records (`file` = the fields of StoredFile); returns the report.

    With `people` (ids) only records of these people are taken. `kind` says which phone system wrote it; "" = a table.
    One transaction: a kill at any point leaves nothing or everything, and a repetition adds nothing.
    """
    kept = StoredFile(**file)
    store = context.ports.get(FileStore)
    reader = context.ports.get(TableReader)
    await context.progress(0, 0, READING)
    notes: list[Text] = []
    if kind:
        systems = context.ports.get(PhoneSystems)
        content = await asyncio.to_thread(store.path(kept.key).read_bytes)
        table, mapping, notes = await asyncio.to_thread(
            service.read_sent_file, systems, kind, content, mapping
        )
    else:
        table = await read_kept(reader.read, store, kept)

    async def tell(done: int, total: int) -> None:
        await context.progress(done, total, STORING if done >= total else READING)

    async with context.transaction() as session:
        report = await service.import_call_records(
            session,
            table=table,
            source_file=kept,
            now=context.clock.now(),
            mapping=mapping,
            calendar=context.calendar,
            progress=tell,
            people=None if people is None else frozenset(map(UUID, people)),
        )
    return replace(report, notes=[*notes, *report.notes]).to_json()


@job("calls.take_webhooks")
async def take_webhooks(context: JobContext, phone_system: str) -> dict[str, Any]:
    """Take what a phone system has sent: 200 bodies a transaction, until none waits; returns how many of each."""
    seen = accepted = refused = 0
    while True:
        async with context.transaction() as session:
            step = await service.take_webhooks(
                session,
                name=phone_system,
                systems=context.ports.get(PhoneSystems),
                now=context.clock.now(),
                calendar=context.calendar,
            )
        if not step.seen:
            return {"deliveries": seen, "accepted": accepted, "refused": refused}
        seen, accepted, refused = seen + step.seen, accepted + step.accepted, refused + step.refused
        await context.progress(seen, seen, STORING)


@job("calls.plan_leads")
async def plan_new_leads(context: JobContext, campaign_code: str | None = None) -> dict[str, Any]:
    """Put new leads on the plan of calls, of one campaign or of all; what is planned already is left as it is."""
    planned = 0
    while True:
        async with context.transaction() as session:
            count = await plan_leads(
                session, campaign_code=campaign_code, at=context.clock.now(), calendar=context.calendar
            )
        planned += count
        await context.progress(planned, 0, PLANNING)
        if count < PLANNED_AT_ONCE:
            return {"planned": planned}


@job("calls.tell_settled")
async def tell_settled(context: JobContext) -> dict[str, Any]:
    """Tell leads and lists what our own dialer's calls came to, a batch of calls in a transaction."""
    told = 0
    while True:
        async with context.transaction() as session:
            count = await service.tell_settled(session, now=context.clock.now(), calendar=context.calendar)
        told += count
        await context.progress(told, 0, TELLING)
        if count == 0:
            return {"told": told}


@subscriber(LeadsCreated, "calls.plan_created_leads")
async def plan_created_leads(context: JobContext, session: Session, event: LeadsCreated) -> None:
    """New leads may be called at once."""
    del context
    key = f"calls.plan_leads:{event.batch_id}:{event.campaign_code}"
    await submit(session, "calls.plan_leads", {"campaign_code": event.campaign_code}, key=key)


@subscriber(LeadsCreated, "calls.catch_up_leads")
async def catch_up_leads(context: JobContext, session: Session, event: LeadsCreated) -> None:
    """Leads of contacts that were called before they became leads start where those calls brought them."""
    released = await lists.released_contacts(session, event.batch_id)
    now = context.clock.now()
    await service.tell_leads_and_lists(session, contact_ids=released, now=now, calendar=context.calendar)
    await renew_plans(session, contact_ids=released, at=now, calendar=context.calendar)


@subscriber(ListReleased, "calls.link_contacts")
async def link_contacts(context: JobContext, session: Session, event: ListReleased) -> None:
    """A list came after its calls: attempts of numbers nobody knew now find their contact."""
    del context, event
    await service.link_contacts(session)
