"""Batches: receive, list, look at; sources."""

from __future__ import annotations

import asyncio
import json
import shutil
from decimal import Decimal, InvalidOperation
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, File, Form, UploadFile

from callwright.flow.lists import service
from callwright.flow.lists.errors import BadMapping, BadPrice, NoFiles
from callwright.flow.lists.routes.shapes import (
    BatchDetailOut,
    BatchOut,
    ImportOut,
    RematchOut,
    RowOut,
    SourceOut,
)
from callwright.platform.files import FileStore, StoredFile
from callwright.platform.http import CalendarDep, ClockDep, Page, PageParams, PortsDep, SessionDep, require
from callwright.platform.principal import Principal

router = APIRouter(prefix="/api", tags=["lists"])
Reader = Annotated[Principal, require("lists.read")]
Writer = Annotated[Principal, require("lists.write")]


@router.get("/lists")
async def list_batches(session: SessionDep, page: PageParams, principal: Reader) -> Page[BatchOut]:
    """Batches, newest first."""
    found, total = await service.batches_page(session, page=page.page, size=page.size)
    items = [BatchOut.model_validate(one) for one in found]
    return Page(items=items, total=total, page=page.page, size=page.size)


@router.post("/lists")
async def import_files(
    session: SessionDep,
    ports: PortsDep,
    clock: ClockDep,
    principal: Writer,
    files: Annotated[list[UploadFile], File()],
    source: Annotated[str, Form()],
    campaign: Annotated[str, Form()] = "",
    price: Annotated[str, Form()] = "",
    mapping: Annotated[str, Form()] = "",
) -> ImportOut:
    """Take files as one batch and clean it in a job. `mapping` is JSON; `price` the cost of the whole batch.

    The originals are kept whatever becomes of them; the same files again are answered with their batch.
    """
    store = ports.get(FileStore)
    if not files:
        raise NoFiles
    wanted, amount = _mapping(mapping), _price(price)
    kept = [await asyncio.to_thread(_keep, store, file) for file in files]
    ticket = await service.import_files(
        session,
        principal,
        files=kept,
        source=source,
        at=clock.now(),
        campaign_code=campaign.strip() or None,
        price=amount,
        mapping=wanted,
    )
    return ImportOut.model_validate(ticket)


def _keep(store: FileStore, upload: UploadFile) -> StoredFile:
    """Keep an upload without holding it in memory."""
    name = upload.filename or "list.csv"
    with NamedTemporaryFile(suffix=".upload") as part:
        shutil.copyfileobj(upload.file, part)
        part.flush()
        return store.put(Path(part.name), name)


def _price(text: str) -> Decimal | None:
    try:
        return Decimal(text.strip()) if text.strip() else None
    except InvalidOperation:
        raise BadPrice(price=text) from None


def _mapping(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text) if text.strip() else None
    except ValueError:
        raise BadMapping(field=text[:40]) from None
    if found is not None and not isinstance(found, dict):
        raise BadMapping(field=text[:40])
    return found


@router.get("/lists/{batch_id}")
async def show_batch(
    session: SessionDep, clock: ClockDep, calendar: CalendarDep, batch_id: UUID, principal: Reader
) -> BatchDetailOut:
    """One batch: counts, files, steps, gate, mapping, examples."""
    view = await service.show(session, batch_id, on=calendar.day_of(clock.now()))
    return BatchDetailOut.of(view, reveal=principal.may("numbers.reveal"))


@router.post("/lists/{batch_id}/rematch")
async def rematch(session: SessionDep, batch_id: UUID, principal: Writer) -> RematchOut:
    """Match the batch again with the model in use, in a job: rows move as by an import. 409 before it is imported."""
    return RematchOut(job_id=await service.rematch(session, principal, batch_id=batch_id))


@router.get("/lists/{batch_id}/rows")
async def list_rows(
    session: SessionDep,
    batch_id: UUID,
    page: PageParams,
    principal: Reader,
    status: Literal["accepted", "merged", "rejected"] | None = None,
    code: str | None = None,
) -> Page[RowOut]:
    """The rows of a batch in file order, filtered by end state and code."""
    found, total = await service.rows_page(
        session, batch_id, status=status, code=code, page=page.page, size=page.size
    )
    reveal = principal.may("numbers.reveal")
    items = [RowOut.of(one, reveal=reveal) for one in found]
    return Page(items=items, total=total, page=page.page, size=page.size)


@router.get("/sources")
async def list_sources(session: SessionDep, principal: Reader) -> list[SourceOut]:
    """Every source with its batches added up: rows, accuracy, cost per accurate row."""
    return [SourceOut.model_validate(one) for one in await service.batch_sources(session)]
