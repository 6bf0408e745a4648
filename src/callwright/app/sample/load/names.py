"""The sample's lists: imported, sampled, verified; the good ones released, the bad one not. Then leads are dealt."""

from __future__ import annotations

import asyncio
import csv
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from callwright.app.sample.lists import BAD, SupplierList
from callwright.app.sample.load.desk import STEWARD, Desk, SampleStepFailed
from callwright.app.sample.people import EAST, reps
from callwright.flow.leads import service as leads
from callwright.flow.leads.contracts import Method
from callwright.flow.lists import service as lists
from callwright.flow.lists.contracts import Sample

SAMPLE_SIZE = 200
LEADS_WAIT_SECONDS = 60
DEALT_LEADS = 1000


async def import_lists(desk: Desk) -> dict[str, Any]:
    """Each file as one batch of its source; waits until it is cleaned."""
    told: dict[str, Any] = {}
    for each, path in zip(desk.company.lists, desk.files.lists, strict=True):
        stored = await desk.keep(path)
        async with desk.context.transaction() as session:
            ticket = await lists.import_files(
                session,
                STEWARD,
                files=[stored],
                source=each.source,
                at=desk.now,
                campaign_code=each.campaign,
                price=Decimal(each.price),
            )
        await desk.wait_for(ticket.job_id, each.source)
        async with desk.context.transaction() as session:
            found = await lists.summary(session, ticket.batch_id)
        told[each.source] = {
            "batch_id": str(ticket.batch_id),
            "rows": found.rows,
            "accepted": found.accepted,
            "merged": found.merged,
            "rejected": found.rejected,
        }
    return told


async def verify_lists(desk: Desk) -> dict[str, Any]:
    """Draw a sample of each batch, check it against the truth, hand the filled worklist back."""
    told: dict[str, Any] = {}
    for each in desk.company.lists:
        batch_id = await _batch(desk, each)
        async with desk.context.transaction() as session:
            drawn = await lists.draw_sample(
                session, STEWARD, batch_id=batch_id, size=SAMPLE_SIZE, at=desk.now
            )
        worklist = desk.files.folder / "lists" / f"verified-{each.campaign}-{each.form}.csv"
        _fill_worklist(worklist, each, drawn)
        table, stored = await desk.read(worklist)
        async with desk.context.transaction() as session:
            _, gate = await lists.verify(
                session, STEWARD, batch_id=batch_id, table=table, file_sha256=stored.sha256, at=desk.now
            )
        told[each.source] = {
            "verified": gate.verified,
            "good": gate.good,
            "lower": gate.lower,
            "gate": gate.state,
        }
    return told


async def release_lists(desk: Desk) -> dict[str, Any]:
    """Release every batch but the bad one, and wait until the released ones became leads."""
    told: dict[str, Any] = {}
    for each in desk.company.lists:
        if each.source == BAD:
            continue
        batch_id = await _batch(desk, each)
        async with desk.context.transaction() as session:
            done = await lists.release(session, STEWARD, batch_id=batch_id, override_reason=None, at=desk.now)
        told[each.source] = done.gate
    await _wait_for_leads(desk)
    return told


async def assign_leads(desk: Desk) -> dict[str, Any]:
    """Deal most leads of the east to its agents, fair share; the rest stays in the pool, for whoever tries the desk."""
    numbers = [one.number for one in reps(list(desk.company.staff)) if one.department == EAST]
    async with desk.context.transaction() as session:
        report = await leads.assign(
            session,
            campaign="attendance-east",
            method=Method.FAIR_SHARE,
            at=desk.now,
            day=desk.today,
            people=numbers,
            limit=DEALT_LEADS,
        )
    return {"assigned": report.assigned, "left": report.left, "barred": report.barred}


async def _batch(desk: Desk, each: SupplierList) -> UUID:
    async with desk.context.transaction() as session:
        found = await lists.all_batches(session)
    batch = next((one for one in found if one.source == each.source), None)
    if batch is None:
        raise SampleStepFailed(step=each.source, reason="the batch is gone.", reason_zh="名单批次不见了。")
    return batch.id


async def _wait_for_leads(desk: Desk) -> None:
    """Leads come from an event after the release; give its delivery a moment."""
    for _ in range(LEADS_WAIT_SECONDS * 2):
        async with desk.context.transaction() as session:
            _, total = await leads.leads_page(
                session, visible_people=None, campaign_code="attendance-east", limit=1
            )
        if total:
            return
        await asyncio.sleep(0.5)


def _fill_worklist(path: Path, each: SupplierList, drawn: Sample) -> None:
    """What the list stewards would find out by calling: the truth of the numbers of each sampled row."""
    verdicts: dict[str, str] = {}
    for one in each.reachable:
        for number in filter(None, (one.mobile, one.landline)):
            verdicts[number.lstrip("0").replace("-", "")] = one.fault or "有效"
    with path.open("w", encoding="utf-8", newline="") as out:
        lines = csv.writer(out)
        lines.writerow(("row", "公司", "结果"))
        for row in drawn.rows:
            found = [verdicts[number] for number in map(_national, row.numbers) if number in verdicts]
            lines.writerow((row.row, row.company, found[0] if found else "空号"))


def _national(e164: str) -> str:
    return e164.removeprefix("+86")
