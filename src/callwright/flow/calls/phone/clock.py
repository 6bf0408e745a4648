"""What the dialer does by the clock: customers who waited too long, free people, phones to ring, calls to launch."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta

import structlog

from callwright.flow.calls import service
from callwright.flow.calls.contracts import AttemptState, Direction, EndedReason, LiveAttempt
from callwright.flow.calls.decide.call_machine import BEFORE_ANSWER, HangUp, PatienceOver, ResumeOver
from callwright.flow.calls.errors import CallIsOver
from callwright.flow.calls.phone import legs, phones
from callwright.flow.calls.phone.effects import carry_out
from callwright.flow.calls.phone.gone import GoneSwitches
from callwright.flow.calls.phone.launching import free_people, interruptible, launch
from callwright.flow.calls.phone.node import Node
from callwright.flow.calls.phone.pacers import COUNTRY, Pacers
from callwright.flow.floor import service as floor
from callwright.flow.floor.contracts import CurrentState, State
from callwright.flow.floor.errors import WrongState
from callwright.platform.db import database_lost
from callwright.registers.campaigns.contracts import DialingMode
from callwright.registers.contacts import service as contacts
from callwright.rules.calling.abandonment import abandonment_rule
from callwright.rules.calling.values import pacing_parameters

log = structlog.get_logger()

TICK_SECONDS = 0.25
HOUSEKEEPING_SECONDS = 1.0
AUTOMATIC = frozenset({DialingMode.PROGRESSIVE, DialingMode.PREDICTIVE})
KEEPS_PHONE = frozenset(State) - {State.OFFLINE}
RING_AGAIN = timedelta(seconds=2)
DETECTION = timedelta(seconds=6)
"""Longest time until answering-machine detection has an opinion."""


class Clockwork:
    """Looks around every quarter of a second, and at once when somebody became free."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._pacers = Pacers(node)
        self._rang: dict[uuid.UUID, datetime] = {}
        self._wrapping: dict[uuid.UUID, tuple[str, datetime]] = {}
        self._disturbed: set[uuid.UUID] = set()
        self._deferring: set[str] = set()
        """Campaigns in which wrap-ups may be interrupted."""
        self._kept_house = self._launched = 0.0
        self._gone = GoneSwitches(node)

    async def run(self) -> None:
        """Until cancelled. A look that fails is logged; the next one comes all the same."""
        while True:
            try:
                await self._look()
            except Exception as error:
                if database_lost(error):
                    log.warning("a look of the dialer failed", kind=type(error).__name__)
                else:
                    log.exception("a look of the dialer failed")
            with suppress(TimeoutError):
                await asyncio.wait_for(self._node.look_now.wait(), TICK_SECONDS)
            self._node.look_now.clear()

    async def _look(self) -> None:
        node = self._node
        self._pacers.learn()
        await self._gone.look()
        if not node.connected:
            return
        async with node.transaction() as session:
            people = await floor.current(session, states=KEEPS_PHONE)
        self._learn_wrap_ups(people)
        await self._keep_house()
        await self._ring_phones(people)
        await self._end_waits()
        await self._let_go_who_refused()
        await self._join_waiting(people)
        await self._launch(people)

    def _learn_wrap_ups(self, people: Mapping[uuid.UUID, CurrentState]) -> None:
        """Work after a call that is over teaches the pacer how long it takes here.

        Of wrap-ups that may be interrupted only short ones end by themselves: they teach nothing.
        """
        now = self._node.now()
        wrapping = {
            one.person_id: (one.campaign, one.since) for one in people.values() if one.state is State.WRAP_UP
        }
        for person_id, (campaign, since) in self._wrapping.items():
            may_end_otherwise = campaign in self._deferring and person_id not in self._disturbed
            if wrapping.get(person_id) != (campaign, since) and not may_end_otherwise:
                self._pacers.learn_wrap_up(campaign, (now - since).total_seconds())
        self._wrapping = wrapping
        self._disturbed = self._node.interrupted & wrapping.keys()

    async def _ring_phones(self, people: Mapping[uuid.UUID, CurrentState]) -> None:
        """Everybody at work has a phone that is up; who signed off is let go."""
        now = self._node.now()
        for person_id in people:
            if (
                person_id not in self._node.legs
                and now - self._rang.get(person_id, now - RING_AGAIN) >= RING_AGAIN
            ):
                self._rang[person_id] = now
                await legs.ring(self._node, person_id)
        for person_id in [one for one in self._node.legs if one not in people]:
            await legs.end(self._node, person_id)

    async def _end_waits(self) -> None:
        now = self._node.now()
        for attempt in list(self._node.attempts.values()):
            if (
                attempt.state is AttemptState.AGENT_LOST
                and attempt.resume_until
                and now >= attempt.resume_until
            ):
                self._node.say(attempt.id, ResumeOver(now))
            elif attempt.state is AttemptState.WAITING and now >= self._patience_ends(attempt):
                self._node.say(attempt.id, PatienceOver(now))

    async def _let_go_who_refused(self) -> None:
        """A refusal that came by another way holds for a phone that rings already (product §4.6)."""
        node = self._node
        dialed = {
            one.e164: one
            for one in node.attempts.values()
            if one.state in BEFORE_ANSWER and one.direction is Direction.OUTBOUND
        }
        if not dialed:
            return
        async with node.transaction() as session:
            refused = await contacts.refused(session, list(dialed))
        for e164 in refused:
            node.say(dialed[e164].id, HangUp(node.now(), EndedReason.BARRED))

    def _patience_ends(self, attempt: LiveAttempt) -> datetime:
        assert attempt.answered_at is not None
        if attempt.direction is Direction.INBOUND:
            return attempt.answered_at + self._node.waits().transfer_ring
        judging = DETECTION if attempt.detects_machine and not attempt.machine else timedelta(0)
        rule = abandonment_rule(COUNTRY, on=self._node.calendar.day_of(attempt.answered_at))
        return attempt.answered_at + timedelta(seconds=float(rule.seconds)) + judging

    async def _join_waiting(self, people: Mapping[uuid.UUID, CurrentState]) -> None:
        """The customer who waits longest gets the person who is free longest."""
        waiting = [
            one
            for one in self._node.attempts.values()
            if one.state is AttemptState.WAITING and (one.machine or not one.detects_machine)
        ]
        taken: set[uuid.UUID] = set()
        for attempt in sorted(waiting, key=lambda one: one.answered_at or one.planned_at):
            team = [one for one in people.values() if one.campaign == attempt.campaign_code]
            for free in free_people(self._node, team):
                if free.person_id not in taken and await self._give(attempt, free.person_id):
                    taken.add(free.person_id)
                    break
            else:
                await self._interrupt(attempt, team, taken)

    async def _interrupt(self, attempt: LiveAttempt, team: list[CurrentState], taken: set[uuid.UUID]) -> None:
        """Nobody is free: where the campaign allows it, somebody who is writing up a call gets the customer."""
        node, now = self._node, self._node.now()
        if attempt.campaign_code not in self._deferring or attempt.direction is Direction.INBOUND:
            return
        after = pacing_parameters(node.calendar.day_of(now)).interrupt_after_seconds
        for person_id in interruptible(node, team, now, after_seconds=after):
            if person_id not in taken and await self._give(attempt, person_id, interrupt=True):
                taken.add(person_id)
                return

    async def _give(self, attempt: LiveAttempt, person_id: uuid.UUID, *, interrupt: bool = False) -> bool:
        node = self._node
        try:
            async with node.transaction() as session:
                done = await service.give_customer(
                    session,
                    attempt,
                    person_id=person_id,
                    at=node.now(),
                    calendar=node.calendar,
                    interrupt=interrupt,
                )
        except (WrongState, CallIsOver):
            return False
        node.remember(done.attempt)
        await carry_out(node, done)
        return True

    async def _launch(self, people: Mapping[uuid.UUID, CurrentState]) -> None:
        """At every tick and not at every event: at a thousand agents somebody becomes free 15 times a second."""
        now = asyncio.get_running_loop().time()
        if now - self._launched < TICK_SECONDS:
            return
        self._launched = now
        async with self._node.transaction() as session:
            running = await service.running_dialings(session)
        self._deferring = {one.campaign_code for one in running if one.polite_deferral}
        for dialing in running:
            if dialing.mode in AUTOMATIC:
                await launch(self._node, self._pacers, dialing, people)

    async def _keep_house(self) -> None:
        """Once a second, and at once when somebody asked: trunks and phones of the switch, what the clock ends."""
        now = asyncio.get_running_loop().time()
        if now - self._kept_house < HOUSEKEEPING_SECONDS and not self._node.asked:
            return
        self._kept_house, self._node.asked = now, False
        await phones.settle_trunks(self._node)
        await phones.settle_wishes(self._node)
        async with self._node.transaction() as session:
            await floor.expire(session, self._node.now())
