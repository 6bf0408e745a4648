"""People, products and campaigns of the sample."""

from __future__ import annotations

from typing import Any

from callwright.app.owner_person import link_owner
from callwright.app.sample.load.desk import Desk, brief
from callwright.registers.campaigns import service as campaigns
from callwright.registers.catalog import service as catalog
from callwright.registers.staff import service as staff


async def people(desk: Desk) -> dict[str, Any]:
    """The roster."""
    table, stored = await desk.read(desk.files.people)
    async with desk.context.transaction() as session:
        report = await staff.import_roster(session, table=table, source_file=stored, today=desk.today)
        await link_owner(session)
        return brief(report)


async def products(desk: Desk) -> dict[str, Any]:
    """The catalogue."""
    table, stored = await desk.read(desk.files.products)
    async with desk.context.transaction() as session:
        return brief(await catalog.import_products(session, table=table, source_file=stored))


async def campaign_file(desk: Desk) -> dict[str, Any]:
    """The campaigns."""
    stored = await desk.keep(desk.files.campaigns)
    content = desk.files.campaigns.read_bytes()
    async with desk.context.transaction() as session:
        return brief(await campaigns.import_campaigns(session, content=content, source_file=stored))
