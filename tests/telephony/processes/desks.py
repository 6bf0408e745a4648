"""Simulated agents at their desks: they register a phone, answer it, talk a while, hang up, and write down results.

They act over the page's own API as a browser does, through every death of the page: what was answered with "saved" is
kept in `saved`, what was not answered is tried again.
"""

from __future__ import annotations

import asyncio
import random
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx
from sqlalchemy import text
from tests.telephony.processes.house import House
from tests.telephony.processes.many import BY_HAND, DIALED, Colleague

from callwright.adapters.asterisk.customers.phones import SimulatedPhones
from callwright.platform.auth.secrets import csrf_token_of
from callwright.platform.http.dependencies import CSRF_HEADER, SESSION_COOKIE

LOOK_SECONDS = 0.3
RESULTS = ("effective", "interested", "refused", "callback", "wrong_party", "no_more_calls")
_STATES = text("""
SELECT state.person_id, state.state, state.since, state.campaign, call.id AS call_id, call.state AS call_state,
  call.joined_at, pending.id AS pending_id
FROM floor.current_state state
LEFT JOIN calls.live_attempt call ON call.person_id = state.person_id AND call.state <> 'ended'
LEFT JOIN LATERAL (
  SELECT id FROM calls.live_attempt one WHERE one.person_id = state.person_id AND one.state = 'ended'
    AND one.joined_at IS NOT NULL AND one.disposed_at IS NULL ORDER BY ended_at LIMIT 1
) pending ON true
""")


@dataclass
class Desks:
    """Everybody's desk. `by_hand` people call C2 themselves, the others are given customers of C1."""

    house: House
    people: Sequence[Colleague]
    by_hand: int
    chance: random.Random
    talk: tuple[float, float] = (0.5, 4.0)
    saved: dict[uuid.UUID, tuple[str, str]] = field(default_factory=dict)
    """The result and the note of every call whose result the page said it had saved."""
    refusals: dict[str, int] = field(default_factory=dict)
    dialing_by_hand: bool = True
    phones: SimulatedPhones = field(init=False)
    _client: httpx.AsyncClient = field(init=False)
    _ends: dict[uuid.UUID, datetime] = field(default_factory=dict)
    _busy: dict[uuid.UUID, asyncio.Task[None]] = field(default_factory=dict)
    _dialed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.phones = SimulatedPhones(switch_port=self.house.switch.plan.ports.sip)
        self._client = httpx.AsyncClient(base_url=self.house.address, timeout=15)

    async def sign_in(self) -> None:
        """Register every phone (the dialer has to be up) and be READY."""
        for one in self.people:
            await self._phone_is_set(one.phone)
            await self._registered(one)

    async def _registered(self, one: Colleague) -> None:
        async with asyncio.timeout(30):
            while True:
                with suppress(ConnectionError):
                    await self.phones.register({one.phone: one.password})
                    return
                await asyncio.sleep(0.3)

    async def _phone_is_set(self, name: str) -> None:
        async with asyncio.timeout(60):
            while True:
                rows = await self.rows(
                    "SELECT 1 FROM floor.phone WHERE name = :name AND wish = ''", name=name
                )
                if rows:
                    return
                await asyncio.sleep(0.1)

    async def work(self) -> None:
        """Until cancelled: look at every desk, act where something is to be done."""
        try:
            while True:
                present = {row.person_id: row for row in await self._present()}
                for place, one in enumerate(self.people):
                    campaign = BY_HAND if place < self.by_hand else DIALED
                    if one.person_id not in self._busy:
                        self._start(one, present.get(one.person_id), campaign)
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            for task in self._busy.values():
                task.cancel()
            await asyncio.gather(*self._busy.values(), return_exceptions=True)

    async def close(self) -> None:
        """Phones are gone."""
        self.phones.stop()
        await self._client.aclose()

    def _start(self, one: Colleague, present: Any, campaign: str) -> None:
        async def act() -> None:
            try:
                await self._act(one, present, campaign)
            except httpx.TransportError:
                await asyncio.sleep(0.5)  # the page is dead; it comes back
            finally:
                del self._busy[one.person_id]

        self._busy[one.person_id] = asyncio.create_task(act())

    async def _act(self, one: Colleague, present: Any, campaign: str) -> None:
        if present is None:
            await self._ready(one, campaign)
        elif present.pending_id is not None:
            await self._dispose(one, present.pending_id)
        elif present.call_id is not None:
            await self._in_call(one, present)
        elif present.state == "ready" and campaign == BY_HAND and self.dialing_by_hand:
            await self._dial(one)
        elif present.state not in {"ready", "dialing", "ringing", "talking"}:
            await self._ready(one, campaign)

    async def _in_call(self, one: Colleague, present: Any) -> None:
        """Talk as long as chance says, then hang up, unless the customer was first."""
        if present.call_state != "talking":
            return
        ends = self._ends.setdefault(
            present.call_id, present.joined_at + timedelta(seconds=self.chance.uniform(*self.talk))
        )
        if self.house.now() >= ends:
            await self._post(one, f"/api/desk/calls/{present.call_id}/hang-up")

    async def _dispose(self, one: Colleague, call_id: uuid.UUID) -> None:
        outcome, note = self.chance.choice(RESULTS), f"结果 {self.chance.random():.9f}"
        result: dict[str, Any] = {"outcome": outcome, "note": note}
        if outcome == "callback":
            result["callback_at"] = (self.house.now() + timedelta(days=1)).isoformat()
        said = await self._post(one, f"/api/desk/calls/{call_id}/disposition", result)
        if said.status_code == 200:
            self.saved[call_id] = (outcome, note)

    async def _ready(self, one: Colleague, campaign: str) -> None:
        await self._post(one, "/api/desk/state", {"state": "ready", "campaign": campaign})

    async def _dial(self, one: Colleague) -> None:
        """The lead that is shown, else the next one, by hand, as a person at the desk does.

        A lead whose call failed in the network stays in sight, to be tried again or skipped: it is skipped here, so
        that whoever is dialed twice was not dialed twice by the person.
        """
        seen = await self._client.get("/api/desk", headers=self._headers(one))
        lead = seen.json()["preview"] if seen.status_code == 200 else None
        if lead is None:
            shown = await self._post(one, "/api/desk/next", {"campaign": BY_HAND})
            lead = shown.json() if shown.status_code == 200 else None
        if lead is None or not lead["lead_id"]:
            await asyncio.sleep(2)
            return
        if lead["lead_id"] in self._dialed:
            await self._post(one, "/api/desk/skip", {"lead_id": lead["lead_id"]})
            return
        said = await self._post(one, "/api/desk/dial", {"lead_id": lead["lead_id"]})
        if said.status_code == 200:
            self._dialed.add(lead["lead_id"])

    async def _post(self, one: Colleague, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        said = await self._client.post(path, json=body or {}, headers=self._headers(one))
        if said.status_code != 200:
            code = str(said.json().get("code", said.status_code)) if said.content else str(said.status_code)
            self.refusals[code] = self.refusals.get(code, 0) + 1
        return said

    @staticmethod
    def _headers(one: Colleague) -> dict[str, str]:
        return {"cookie": f"{SESSION_COOKIE}={one.token}", CSRF_HEADER: csrf_token_of(one.token)}

    async def _present(self) -> list[Any]:
        async with self.house.database.transaction() as session:
            return list(await session.execute(_STATES))

    async def rows(self, sql: str, **values: object) -> list[Any]:
        async with self.house.database.transaction() as session:
            return list(await session.execute(text(sql), values))
