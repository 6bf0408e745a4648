"""Receiving files: a batch is recognised by its contents, its originals are kept, a job cleans it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from callwright.flow.lists.contracts import ImportTicket
from callwright.flow.lists.decide.mapping import chosen_sheets, read_mapping
from callwright.flow.lists.errors import BadMapping, BadPrice, NoFiles, SourceMissing
from callwright.flow.lists.repository import batches, sources
from callwright.kernel.ids import derive_id
from callwright.platform.audit import record
from callwright.platform.db import Session
from callwright.platform.files import StoredFile
from callwright.platform.jobs import submit
from callwright.platform.principal import Principal
from callwright.registers.campaigns import service as campaigns

IMPORT_JOB = "lists.import"


async def import_files(
    session: Session,
    principal: Principal,
    *,
    files: Sequence[StoredFile],
    source: str,
    at: datetime,
    campaign_code: str | None = None,
    price: Decimal | None = None,
    mapping: Mapping[str, Any] | None = None,
    engine: str = "local",
) -> ImportTicket:
    """Take kept files as one batch of a source and queue its cleaning.

    The batch id comes from the contents and the source: the same files again are answered with their batch and
    `already_imported` true, and nothing is doubled. A file that an earlier batch of the source holds is left
    out and listed so. A failed batch starts anew (with a corrected `mapping`, say). `price` is for all of
    it; `engine` says where it is cleaned (`local` or `ray`).
    Raises NoFiles, SourceMissing, BadPrice, BadMapping (422) and the campaign register's CampaignNotFound.
    """
    principal.demand("lists.write")
    order = await _checked(session, files, source, price, mapping, campaign_code)
    await batches.lock(session, f"lists.source:{order['source']}")
    source_id = await sources.ensure(session, order["source"], at=at)
    contents = list({file.sha256: file for file in files}.values())
    sheets = chosen_sheets(order["mapping"])
    batch_id = derive_id(
        "lists.batch", order["source"], *sorted(_identity(file, sheets) for file in contents)
    )
    known = {
        file.sha256: await batches.batch_with_file(session, source_id, file.sha256, sheets.get(file.name, ()))
        for file in contents
    }
    standing = await batches.get(session, batch_id)
    if standing is None and all(found is not None for found in known.values()):
        return ImportTicket(known[contents[0].sha256] or batch_id, None, already_imported=True)
    if standing is not None and standing.state == "cleaned":
        return ImportTicket(batch_id, None, already_imported=True)
    if standing is None:
        values = {
            "id": batch_id,
            "source_id": source_id,
            "name": contents[0].name if len(contents) == 1 else f"{contents[0].name} +{len(contents) - 1}",
            "campaign_code": campaign_code,
            "price": price,
            "mapping": order["mapping"],
            "created_at": at,
        }
        await batches.create(session, values, contents)
        await _leave_out(session, batch_id, contents, known)
        details = {"source": order["source"], "files": [file.name for file in contents]}
        await record(
            session, principal, action="lists.import", object=f"lists.batch:{batch_id}", details=details
        )
    elif standing.state == "failed":
        await _start_anew(session, batch_id, mapping=order["mapping"] or standing.mapping)
    job_id = await submit(
        session, IMPORT_JOB, {"batch_id": str(batch_id), "engine": engine}, key=f"{IMPORT_JOB}:{batch_id}"
    )
    return ImportTicket(batch_id, job_id, already_imported=False)


def _identity(file: StoredFile, sheets: Mapping[str, Sequence[str]]) -> str:
    """A file is its contents, and of a workbook the sheets a person chose: another sheet is another list."""
    chosen = sheets.get(file.name)
    return f"{file.sha256}#{'、'.join(chosen)}" if chosen else file.sha256


async def _checked(
    session: Session,
    files: Sequence[StoredFile],
    source: str,
    price: Decimal | None,
    mapping: Mapping[str, Any] | None,
    campaign_code: str | None,
) -> dict[str, Any]:
    """What was asked for, checked before anything is written."""
    if not files:
        raise NoFiles
    if not source.strip():
        raise SourceMissing
    if price is not None and (not price.is_finite() or price < 0):
        raise BadPrice(price=price)
    if campaign_code is not None:
        await campaigns.campaign(session, campaign_code)
    try:
        return {"source": " ".join(source.split()), "mapping": read_mapping(mapping)}
    except ValueError as problem:
        raise BadMapping(field=str(problem)) from problem


async def _leave_out(
    session: Session, batch_id: UUID, files: Sequence[StoredFile], known: Mapping[str, UUID | None]
) -> None:
    """Mark the files that an earlier batch holds."""
    for position, file in enumerate(files):
        earlier = known[file.sha256]
        if earlier is not None:
            await batches.change_file(
                session, batch_id, position, state="already_imported", details={"batch_id": str(earlier)}
            )


async def _start_anew(session: Session, batch_id: UUID, *, mapping: dict[str, Any]) -> None:
    """A failed batch begins again from its kept originals."""
    await batches.clear_steps(session, batch_id)
    await batches.reset_files(session, batch_id)
    await batches.change(session, batch_id, state="received", error=None, mapping=mapping, started_at=None)
