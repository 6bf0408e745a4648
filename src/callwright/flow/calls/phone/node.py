"""What the dialer of one switch node keeps in memory: a copy of the ledger, by channel, and who has a phone up.

All truth is in PostgreSQL; this copy is read again after every interruption (`reconciling`).
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Iterable
from datetime import datetime

from callwright.flow.calls.contracts import LiveAttempt
from callwright.flow.calls.contracts.live import AgentLeg
from callwright.flow.calls.decide.call_machine import CallEvent
from callwright.flow.calls.phone.gathering import Gathering
from callwright.flow.calls.phone.lanes import Lanes
from callwright.flow.calls.ports import Switch, Trunk
from callwright.platform.runtime import Edge, Runtime
from callwright.rules.calling.waiting import Waits, waits


class Node(Edge):
    """One switch node as its dialer sees it.

    `connected` is False while nothing may be dialed; `known` is set once ledger and switch were compared since this
    process leads: before that the copy is empty, and every call would seem to be over.
    """

    def __init__(self, runtime: Runtime, switch: Switch) -> None:
        super().__init__(runtime)
        self.switch = switch
        self.name = switch.node
        self.connected = False
        self.lost_since: datetime | None = None
        self.known = asyncio.Event()
        self.attempts: dict[uuid.UUID, LiveAttempt] = {}
        self.attempt_of_channel: dict[str, uuid.UUID] = {}
        self._attempt_of_agent: dict[uuid.UUID, uuid.UUID] = {}
        self.legs: dict[uuid.UUID, AgentLeg] = {}
        self.person_of_leg: dict[str, uuid.UUID] = {}
        self.being_rung: set[uuid.UUID] = set()
        self.interrupted: set[uuid.UUID] = set()
        """Whose wrap-up the call they are in, or write up now, interrupted: they are left in peace once."""
        self.phones_change = asyncio.Event()
        self.registered: set[str] = set()
        self.trunks: tuple[Trunk, ...] = ()
        self.trunk_failures: dict[str, int] = {}
        """Dials in a row that a trunk did not bring anywhere."""
        self.lanes = Lanes()
        self.gathering = Gathering(self, self.lanes)
        self.said: asyncio.Queue[tuple[uuid.UUID, CallEvent]] = asyncio.Queue()
        self.changes: asyncio.Queue[tuple[LiveAttempt | None, LiveAttempt]] = asyncio.Queue()
        self.look_now = asyncio.Event()
        self.asked = True

    def now(self) -> datetime:
        """The time."""
        return self.clock.now()

    def waits(self) -> Waits:
        """How long to wait for whom, today."""
        return waits(self.calendar.day_of(self.now()))

    def say(self, attempt_id: uuid.UUID, event: CallEvent) -> None:
        """Something happened to an attempt that the switch did not tell; it is taken in its lane."""
        self.said.put_nowait((attempt_id, event))

    def hurry(self) -> None:
        """Somebody became free or came to wait: look around now, not at the next tick."""
        self.look_now.set()

    def remember(self, attempt: LiveAttempt) -> None:
        """Keep the newest form of an attempt and let the pacers learn from the change; the ended are forgotten."""
        known = self.attempts.get(attempt.id)
        if known is not None and known.version > attempt.version:
            return
        if known is not None and known.agent_id and self._attempt_of_agent.get(known.agent_id) == known.id:
            del self._attempt_of_agent[known.agent_id]
        if attempt.person_id is not None and attempt.joined_at is not None:
            (self.interrupted.add if attempt.interrupts else self.interrupted.discard)(attempt.person_id)
        if not attempt.ended:
            if attempt.agent_id is not None:
                self._attempt_of_agent[attempt.agent_id] = attempt.id
            self.attempts[attempt.id] = attempt
            self.attempt_of_channel[attempt.channel_id] = attempt.id
        elif known is not None:
            del self.attempts[attempt.id]
            self.attempt_of_channel.pop(attempt.channel_id, None)
        if not attempt.practice:  # pacers learn how real customers are
            self.changes.put_nowait((known, attempt))

    def remember_leg(self, leg: AgentLeg) -> None:
        """Keep a standing leg; it replaces the one its person had."""
        self.forget_leg(leg.person_id)
        self.legs[leg.person_id] = leg
        self.person_of_leg[leg.channel_id] = leg.person_id
        self.tell_of_phones()

    def forget_leg(self, person_id: uuid.UUID) -> None:
        """The person has no leg any more."""
        known = self.legs.pop(person_id, None)
        if known is not None:
            self.person_of_leg.pop(known.channel_id, None)
            self.tell_of_phones()

    def tell_of_phones(self) -> None:
        """Whoever waits for the next change: a phone registered or went, a standing leg is rung, came up or went."""
        self.phones_change.set()
        self.phones_change = asyncio.Event()

    def leg_up(self, person_id: uuid.UUID | None) -> AgentLeg | None:
        """The person's leg when it is up."""
        leg = self.legs.get(person_id) if person_id is not None else None
        return leg if leg is not None and leg.up else None

    def start_over(self, attempts: Iterable[LiveAttempt], legs: Iterable[AgentLeg]) -> None:
        """Forget everything and begin with this."""
        self.attempts, self.attempt_of_channel, self._attempt_of_agent = {}, {}, {}
        self.legs, self.person_of_leg = {}, {}
        for attempt in attempts:
            self.remember(attempt)
        for leg in legs:
            self.remember_leg(leg)

    def call_of(self, person_id: uuid.UUID) -> LiveAttempt | None:
        """The attempt a person is in."""
        attempt_id = self._attempt_of_agent.get(person_id)
        return self.attempts.get(attempt_id) if attempt_id is not None else None

    def works_here(self, person_id: uuid.UUID) -> bool:
        """Whether a person's phone is up on this switch, or a call of this switch is with the person."""
        return self.leg_up(person_id) is not None or self.call_of(person_id) is not None
