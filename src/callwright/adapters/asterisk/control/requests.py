"""Requests to Asterisk: its REST interface, and the one order that only its manager interface has (recording)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import aiohttp

from callwright.adapters.asterisk.control.address import SwitchAddress
from callwright.flow.calls.ports import SwitchRefused

_PATIENCE = aiohttp.ClientTimeout(total=10)
GONE = 404
"""The status for a channel, bridge or playback that is not there."""


class Refusal(SwitchRefused):
    """A request that was answered with an error status; 0 when there was no answer."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason=reason)
        self.answer = status


class Requests:
    """An HTTP session with one switch. Open it inside the running loop, close it at the end."""

    def __init__(self, address: SwitchAddress) -> None:
        self.address = address
        self._rest = aiohttp.ClientSession(
            headers=address.login, connector=aiohttp.TCPConnector(limit=50), timeout=_PATIENCE
        )
        self._manager = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True), timeout=_PATIENCE)
        self._logging_in = asyncio.Lock()

    async def close(self) -> None:
        """Close both sessions."""
        await self._rest.close()
        await self._manager.close()

    def events(self) -> aiohttp.client._WSRequestContextManager:
        """The websocket of events, to be entered with `async with`."""
        address = self.address
        url = f"{address.url.replace('http', 'ws', 1)}/ari/events?app={address.application}"
        return self._rest.ws_connect(url, max_msg_size=0)

    async def get(self, path: str, **query: str) -> Any:
        """GET below /ari/."""
        return await self._request("GET", path, query, None)

    async def post(self, path: str, body: object = None, **query: str) -> Any:
        """POST below /ari/."""
        return await self._request("POST", path, query, body)

    async def put(self, path: str, body: object = None) -> Any:
        """PUT below /ari/."""
        return await self._request("PUT", path, {}, body)

    async def delete(self, path: str, **query: str) -> bool:
        """DELETE below /ari/; False when it was gone already."""
        try:
            await self._request("DELETE", path, query, None)
        except Refusal as refusal:
            if refusal.answer == GONE:
                return False
            raise
        return True

    async def manage(self, action: str, **fields: str) -> None:
        """An order of the manager interface; signs in when the session is new or has run out."""
        answer = await self._manage(action, fields)
        if "Permission denied" in answer:
            async with self._logging_in:
                login = {"username": self.address.user, "secret": self.address.password}
                await self._manage("Login", login)
            answer = await self._manage(action, fields)
        if "Response: Success" not in answer:
            raise Refusal(200, " ".join(answer.split())[:200])

    async def _manage(self, action: str, fields: Mapping[str, str]) -> str:
        try:
            async with self._manager.post(
                f"{self.address.url}/rawman", data={"action": action, **fields}
            ) as answer:
                return await answer.text()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Refusal(0, str(error) or type(error).__name__) from error

    async def _request(self, method: str, path: str, query: Mapping[str, str], body: object) -> Any:
        try:
            async with self._rest.request(
                method, f"{self.address.url}/ari/{path}", params=query, json=body
            ) as answer:
                text = await answer.text()
                if answer.status >= 400:
                    raise Refusal(
                        answer.status, _reason(text) or f"{method} {path.partition('/')[0]}: {answer.status}"
                    )
                return json.loads(text) if text else None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Refusal(0, str(error) or type(error).__name__) from error


def _reason(text: str) -> str:
    try:
        said = json.loads(text)
    except ValueError:
        return text[:200]
    return str(said.get("message") or said.get("error") or "") if isinstance(said, dict) else ""
