"""Server-sent events over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, cast

from fastapi import APIRouter, Header, Request
from fastapi.responses import StreamingResponse

from callwright.platform.auth.service import account_of_session
from callwright.platform.http import PrincipalDep, RuntimeDep
from callwright.platform.http.dependencies import SESSION_COOKIE
from callwright.platform.principal import Principal
from callwright.platform.push.hub import Hub, Said
from callwright.platform.push.message import RESYNC
from callwright.platform.push.streaming import StillAllowed, stream
from callwright.platform.runtime import Runtime

router = APIRouter(prefix="/api", tags=["events"])
_HEADERS = {"cache-control": "no-store", "x-accel-buffering": "no"}


@router.get("/events", response_class=StreamingResponse)
async def events(
    request: Request,
    runtime: RuntimeDep,
    principal: PrincipalDep,
    topics: str = "",
    last_event_id: Annotated[str | None, Header()] = None,
) -> StreamingResponse:
    """What changed, for this account, as server-sent events: `{"topic": …, "id"?: …}`.

    `topics` (comma-separated) narrows it down; "resync" comes always and means: fetch everything anew. Missed
    events are not kept: with a Last-Event-ID the stream begins with "resync". Every 15 s a "heartbeat" event.
    """
    wanted = frozenset(filter(None, (topic.strip() for topic in topics.split(",")))) or None
    hub = cast("Hub", request.app.state.push_hub)
    token = request.cookies.get(SESSION_COOKIE, "")
    allowed = _still_allowed(runtime, token, principal)
    body = _body(hub, principal, wanted, allowed, missed=last_event_id is not None)
    return StreamingResponse(body, media_type="text/event-stream", headers=_HEADERS)


async def _body(
    hub: Hub, principal: Principal, topics: frozenset[str] | None, allowed: StillAllowed, *, missed: bool
) -> AsyncIterator[bytes]:
    with hub.screen(principal, topics) as screen:
        if missed:
            screen.tell(Said(RESYNC))
        async for piece in stream(hub, screen, allowed):
            yield piece


def _still_allowed(runtime: Runtime, token: str, principal: Principal) -> StillAllowed:
    """Whether the session is still open and its account has the same roles."""

    async def look() -> bool:
        async with runtime.database.transaction() as session:
            account = await account_of_session(session, token, runtime.clock.now())
        return account is not None and frozenset(account.roles) == principal.roles

    return look
