"""Hearing PostgreSQL: one LISTEN connection per process, opened again whenever it is lost."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from types import FrameType

import asyncpg
import structlog

from callwright.platform.db import Database
from callwright.platform.push.hub import Hub
from callwright.platform.push.message import CHANNEL, decode

CHECK_SECONDS = 10.0
"""How often a silent connection is asked whether it is still there."""
_ANSWER_SECONDS = 5.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 5.0
_LOST = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)

log = structlog.get_logger()


@asynccontextmanager
async def running_hub(database: Database) -> AsyncIterator[Hub]:
    """A hub that hears PostgreSQL while the block lasts; the lifespan of the API wraps itself in it."""
    hub = Hub()
    listener = asyncio.create_task(listen(database, hub))
    try:
        with _closed_by_signals(hub):
            yield hub
    finally:
        listener.cancel()
        with suppress(asyncio.CancelledError):
            await listener


@contextmanager
def _closed_by_signals(hub: Hub) -> Iterator[None]:
    """Let the signals that end the process also end the streams.

    A server that shuts down waits for open answers before it ends the application, and a stream has no end of its
    own. Whoever handled the signal before goes on doing so.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def end(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(hub.close)
        handler = before[signal.Signals(number)]
        if callable(handler):
            handler(number, frame)

    handled = [number for number, handler in before.items() if callable(handler)]
    for number in handled:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in handled:
            signal.signal(number, before[number])


async def listen(database: Database, hub: Hub) -> None:
    """Hand every message to the hub, for ever. After an interruption all screens are told to fetch anew."""
    pause, interrupted = _FIRST_PAUSE, False
    while True:
        try:
            async with _connected(database, hub) as lost:
                if interrupted:
                    hub.resync()
                pause = _FIRST_PAUSE
                await lost.wait()
        except _LOST as error:
            log.warning("push cannot hear the database", kind=type(error).__name__)
        interrupted = True
        await asyncio.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)


@asynccontextmanager
async def _connected(database: Database, hub: Hub) -> AsyncIterator[asyncio.Event]:
    """A listening connection, and the event that says it is gone."""
    lost = asyncio.Event()
    connection = await database.connect()
    connection.add_termination_listener(lambda _connection: lost.set())
    watcher = asyncio.create_task(_watch(connection, lost))
    try:
        await connection.add_listener(CHANNEL, lambda *said: _hand_over(hub, str(said[3])))
        hub.live = True
        yield lost
    finally:
        hub.live = False
        watcher.cancel()
        connection.terminate()


async def _watch(connection: asyncpg.Connection, lost: asyncio.Event) -> None:
    """A connection whose other end vanished without a word is lost too."""
    try:
        while not lost.is_set():
            await asyncio.sleep(CHECK_SECONDS)
            await asyncio.wait_for(connection.execute("SELECT 1"), _ANSWER_SECONDS)
    except _LOST:
        lost.set()


def _hand_over(hub: Hub, payload: str) -> None:
    try:
        hub.deliver(decode(payload))
    except ValueError:
        log.warning("push heard something else on its channel", length=len(payload))
