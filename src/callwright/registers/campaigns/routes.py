"""Campaigns over HTTP: /api/campaigns."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, File, UploadFile
from pydantic import BaseModel

from callwright.platform.files import FileStore
from callwright.platform.http import Page, PageParams, PortsDep, SessionDep, require
from callwright.registers.campaigns import service
from callwright.registers.campaigns.contracts import CampaignState, DialingMode

router = APIRouter(prefix="/api/campaigns", tags=["campaigns"])


class CampaignOut(BaseModel):
    """One campaign; talk in seconds."""

    id: UUID
    code: str
    name: str
    product_code: str | None
    dialing_mode: DialingMode
    target: dict[str, Any]
    minimum_effective_talk_seconds: int
    state: CampaignState


@router.get("", dependencies=[require("leads.read")])
async def list_campaigns(
    session: SessionDep,
    page: PageParams,
) -> Page[CampaignOut]:
    """Campaigns by code; whoever may see leads may see what they are for."""
    found = await service.campaigns(session)
    items = [
        CampaignOut.model_validate(one, from_attributes=True)
        for one in found[page.offset : page.offset + page.size]
    ]
    return Page(items=items, total=len(found), page=page.page, size=page.size)


@router.post("/import", dependencies=[require("campaigns.write")])
async def import_campaigns(
    session: SessionDep,
    ports: PortsDep,
    file: Annotated[UploadFile, File()],
) -> dict[str, Any]:
    """Import a campaign file (YAML or JSON); a wrong definition is listed, the others are taken."""
    store = ports.get(FileStore)
    content = await file.read()
    stored = await asyncio.to_thread(store.put, content, file.filename or "campaigns.yaml")
    return (await service.import_campaigns(session, content=content, source_file=stored)).to_json()


@router.post("/{code}/start", dependencies=[require("campaigns.write")])
async def start_campaign(
    session: SessionDep,
    code: str,
) -> CampaignOut:
    """Let a campaign run; 409 without a target definition (product §2.6)."""
    return CampaignOut.model_validate(await service.start(session, code=code), from_attributes=True)
