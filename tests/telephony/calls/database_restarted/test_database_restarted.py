"""PostgreSQL goes away while one pair talks and another phone rings: both go on, nobody is called twice."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.telephony.call_centre import CallCentre, RunningClock
from tests.telephony.checks import healthy, in_order, lived, recorded

from callwright.adapters.asterisk.customers.phones import SimulatedPhones
from callwright.adapters.asterisk.customers.simulation import SimulatedCustomers
from callwright.adapters.asterisk.switch import AsteriskSwitch
from callwright.adapters.postgres.launcher import EmbeddedServer
from callwright.app.migrate import migrate
from callwright.flow.calls.contracts import AttemptState, LiveAttempt, Outcome, Verb
from callwright.flow.floor.contracts import State
from callwright.platform.db import Database
from callwright.platform.runtime import Runtime

TALKS, RINGS = "+8613800000004", "+8613800000111"
SPEECH = 1.5
"""Seconds the pair goes on talking once PostgreSQL is back: else a quick machine records less than a second."""


@pytest.fixture(scope="module")
def own_server() -> Iterator[EmbeddedServer]:
    """A PostgreSQL that may be stopped and killed: the other tests have theirs."""
    folder = Path(tempfile.mkdtemp(prefix="callwright-test-"))
    server = EmbeddedServer(folder, settings={"fsync": "off"})
    server.start()
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
async def own_database(own_server: EmbeddedServer, request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    name = f"company_{abs(hash(request.node.name))}"
    administrator = Database(own_server.address.url("postgres"))
    connection = await administrator.connect()
    await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()
    database = Database(own_server.address.url(name))
    await migrate(database)
    yield database
    await database.dispose()


@pytest.fixture
async def centre(
    runtime: Runtime,
    own_database: Database,
    switch: AsteriskSwitch,
    phones: SimulatedPhones,
    customers: SimulatedCustomers,
) -> AsyncIterator[CallCentre]:
    own = replace(runtime, database=own_database, clock=RunningClock())
    centre = CallCentre(own, switch, phones, customers.trunk)
    yield centre
    await centre.close()
    for one in (await switch.snapshot()).channels:
        await switch.hang_up(one.channel_id)


@pytest.mark.parametrize("how", ["stopped", "killed"])
async def test_calls_go_on_without_it(centre: CallCentre, own_server: EmbeddedServer, how: str) -> None:
    await centre.open([TALKS, RINGS])
    centre.start()
    await centre.sign_in("E001")
    await centre.sign_in("E002")
    talking = await _dialed(centre, "E001", 0, AttemptState.TALKING)
    ringing = await _dialed(centre, "E002", 1, AttemptState.RINGING)
    before = await centre.switch.snapshot()

    await asyncio.to_thread(own_server.stop if how == "stopped" else own_server.kill)
    await centre.until(lambda: _knows_nothing(centre))
    await _same_channels(centre, before)
    began = time.monotonic()
    await asyncio.to_thread(own_server.start)
    await centre.until(lambda: _leads(centre), 20)
    print(f"PostgreSQL {how}: dialing again {time.monotonic() - began:.2f} s after its start began")

    assert (await centre.call(talking.id)).state is AttemptState.TALKING
    assert (await centre.call(ringing.id)).state is AttemptState.RINGING
    await _same_channels(centre, before)
    await asyncio.sleep(SPEECH)
    assert (await centre.ask("E002", Verb.HANG_UP, ringing.id)).error is None
    assert (await centre.becomes(ringing.id, AttemptState.ENDED)).ended_reason == "cancelled"
    assert (await centre.ask("E001", Verb.HANG_UP, talking.id)).error is None
    ended = await centre.becomes(talking.id, AttemptState.ENDED)
    assert (ended.ended_reason, ended.joined_at) == ("agent_hung_up", talking.joined_at)
    await centre.dispose("E001", ended.id, Outcome.INTERESTED)
    await recorded(centre, ended)
    assert await lived(centre, "E001") == [
        State.READY, State.DIALING, State.TALKING, State.WRAP_UP, State.READY
    ]  # fmt: skip
    assert len(await centre.rows("SELECT id FROM calls.live_attempt")) == 2, "nobody was dialed twice"
    (row,) = await centre.rows("SELECT * FROM calls.attempt WHERE record_id = :id", id=str(ended.id))
    assert (row.outcome, row.person_id) == ("interested", centre.people["E001"])
    await in_order(centre)
    await healthy(centre)


async def _dialed(centre: CallCentre, employee: str, place: int, state: AttemptState) -> LiveAttempt:
    said = await centre.dial(employee, place)
    assert said.error is None, said.error
    return await centre.becomes(said.attempt_id, state)


async def _knows_nothing(centre: CallCentre) -> bool:
    """The dialer has noticed."""
    assert centre.dialer is not None
    assert centre.task is not None
    assert not centre.task.done(), "it waits for PostgreSQL"
    return not centre.dialer.node.connected


async def _leads(centre: CallCentre) -> bool:
    assert centre.dialer is not None
    return centre.dialer.node.connected


async def _same_channels(centre: CallCentre, before: object) -> None:
    """The pair is in its bridge, the other phone rings, and there is nobody else."""
    now = await centre.switch.snapshot()
    assert set(now.channels) == set(before.channels)  # type: ignore[attr-defined]
