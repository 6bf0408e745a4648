"""/sip: the browsers' way to the switch, under the address of the page.

One address, one certificate, no second port to open: the WebSocket is handed through as it is. Only who is signed in
gets through; the switch asks for the phone's own password after that. Sound does not come through here.
"""

from __future__ import annotations

import asyncio

import aiohttp
from fastapi import APIRouter, WebSocket
from starlette.websockets import WebSocketDisconnect

from callwright.app.settings import Settings
from callwright.app.telephony import SwitchSettings, switch_address
from callwright.platform.auth.service import account_of_session
from callwright.platform.http.dependencies import SESSION_COOKIE
from callwright.platform.runtime import Runtime

router = APIRouter()

PROTOCOL = "sip"
NOT_SIGNED_IN = 4401
NO_SWITCH = 4502
LARGEST = 64 * 1024
"""No SIP message is longer than this."""


@router.websocket("/sip")
async def hand_through(browser: WebSocket) -> None:
    """Connect a signed-in browser with the switch until either side goes away."""
    if not await _signed_in(browser):
        await browser.close(NOT_SIGNED_IN)
        return
    settings: Settings = browser.app.state.settings
    url = switch_address(settings, SwitchSettings()).url.replace("http", "ws", 1) + "/ws"
    await browser.accept(subprotocol=PROTOCOL)
    try:
        async with (
            aiohttp.ClientSession() as client,
            client.ws_connect(url, protocols=(PROTOCOL,), max_msg_size=LARGEST) as switch,
        ):
            ways = {asyncio.create_task(_up(browser, switch)), asyncio.create_task(_down(browser, switch))}
            _, waiting = await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            for way in waiting:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
    except aiohttp.ClientError:
        await browser.close(NO_SWITCH)


async def _signed_in(browser: WebSocket) -> bool:
    """A session of this page, and a page of this origin: another site's script must not ring our phones."""
    origin, host = browser.headers.get("origin", ""), browser.headers.get("host", "")
    token = browser.cookies.get(SESSION_COOKIE, "")
    if not token or origin.split("://", 1)[-1] != host:
        return False
    runtime: Runtime = browser.app.state.runtime
    async with runtime.database.transaction() as session:
        return await account_of_session(session, token, runtime.clock.now()) is not None


async def _up(browser: WebSocket, switch: aiohttp.ClientWebSocketResponse) -> None:
    try:
        while True:
            await switch.send_str(await browser.receive_text())
    except WebSocketDisconnect:
        await switch.close()


async def _down(browser: WebSocket, switch: aiohttp.ClientWebSocketResponse) -> None:
    async for message in switch:
        if message.type is aiohttp.WSMsgType.TEXT:
            await browser.send_text(message.data)
        elif message.type is aiohttp.WSMsgType.BINARY:
            await browser.send_text(message.data.decode())
    await browser.close()
