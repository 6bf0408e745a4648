"""Dialers as processes, a few pairs who talk, and the moment at which one dialer takes over from another."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text
from tests.telephony.processes.house import House, until
from tests.telephony.processes.many import BY_HAND, Colleague

from callwright.adapters.asterisk.control.address import SwitchAddress
from callwright.adapters.asterisk.customers.phones import SimulatedPhones
from callwright.adapters.asterisk.switch import AsteriskSwitch
from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts import Answer, Verb
from callwright.flow.calls.ports import SwitchSnapshot
from callwright.flow.calls.routes.asking import wait_for
from callwright.flow.floor import service as floor
from callwright.flow.floor.contracts import State

_CONNECTED = re.compile(r"(\S+Z) \[info *\] switch connected")


async def rows(house: House, sql: str, **values: object) -> list[Any]:
    """Ask the database of a house."""
    async with house.database.transaction() as session:
        return list(await session.execute(text(sql), values))


async def start_dialers(house: House) -> None:
    """One dials, the other waits."""
    house.run("dialer")
    await until(lambda: house.leads("dialer"), 120)
    house.run("dialer", instead="standby")
    await until(lambda: "dialer waits" in house.said("standby"), 120)


async def sign_in(house: House, phones: SimulatedPhones, people: list[Colleague]) -> None:
    """Everybody is READY at a phone that is up."""
    for one in people:
        await _until_some(house, "SELECT 1 FROM floor.phone WHERE name = :name AND wish = ''", name=one.phone)
        await phones.register({one.phone: one.password})
        async with house.database.transaction() as session:
            await floor.enter(
                session, person_id=one.person_id, state=State.READY, at=house.now(), campaign=BY_HAND
            )
        up = "SELECT 1 FROM calls.agent_leg WHERE person_id = :person AND state = 'up'"
        await _until_some(house, up, person=one.person_id)


async def ask(house: House, one: Colleague, verb: Verb, attempt_id: Any = None, **arguments: Any) -> Answer:
    """Ask the dialer and wait for its answer."""
    async with house.database.transaction() as session:
        number = await calls.ask(
            session,
            node=house.node,
            verb=verb,
            person_id=one.person_id,
            attempt_id=attempt_id,
            arguments=arguments,
        )
    return await wait_for(house.database, number)


async def talk(house: House, people: list[Colleague], numbers: list[str]) -> list[Any]:
    """Each dials a number by hand; gives the attempts once all talk."""
    attempts = []
    for one, number in zip(people, numbers, strict=True):
        said = await ask(house, one, Verb.DIAL, e164=number, campaign=BY_HAND, mode="manual")
        assert said.error is None, said.error
        attempts.append(said.attempt_id)
        talking = "SELECT 1 FROM calls.live_attempt WHERE id = :id AND state = 'talking'"
        await _until_some(house, talking, id=said.attempt_id)
    return attempts


async def take_over(house: House) -> float:
    """Kill the dialer that dials; seconds until the other one hears the switch and knows what goes on."""
    killed = datetime.now(UTC)
    house.kill("dialer")
    await until(lambda: house.leads("standby"), 120)
    found = _CONNECTED.findall(house.said("standby"))
    return (datetime.fromisoformat(found[-1]) - killed).total_seconds()


async def snapshot(house: House) -> SwitchSnapshot:
    """What the switch has, asked beside every dialer."""
    switch = AsteriskSwitch(SwitchAddress.of_plan(house.switch.plan))
    try:
        return await switch.snapshot()
    finally:
        await switch.close()


async def _until_some(house: House, sql: str, **values: object) -> None:
    async with asyncio.timeout(60):
        while not await rows(house, sql, **values):  # noqa: ASYNC110 - a database
            await asyncio.sleep(0.1)
