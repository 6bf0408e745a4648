"""Long work of calls."""

from __future__ import annotations

from typing import Any

from callwright.flow.calls import service
from callwright.flow.leads.events import LeadsCreated
from callwright.flow.lists import service as lists
from callwright.flow.lists.events import ListReleased
from callwright.kernel.text import Text
from callwright.platform.db import Session
from callwright.platform.events import subscriber
from callwright.platform.files import FileStore, StoredFile
from callwright.platform.jobs import JobContext, job
from callwright.platform.kept_tables import read_kept
from callwright.platform.tables import TableReader

READING = Text("正在读取通话记录", "Reading the call records")
STORING = Text("正在保存通话", "Storing the calls")


@job("calls.import")
async def import_file(
    context: JobContext, file: dict[str, Any], mapping: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Import a kept file of call records (`file` = the fields of StoredFile); returns the report.

    One transaction: a kill at any point leaves nothing or everything, and a repetition adds nothing.
    """
    kept = StoredFile(**file)
    store = context.ports.get(FileStore)
    reader = context.ports.get(TableReader)
    await context.progress(0, 0, READING)
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
        )
    return report.to_json()


@subscriber(LeadsCreated, "calls.catch_up_leads")
async def catch_up_leads(context: JobContext, session: Session, event: LeadsCreated) -> None:
    """Leads of contacts that were called before they became leads start where those calls brought them."""
    released = await lists.released_contacts(session, event.batch_id)
    now = context.clock.now()
    await service.tell_leads_and_lists(session, contact_ids=released, now=now, calendar=context.calendar)


@subscriber(ListReleased, "calls.link_contacts")
async def link_contacts(context: JobContext, session: Session, event: ListReleased) -> None:
    """A list came after its calls: attempts of numbers nobody knew now find their contact."""
    del context, event
    await service.link_contacts(session)
