"""Other phone systems send their call records here; people look at what came."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict

from callwright.flow.calls import service
from callwright.flow.calls.errors import WebhookTooLarge
from callwright.flow.calls.ports import SigningKeys
from callwright.platform.audit import record
from callwright.platform.http import ClockDep, Page, PageParams, PortsDep, SessionDep, require
from callwright.platform.jobs import submit
from callwright.platform.principal import Principal

LARGEST_MB = 4

router = APIRouter(prefix="/api/calls", tags=["calls"])


class WebhookOut(BaseModel):
    """What came is kept; `known` = the same body came before. GET /api/calls/webhook-deliveries tells the rest."""

    delivery_id: uuid.UUID
    known: bool


class DeliveryOut(BaseModel):
    """One body as it came: `state` waiting, taken or refused; `reason` (code, zh, en) why nothing could be used.

    `rejected` lists single records with their reason, `skipped` what was no call record; times UTC, size in bytes.
    """

    model_config = ConfigDict(from_attributes=True)

    id: uuid.UUID
    phone_system: str
    received_at: datetime
    sha256: str
    content_type: str
    size: int
    state: str
    reason: dict[str, str] | None
    accepted: int
    rejected: list[dict[str, Any]]
    skipped: list[str]


@router.post("/webhook/{phone_system}", status_code=202)
async def receive(
    request: Request, session: SessionDep, ports: PortsDep, clock: ClockDep, phone_system: str
) -> WebhookOut:
    """Take call records of another phone system.

    It proves itself by a token (header `x-callwright-token`, Bearer, or the password of Basic) or by a signature
    (`x-callwright-signature: sha256=` HMAC-SHA256 of the body).
    """
    body = await _body(request)
    delivery_id, known = await service.receive_webhook(
        session,
        name=phone_system,
        headers=request.headers,
        body=body,
        keys=ports.get(SigningKeys),
        now=clock.now(),
    )
    key = f"calls.take_webhooks:{delivery_id}"
    await submit(session, "calls.take_webhooks", {"phone_system": phone_system}, key=key)
    return WebhookOut(delivery_id=delivery_id, known=known)


@router.get("/webhook-deliveries")
async def deliveries(
    session: SessionDep,
    page: PageParams,
    principal: Annotated[Principal, require("calls.webhooks")],
    phone_system: str | None = None,
    state: Annotated[str | None, Query(pattern="^(waiting|taken|refused)$")] = None,
) -> Page[DeliveryOut]:
    """What other phone systems sent, newest first."""
    del principal
    found, total = await service.webhook_deliveries(
        session, name=phone_system, state=state, offset=page.offset, limit=page.size
    )
    items = [DeliveryOut.model_validate(one) for one in found]
    return Page(items=items, total=total, page=page.page, size=page.size)


@router.get("/webhook-deliveries/{delivery_id}/body", response_class=Response)
async def body_of(
    session: SessionDep, principal: Annotated[Principal, require("calls.webhooks")], delivery_id: uuid.UUID
) -> Response:
    """A body as it came, to look at or to send to the maker of the phone system; the download is on record."""
    content = await service.webhook_body(session, delivery_id)
    await record(session, principal, action="calls.webhook_body", object=str(delivery_id))
    headers = {"Content-Disposition": f'attachment; filename="{delivery_id}.txt"'}
    return Response(content, media_type="application/octet-stream", headers=headers)


@router.post("/webhook-deliveries/{delivery_id}/again", status_code=202)
async def again(
    session: SessionDep, principal: Annotated[Principal, require("calls.webhooks")], delivery_id: uuid.UUID
) -> WebhookOut:
    """Read a refused body once more, after the mapping of its phone system was put right."""
    name = await service.take_webhook_again(session, delivery_id)
    await record(session, principal, action="calls.webhook_again", object=str(delivery_id))
    await submit(session, "calls.take_webhooks", {"phone_system": name})
    return WebhookOut(delivery_id=delivery_id, known=True)


async def _body(request: Request) -> bytes:
    """The body, refused as soon as it is too large."""
    content = bytearray()
    async for piece in request.stream():
        content += piece
        if len(content) > LARGEST_MB << 20:
            raise WebhookTooLarge(limit=LARGEST_MB)
    return bytes(content)
