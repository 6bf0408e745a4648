"""A small call centre on the real switch: leads, a campaign, lines, agents with phones, and a running dialer."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import text
from tests.db.flow.leads.world import CALENDAR
from tests.telephony import opening
from tests.telephony.opening import CAMPAIGN, TEN
from tests.telephony.parts import Result

from callwright.adapters.asterisk.customers.phones import SimulatedPhone, SimulatedPhones
from callwright.app.registry import import_jobs
from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts import Answer, AttemptState, LiveAttempt, Outcome, Verb
from callwright.flow.calls.phone.dialer import Dialer
from callwright.flow.calls.ports import SigningKeys, Switch, Trunk
from callwright.flow.calls.routes.asking import wait_for
from callwright.flow.calls.service.placing import Wish
from callwright.flow.floor import service as floor
from callwright.flow.floor.contracts import State
from callwright.kernel.errors import CallwrightError
from callwright.platform.db import Session
from callwright.platform.runtime import Runtime
from callwright.registers.campaigns.contracts import DialingMode
from callwright.registers.contacts import service as contacts


class RunningClock:
    """A clock that runs like the real one and began at ten in the morning, whenever the tests run."""

    def __init__(self, begins: datetime = TEN) -> None:
        self._ahead = begins - datetime.now(UTC)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def jump(self, step: timedelta) -> None:
        self._ahead += step


@dataclass
class CallCentre:
    """Everything a scenario needs. `people` by employee number, `lead_ids` in the order of the numbers given."""

    runtime: Runtime
    switch: Switch
    phones: SimulatedPhones
    trunk: Trunk
    people: dict[str, uuid.UUID] = field(default_factory=dict)
    lead_ids: list[uuid.UUID] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    phone_of: dict[str, str] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None
    dialer: Dialer | None = None

    @property
    def node(self) -> str:
        return self.switch.node

    async def open(self, numbers: Sequence[str], **line: Any) -> None:
        """Leads with these numbers in campaign C1, one line over the test trunk, two agents: see `opening`."""
        import_jobs()  # what is published finds its subscribers
        self.numbers = list(numbers)
        async with self.runtime.database.transaction() as session:
            await opening.company(session)
            self.people = await opening.people(session)
            self.lead_ids = await opening.leads(session, numbers, at=self.runtime.clock.now())
            await opening.line(session, self.node, trunk=self.trunk, **line)

    def start(self) -> None:
        """Run a dialer."""
        self.stop = asyncio.Event()
        self.dialer = Dialer(self.runtime, self.switch)
        self.task = asyncio.create_task(self.dialer.run(self.stop))

    async def close(self) -> None:
        """Stop it in order."""
        self.stop.set()
        if self.task is not None:
            await asyncio.wait_for(self.task, 15)

    async def kill(self) -> None:
        """End the dialer in the middle of whatever it does, as SIGKILL would: no goodbye to anybody."""
        assert self.task is not None
        assert self.dialer is not None
        self.dialer.node.lanes.abandon()
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)
        self.task = None

    async def sign_in(self, employee: str, *, campaign: str = CAMPAIGN, node: str = "") -> uuid.UUID:
        """An agent with a phone that registers and answers; READY, with the standing leg up."""
        person_id = self.people[employee]
        async with self.runtime.database.transaction() as session:
            claim = await floor.give_desk_phone(
                session,
                person_id=person_id,
                at=self.runtime.clock.now(),
                keys=self.runtime.ports.get(SigningKeys),
                node=node or self.node,
            )
        await self.until(lambda: self._phone_is_set(claim.name))
        await self.phones.register({claim.name: claim.password})
        self.phone_of[employee] = claim.name
        await self.enter(employee, State.READY, campaign=campaign)
        await self.has_leg(employee)
        return person_id

    def phone(self, employee: str) -> SimulatedPhone:
        """The phone of an agent."""
        return self.phones[self.phone_of[employee]]

    async def has_leg(self, employee: str, seconds: float = 10) -> None:
        """Wait until the standing leg of an agent is up."""

        async def up() -> bool:
            return self.dialer is not None and self.dialer.node.leg_up(self.people[employee]) is not None

        await self.until(up, seconds)

    async def _phone_is_set(self, name: str) -> bool:
        async with self.runtime.database.transaction() as session:
            return not await floor.phone_wishes(session, names=[name])

    async def enter(self, employee: str, state: State, **more: Any) -> None:
        async with self.runtime.database.transaction() as session:
            await floor.enter(
                session, person_id=self.people[employee], state=state, at=self.runtime.clock.now(), **more
            )

    async def state(self, employee: str) -> State:
        async with self.runtime.database.transaction() as session:
            found = await floor.current(session, person_ids=[self.people[employee]])
        return found[self.people[employee]].state

    async def ask(
        self, employee: str, verb: Verb, attempt_id: uuid.UUID | None = None, **arguments: Any
    ) -> Answer:
        """Ask the dialer for something and wait for its answer."""
        async with self.runtime.database.transaction() as session:
            number = await calls.ask(
                session,
                node=self.node,
                verb=verb,
                person_id=self.people[employee],
                attempt_id=attempt_id,
                arguments=arguments,
            )
        return await wait_for(self.runtime.database, number)

    async def dial(self, employee: str, place: int = 0, **more: Any) -> Answer:
        """Let an agent dial the lead at this place by hand."""
        asked = {
            "e164": self.numbers[place],
            "campaign": CAMPAIGN,
            "mode": "preview",
            "lead_id": str(self.lead_ids[place]),
        }
        return await self.ask(employee, Verb.DIAL, **(asked | more))

    async def dispose(
        self, employee: str, attempt_id: uuid.UUID | None, outcome: Outcome, **more: Any
    ) -> LiveAttempt:
        """Record the result of a call; the agent goes on from the wrap-up."""
        assert attempt_id is not None
        now, person_id = self.runtime.clock.now(), self.people[employee]
        values = {"note": "", "callback_at": None} | more
        async with self.runtime.database.transaction() as session:
            disposed = await calls.dispose(
                session, attempt_id, person_id=person_id, outcome=outcome, at=now, calendar=CALENDAR, **values
            )
            if (await floor.current(session, person_ids=[person_id]))[person_id].state is State.WRAP_UP:
                await floor.finish(session, person_id=person_id, at=now, source="desk")
        return disposed

    def pick(self, ending: str) -> int:
        """The place of the next customer with this ending whom no scenario has called."""
        left = [
            place
            for place, number in enumerate(self.numbers)
            if number.endswith(ending) and place not in self.taken
        ]
        assert left, f"no customer ending {ending} is left"
        place = left[0]
        self.taken.add(place)
        return place

    async def run_campaign(self, mode: DialingMode, **more: Any) -> None:
        async with self.runtime.database.transaction() as session:
            await calls.set_dialing(
                session,
                campaign_code=CAMPAIGN,
                running=True,
                by="t",
                at=self.runtime.clock.now(),
                calendar=CALENDAR,
                mode=mode,
                **more,
            )

    async def call(self, attempt_id: uuid.UUID | None) -> LiveAttempt:
        assert attempt_id is not None
        async with self.runtime.database.transaction() as session:
            found = await calls.live_attempt(session, attempt_id)
        assert found is not None
        return found

    async def becomes(
        self, attempt_id: uuid.UUID | None, state: AttemptState, seconds: float = 15
    ) -> LiveAttempt:
        """The attempt once it is in this state."""

        async def there() -> LiveAttempt | None:
            found = await self.call(attempt_id)
            return found if found.state is state else None

        return await self.until(there, seconds)

    async def is_in(self, employee: str, state: State, seconds: float = 10) -> None:
        """Wait until a person is in this state."""

        async def there() -> bool:
            return await self.state(employee) is state

        await self.until(there, seconds)

    async def until(self, ask: Callable[[], Awaitable[Result | None]], seconds: float = 10) -> Result:
        """What `ask` gives, once it gives something."""
        async with asyncio.timeout(seconds):
            while not (result := await ask()):  # noqa: ASYNC110 - what is asked about is in a database
                await asyncio.sleep(0.05)
        return result

    async def rows(self, sql: str, **values: object) -> list[Any]:
        async with self.runtime.database.transaction() as session:
            return list(await session.execute(text(sql), values))

    def later(self) -> datetime:
        """Tomorrow at this hour."""
        return self.runtime.clock.now() + timedelta(days=1)

    async def refuse(self, e164: str) -> None:
        """Somebody else writes a refusal down: another agent, a partner, the API."""
        async with self.runtime.database.transaction() as session:
            await contacts.refuse(
                session, e164=e164, reason="refused", source="t", at=self.runtime.clock.now()
            )

    async def refusal(self, wish: Wish) -> str:
        """The code with which a dial is refused; "" when it would be placed. Nothing is written."""
        async with self.runtime.database.engine.connect() as connection, Session(bind=connection) as session:
            try:
                await calls.place(session, wish, at=self.runtime.clock.now(), calendar=CALENDAR)
            except CallwrightError as refusal:
                return refusal.code
            finally:
                await session.rollback()
        return ""
