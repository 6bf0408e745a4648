"""The product served inside the test, so that its clock is the test's: page, dialer and worker on real parts."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

import httpx
import uvicorn
from tests.browser.product import free_port
from tests.telephony.call_centre import CallCentre

from callwright.app.api import create_app
from callwright.app.schedule import TICKS
from callwright.app.settings import Settings
from callwright.platform.auth.models import Account
from callwright.platform.auth.service import start_session
from callwright.platform.http.dependencies import SESSION_COOKIE
from callwright.platform.runtime import Runtime
from callwright.platform.ticker import run_ticks
from callwright.platform.worker import run_worker
from callwright.registers.staff import service as staff


class _Server(uvicorn.Server):
    """A server that leaves the signals of this process alone."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@dataclass
class Served:
    """A call centre with its page. `tokens` are sessions by employee number; "boss" is the owner."""

    centre: CallCentre
    address: str
    tokens: dict[str, str]

    def cookie(self, who: str) -> dict[str, str]:
        """The session of somebody, for a browser."""
        return {"name": SESSION_COOKIE, "value": self.tokens[who], "url": self.address}

    async def get(self, who: str, path: str) -> httpx.Response:
        """Ask the product as somebody would."""
        async with httpx.AsyncClient(base_url=self.address, timeout=60) as client:
            client.cookies.set(SESSION_COOKIE, self.tokens[who])
            answer = await client.get(path)
        assert answer.status_code == 200, answer.text
        return answer


@asynccontextmanager
async def serving(centre: CallCentre) -> AsyncIterator[Served]:
    """Serve the page of a call centre, and run what goes on behind it, until the block ends."""
    runtime, port, stop = centre.runtime, free_port(), asyncio.Event()
    app = create_app(Settings(home=runtime.data_folder), runtime)
    server = _Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", ws="websockets-sansio",
                       timeout_graceful_shutdown=1)
    )  # fmt: skip
    works = (server.serve(), run_worker(runtime, stop), run_ticks(runtime, TICKS, stop))
    tasks = [asyncio.create_task(work) for work in works]
    try:
        async with asyncio.timeout(30):
            while not server.started:  # noqa: ASYNC110 - a server says nothing when it is up
                await asyncio.sleep(0.05)
        yield Served(centre, f"http://127.0.0.1:{port}", await _signed_in(runtime, centre.people))
    finally:
        stop.set()
        server.should_exit = True
        await asyncio.gather(*tasks)


async def _signed_in(runtime: Runtime, people: dict[str, uuid.UUID]) -> dict[str, str]:
    """Accounts of the owner and of every agent, each signed in."""
    tokens: dict[str, str] = {}
    async with runtime.database.transaction() as session:
        for login in ("boss", *people):
            account = Account(
                id=uuid.uuid4(), login=login, name=login, roles=["agent" if login in people else "owner"]
            )
            session.add(account)
            await session.flush()
            if login in people:
                await staff.link_account(session, people[login], account.id)
            tokens[login] = (await start_session(session, account.id, runtime.clock.now())).token
    return tokens
