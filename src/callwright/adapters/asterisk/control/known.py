"""Trunks and phones the switch is to have. It keeps them in memory only, so they are told again after every start."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import structlog

from callwright.adapters.asterisk.control.endpoints import (
    Objects,
    fields,
    phone_objects,
    phone_of,
    trunk_endpoint,
    trunk_objects,
)
from callwright.adapters.asterisk.control.requests import GONE, Refusal, Requests
from callwright.flow.calls.ports import Trunk

log = structlog.get_logger()
_AT_ONCE = 16
_KINDS = ("registration", "identify", "endpoint", "aor", "auth")
"""In the order they are taken away."""
_ADDED_TO = frozenset({"aor", "identify"})
"""Their addresses are lists to the switch: told anew, it keeps the old ones beside the new, and dials the old."""
Told = tuple[tuple[str, str, dict[str, str]], ...]


class KnownEndpoints:
    """What one switch is to have, what it was told, and making the two the same.

    What is wished while there is no connection is told as soon as there is one.
    """

    def __init__(self, requests: Requests) -> None:
        self._requests = requests
        self._trunks: dict[str, Trunk] = {}
        self._wished: dict[str, Told] = {}
        self._told: dict[str, Told] = {}
        self._watched: set[str] = set()
        self._application = f"applications/{requests.address.application}"
        self._lock = asyncio.Lock()

    def trunk(self, name: str) -> Trunk | None:
        """The trunk of this name; None when it was never set."""
        return self._trunks.get(name)

    async def set_trunk(self, trunk: Trunk, *, connected: bool) -> None:
        """Have a trunk. Raises SwitchRefused when the switch does not take it so."""
        self._trunks[trunk.name] = trunk
        await self._wish(trunk_endpoint(trunk.name), trunk_objects(trunk), connected=connected)

    async def remove_trunk(self, name: str, *, connected: bool) -> None:
        """Forget a trunk."""
        self._trunks.pop(name, None)
        await self._forget(trunk_endpoint(name), connected=connected)

    async def set_phone(self, phone: str, password: str, *, webrtc: bool, connected: bool) -> bool:
        """Have a phone; whether it is registered already: a quick one is before anybody listens for it."""
        await self._wish(phone, phone_objects(phone, password, webrtc=webrtc), connected=connected)
        return connected and (await self._requests.get(f"endpoints/PJSIP/{phone}"))["state"] == "online"

    async def remove_phone(self, phone: str, *, connected: bool) -> None:
        """Forget a phone; it cannot be rung any more and its registration is gone."""
        await self._forget(phone, connected=connected)

    async def phones(self) -> dict[str, bool]:
        """Phones the switch lets register, and whether each is registered now."""
        endpoints = await self._endpoints()
        return {name: state == "online" for name, state in endpoints.items() if phone_of(name)}

    async def tell_everything(self) -> None:
        """After a connection: what is missing or different is told, what was forgotten is taken away.

        A trunk or phone the switch does not take is left out, so that it does not stop all the others.
        """
        async with self._lock:
            present = await self._endpoints()
            self._watched = set((await self._requests.get(self._application))["endpoint_ids"])
            self._told = {name: told for name, told in self._told.items() if name in present}
            for endpoint in self._told.keys() - self._wished.keys():
                await self._take_away(endpoint)
            limit = asyncio.Semaphore(_AT_ONCE)

            async def tell(endpoint: str) -> None:
                async with limit:
                    try:
                        await self._tell(endpoint)
                    except Refusal as refusal:
                        if not 400 <= refusal.answer < 500:
                            raise
                        log.warning("the switch refused an endpoint", endpoint=endpoint, reason=str(refusal))

            await asyncio.gather(*map(tell, self._wished))

    async def _wish(self, endpoint: str, objects: Objects, *, connected: bool) -> None:
        async with self._lock:
            self._wished[endpoint] = tuple(objects)
            if connected and self._told.get(endpoint) != self._wished[endpoint]:
                await self._tell(endpoint)

    async def _forget(self, endpoint: str, *, connected: bool) -> None:
        async with self._lock:
            if self._wished.pop(endpoint, None) is not None and connected:
                await self._take_away(endpoint)

    async def _tell(self, endpoint: str) -> None:
        wished = self._wished[endpoint]
        if self._told.get(endpoint) != wished:
            await self._delete(endpoint, _outdated(endpoint, self._told.get(endpoint), wished))
            for kind, name, settings in wished:
                await self._requests.put(f"asterisk/config/dynamic/res_pjsip/{kind}/{name}", fields(settings))
            self._told[endpoint] = wished
        if phone_of(endpoint):
            await self._watch(endpoint)

    async def _take_away(self, endpoint: str) -> None:
        await self._delete(endpoint, _KINDS)
        self._told.pop(endpoint, None)
        self._watched.discard(f"PJSIP/{endpoint}")

    async def _delete(self, endpoint: str, kinds: Iterable[str]) -> None:
        for kind in kinds:
            await self._requests.delete(f"asterisk/config/dynamic/res_pjsip/{kind}/{endpoint}")

    async def _watch(self, phone: str) -> None:
        """Hear when it registers and goes; the switch counts how often it is asked, so it is asked once."""
        if f"PJSIP/{phone}" not in self._watched:
            await self._requests.post(
                f"{self._application}/subscription", eventSource=f"endpoint:PJSIP/{phone}"
            )
            self._watched.add(f"PJSIP/{phone}")

    async def _endpoints(self) -> dict[str, str]:
        """Trunks and phones the switch has, with their state; it calls none at all an error."""
        try:
            answer = await self._requests.get("endpoints/PJSIP")
        except Refusal as refusal:
            if refusal.answer != GONE:
                raise
            return {}
        return {one["resource"]: one["state"] for one in answer}


def _outdated(endpoint: str, before: Told | None, wished: Told) -> list[str]:
    """Kinds to take away before an endpoint is told anew; what another dialer told of a trunk nobody knows."""
    if before is None:
        return [] if phone_of(endpoint) else sorted(_ADDED_TO)
    kept = {kind for kind, _, _ in wished} - _ADDED_TO
    kept |= {kind for kind, name, settings in wished if (kind, name, settings) in before}
    return [kind for kind, _, _ in before if kind not in kept]
