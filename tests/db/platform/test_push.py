"""From a committed transaction to an open screen, through the real server and the real database."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpx
import pytest
import uvicorn

from callwright.adapters.postgres.launcher import EmbeddedServer
from callwright.app.api import create_app
from callwright.platform.auth.models import Account
from callwright.platform.auth.service import end_session, start_session
from callwright.platform.db import Database
from callwright.platform.principal import Principal
from callwright.platform.push import push, streaming
from callwright.platform.push.hub import Hub
from callwright.platform.push.listening import running_hub

COOKIE = "callwright_session"


class Ear:
    """Reads a stream of events."""

    def __init__(self, response: httpx.Response) -> None:
        self._lines = response.aiter_lines()

    async def event(self) -> dict[str, str]:
        """The next event, heartbeats included."""
        fields: dict[str, str] = {}
        while True:
            line = await asyncio.wait_for(anext(self._lines), 10)
            if not line and fields:
                return fields
            if line:
                name, _, value = line.partition(": ")
                fields[name] = value

    async def topic(self) -> dict[str, str]:
        """The next message."""
        while True:
            found = await self.event()
            if "data" in found and "event" not in found:
                return json.loads(found["data"])


async def until(true: Callable[[], bool]) -> None:
    """Wait until something is true, 5 seconds at most."""
    for _ in range(500):
        if true():
            return
        await asyncio.sleep(0.01)
    raise TimeoutError


@pytest.fixture
async def address(runtime) -> AsyncIterator[tuple[str, Hub]]:
    app = create_app(runtime=runtime)
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", timeout_graceful_shutdown=1)
    )
    serving = asyncio.create_task(server.serve())
    await until(lambda: server.started)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}", app.state.push_hub
    server.should_exit = True
    await serving


async def sign_in(runtime, *roles: str) -> tuple[uuid.UUID, str]:
    account_id = uuid.uuid4()
    async with runtime.database.transaction() as session:
        session.add(Account(id=account_id, login=str(account_id), name="某人", roles=list(roles)))
        await session.flush()
        signed_in = await start_session(session, account_id, runtime.clock.now())
    return account_id, signed_in.token


@asynccontextmanager
async def listening(url: str, token: str, query: str = "", **headers: str) -> AsyncIterator[Ear]:
    async with (
        httpx.AsyncClient(base_url=url, cookies={COOKIE: token}, timeout=20) as client,
        client.stream("GET", f"/api/events{query}", headers=headers) as response,
    ):
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/event-stream")
        ear = Ear(response)
        assert (await ear.event())["retry"] == "2000"
        yield ear


async def say(runtime, topic: str, **whom: object) -> None:
    async with runtime.database.transaction() as session:
        await push(session, topic, **whom)


async def say_and_fail(runtime, account_id: uuid.UUID) -> None:
    async with runtime.database.transaction() as session:
        await push(session, "list", account_ids=[account_id])
        raise LookupError


async def test_a_committed_push_reaches_its_account_and_a_rolled_back_one_nobody(runtime, address):
    url, _hub = address
    anna, token = await sign_in(runtime, "agent")
    bert, other = await sign_in(runtime, "manager")
    async with listening(url, token) as ear, listening(url, other) as lead:
        with pytest.raises(LookupError):
            await say_and_fail(runtime, anna)
        await say(runtime, "wallboard", permission="floor.board")
        await say(runtime, "desk", account_ids=[anna], id="call-7")
        assert await ear.topic() == {"topic": "desk", "id": "call-7"}
        assert await lead.topic() == {"topic": "wallboard"}
        await say(runtime, "task", account_ids=[anna, bert])
        assert (await ear.topic(), await lead.topic()) == ({"topic": "task"}, {"topic": "task"})


async def test_a_screen_that_was_away_is_told_to_fetch_everything(runtime, address):
    url, _hub = address
    _anna, token = await sign_in(runtime, "agent")
    async with listening(url, token, **{"last-event-id": "41"}) as ear:
        assert await ear.topic() == {"topic": "resync"}


async def test_a_lost_database_connection_is_made_again_and_screens_fetch_anew(runtime, address):
    url, hub = address
    anna, token = await sign_in(runtime, "agent")
    async with listening(url, token, "?topics=desk") as ear:
        connection = await runtime.database.connect()
        killed = await connection.fetchval(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE 'LISTEN%callwright_push%'"
        )
        await connection.close()
        assert killed == 1
        assert await ear.topic() == {"topic": "resync"}
        assert hub.live
        await say(runtime, "list", account_ids=[anna])
        await say(runtime, "desk", account_ids=[anna])
        assert await ear.topic() == {"topic": "desk"}


async def test_a_closed_screen_is_forgotten(runtime, address):
    url, hub = address
    _anna, token = await sign_in(runtime, "agent")
    async with listening(url, token):
        assert len(hub) == 1
    await until(lambda: len(hub) == 0)


async def test_signing_out_ends_the_stream_and_quiet_has_a_heartbeat(runtime, address, monkeypatch):
    monkeypatch.setattr(streaming, "HEARTBEAT_SECONDS", 0.05)
    monkeypatch.setattr(streaming, "RECHECK_SECONDS", 0.2)
    url, _hub = address
    _anna, token = await sign_in(runtime, "agent")
    async with listening(url, token) as ear:
        beat = await ear.event()
        assert (beat["event"], json.loads(beat["data"])) == ("heartbeat", {"live": True})
        async with runtime.database.transaction() as session:
            await end_session(session, token)
        with pytest.raises(StopAsyncIteration):
            await ear.topic()


async def test_a_process_that_ends_lets_its_screens_go(runtime, address):
    url, hub = address
    _anna, token = await sign_in(runtime, "agent")
    async with listening(url, token) as ear:
        hub.close()
        with pytest.raises(StopAsyncIteration):
            await ear.topic()


async def test_postgresql_may_be_restarted(tmp_path_factory):
    server = EmbeddedServer(tmp_path_factory.mktemp("own"), settings={"fsync": "off"})
    server.start()
    database = Database(server.address.url("postgres"))
    try:
        async with running_hub(database) as hub:
            await until(lambda: hub.live)
            with hub.screen(Principal(uuid.uuid4(), "x", frozenset(), frozenset({"*"}))) as screen:
                server.stop()
                await until(lambda: not hub.live)
                await database.dispose()
                server.start()
                assert [said.topic for said in await asyncio.wait_for(screen.hear(), 20)] == ["resync"]
                async with database.transaction() as session:
                    await push(session, "wallboard", permission="floor.board")
                assert [said.topic for said in await asyncio.wait_for(screen.hear(), 5)] == ["wallboard"]
    finally:
        await database.dispose()
        server.stop()


async def test_nobody_hears_without_being_signed_in(address):
    url, _hub = address
    async with httpx.AsyncClient(base_url=url) as client:
        assert (await client.get("/api/events")).status_code == 401
