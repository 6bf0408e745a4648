"""A screen's messages as server-sent events (text/event-stream)."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable

from callwright.platform.push.hub import Hub, Said, Screen

HEARTBEAT_SECONDS = 15.0
RECHECK_SECONDS = 60.0
"""How often it is looked up whether the account is still signed in with the same roles."""
GATHER_SECONDS = 0.25
"""How long a screen is left alone after a message, so that a burst becomes one."""
_RETRY_MILLISECONDS = 2000

StillAllowed = Callable[[], Awaitable[bool]]


async def stream(hub: Hub, screen: Screen, still_allowed: StillAllowed) -> AsyncIterator[bytes]:
    """Events of a screen until the account may no longer hear them. A heartbeat when nothing else is said.

    Messages are `data: {"topic": …, "id": …}`; heartbeats are events of the type "heartbeat" that say whether
    the database is heard. After the end, also that of the process, the browser connects again by itself.
    """
    yield f"retry: {_RETRY_MILLISECONDS}\n\n".encode()
    yield _heartbeat(hub)
    number, checked = 0, time.monotonic()
    while True:
        heard = await _hear(screen)
        if hub.closed:
            return
        for said in heard:
            number += 1
            yield _event(number, said)
        if not heard:
            yield _heartbeat(hub)
        if time.monotonic() - checked >= RECHECK_SECONDS:
            if not await still_allowed():
                return
            checked = time.monotonic()
        await asyncio.sleep(GATHER_SECONDS)


async def _hear(screen: Screen) -> tuple[Said, ...]:
    """What is said within a heartbeat; nothing when it stays quiet."""
    try:
        return await asyncio.wait_for(screen.hear(), HEARTBEAT_SECONDS)
    except TimeoutError:
        return ()


def _event(number: int, said: Said) -> bytes:
    data = {"topic": said.topic} | ({"id": said.id} if said.id else {})
    return f"id: {number}\ndata: {json.dumps(data, separators=(',', ':'))}\n\n".encode()


def _heartbeat(hub: Hub) -> bytes:
    return f"event: heartbeat\ndata: {json.dumps({'live': hub.live})}\n\n".encode()
