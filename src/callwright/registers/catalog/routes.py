"""Products over HTTP: /api/products."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, File, UploadFile
from pydantic import BaseModel

from callwright.platform.files import FileStore
from callwright.platform.http import Page, PageParams, PortsDep, SessionDep, require
from callwright.platform.kept_tables import read_kept
from callwright.platform.tables import TableReader
from callwright.registers.catalog import service

router = APIRouter(prefix="/api/products", tags=["catalog"])


class ProductOut(BaseModel):
    """One product; price and cost per unit in the company's currency."""

    id: UUID
    code: str
    name: str
    price: Decimal
    cost: Decimal | None
    stock: int | None
    main_push: bool


@router.get("", dependencies=[require("catalog.read")])
async def list_products(
    session: SessionDep,
    page: PageParams,
) -> Page[ProductOut]:
    """Products by code."""
    found = await service.products(session)
    items = [
        ProductOut.model_validate(one, from_attributes=True)
        for one in found[page.offset : page.offset + page.size]
    ]
    return Page(items=items, total=len(found), page=page.page, size=page.size)


@router.post("/import", dependencies=[require("catalog.write")])
async def import_products(
    session: SessionDep,
    ports: PortsDep,
    file: Annotated[UploadFile, File()],
) -> dict[str, Any]:
    """Import a product sheet; answers what became of each row. The original file is kept."""
    store = ports.get(FileStore)
    reader = ports.get(TableReader)
    stored = await asyncio.to_thread(store.put, await file.read(), file.filename or "products")
    table = await read_kept(reader.read, store, stored)
    return (await service.import_products(session, table=table, source_file=stored)).to_json()
