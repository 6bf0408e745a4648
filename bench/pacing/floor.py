"""A simulated campaign day: every event at its exact time, and a pacing decision every half second."""

from __future__ import annotations

import heapq
from collections import deque
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from bench.pacing.figures import DayFigures
from bench.pacing.world import Chance, Dial, World

from callwright.flow.calls.decide.pacing.interrupting import WrapUp, deferrable, may_interrupt

READY, TALKING, WRAP_UP = 0, 1, 2
TICK = 0.5
INTERRUPT_AFTER = 5.0
_DIAL_OVER, _PATIENCE_OVER, _TALK_OVER, _WRAP_OVER = range(4)


class Pacing(Protocol):
    """A way of pacing. `launch` is asked every half second; the rest tells it what happened."""

    def launch(self, moment: float, floor: Floor) -> int:
        """How many calls to launch now."""

    def dialed(self, moment: float) -> None:
        """One was launched."""

    def answered(self, seconds: float) -> None:
        """A person answered, so long after the dial."""

    def unanswered(self, seconds: float) -> None:
        """A dial ended without a person."""

    def abandoned(self) -> None:
        """An answered call found no agent in time."""

    def talked(self, seconds: float) -> None:
        """A talk ended."""

    def wrapped_up(self, seconds: float) -> None:
        """A wrap-up ended that could not have been interrupted."""


@dataclass(slots=True)
class _Customer:
    machine: bool
    waiting: bool = True


class Floor:
    """Agents and calls of one day. `state`, `since` and `calm` have one entry per agent.

    `calm`: the agent's previous wrap-up was not interrupted. `launched` has one entry per slot of a call in flight,
    `flying` says which slots are used.
    """

    def __init__(self, world: World, seed: int, *, polite_deferral: bool = False) -> None:
        self.world = world
        self.deferral = polite_deferral
        self.state = np.zeros(world.agents, dtype=np.int8)
        self.since = np.zeros(world.agents)
        self.calm = np.ones(world.agents, dtype=bool)
        self.launched = np.zeros(world.lines)
        self.flying = np.zeros(world.lines, dtype=bool)
        self.in_flight = 0
        self.highest = 0
        self._free_slots = list(range(world.lines - 1, -1, -1))
        self._chance = Chance(world, seed)
        self._ready = deque(range(world.agents))
        self._waiting: deque[_Customer] = deque()
        self._left = np.zeros(world.agents)  # unfinished notes of an interrupted wrap-up
        self._wrap_ends = np.zeros(world.agents)
        self._version = [0] * world.agents
        self._events: list[tuple[float, int, int, object]] = []
        self._order = 0
        self.figures = DayFigures(agents=world.agents, seconds=world.seconds)

    @property
    def ready(self) -> int:
        """Agents free for a customer."""
        return len(self._ready)

    @property
    def waiting(self) -> int:
        """Answered customers without an agent."""
        return len(self._waiting)

    @property
    def talking(self) -> int:
        """Agents with a customer."""
        return int(np.count_nonzero(self.state == TALKING))

    def run(self, pacing: Pacing, watch_from: float = 0.0, watch_to: float = float("inf")) -> DayFigures:
        """The whole day; abandoned and answered between the two moments are counted apart."""
        self._pacing, self._watch = pacing, (watch_from, watch_to)
        for tick in range(int(self.world.seconds / TICK)):
            moment = tick * TICK
            while self._events and self._events[0][0] <= moment:
                self._happen(*heapq.heappop(self._events))
            self._interrupt(moment)
            wished = min(pacing.launch(moment, self), self.world.lines - self.in_flight)
            for _ in range(wished):
                self._dial(moment)
        return self.figures

    def _at(self, moment: float, kind: int, about: object) -> None:
        self._order += 1
        heapq.heappush(self._events, (moment, self._order, kind, about))

    def _happen(self, moment: float, _order: int, kind: int, about: object) -> None:
        if kind == _DIAL_OVER:
            self._dial_over(moment, *about)
        elif kind == _PATIENCE_OVER:
            self._patience_over(moment, about)
        elif kind == _TALK_OVER:
            self._talk_over(moment, about)
        else:
            self._wrap_over(moment, *about)

    def _dial(self, moment: float) -> None:
        fate = self._chance.dial(moment)
        slot = self._free_slots.pop()
        self.launched[slot], self.flying[slot] = moment, True
        self.highest = max(self.highest, slot + 1)
        self.in_flight += 1
        self.figures.dials += 1
        self._pacing.dialed(moment)
        self._at(moment + fate.seconds, _DIAL_OVER, (slot, fate))

    def _dial_over(self, moment: float, slot: int, fate: Dial) -> None:
        self.flying[slot] = False
        self._free_slots.append(slot)
        self.in_flight -= 1
        if not fate.needs_agent:
            self._pacing.unanswered(fate.seconds)
            return
        self.figures.answered += 1
        self.figures.watched_answered += self._watch[0] <= moment < self._watch[1]
        self._pacing.answered(fate.seconds)
        if self._ready:
            self._talk(moment, self._ready.popleft(), machine=fate.machine)
            return
        customer = _Customer(fate.machine)
        self._waiting.append(customer)
        self._at(moment + self.world.patience, _PATIENCE_OVER, customer)
        self._interrupt(moment)

    def _interrupt(self, moment: float) -> None:
        """Give waiting customers to agents whose wrap-up may be interrupted."""
        while self.deferral and self._waiting:
            wrapping = np.flatnonzero(self.state == WRAP_UP)
            choice = may_interrupt(
                (
                    WrapUp(
                        str(agent),
                        moment - self.since[agent],
                        deferrable(
                            campaign_allows=True, previous_wrap_up_interrupted=not bool(self.calm[agent])
                        ),
                    )
                    for agent in wrapping.tolist()
                ),
                after_seconds=INTERRUPT_AFTER,
            )
            if not choice:
                return
            agent = int(choice[0])
            left = self._wrap_ends[agent] - moment
            self.figures.wrap_up -= max(0.0, min(self._wrap_ends[agent], self.world.seconds) - moment)
            self._left[agent], self.calm[agent] = left, False
            self._version[agent] += 1
            self.figures.interrupted += 1
            self._serve_waiting(moment, agent)

    def _serve_waiting(self, moment: float, agent: int) -> None:
        customer = self._waiting.popleft()
        customer.waiting = False
        self._talk(moment, agent, machine=customer.machine)

    def _patience_over(self, moment: float, customer: _Customer) -> None:
        if customer.waiting:
            self._waiting.remove(customer)
            self.figures.abandoned += 1
            self.figures.watched_abandoned += self._watch[0] <= moment < self._watch[1]
            self._pacing.abandoned()

    def _talk(self, moment: float, agent: int, *, machine: bool) -> None:
        seconds = self._chance.talk(machine=machine)
        self.figures.connected += 1
        self.figures.talk += min(seconds, self.world.seconds - moment)
        self.state[agent], self.since[agent] = TALKING, moment
        self._at(moment + seconds, _TALK_OVER, agent)

    def _talk_over(self, moment: float, agent: int) -> None:
        self._pacing.talked(moment - float(self.since[agent]))
        seconds = self._chance.wrap_up() + float(self._left[agent])
        self.figures.wrap_up += min(seconds, self.world.seconds - moment)
        self.state[agent], self.since[agent] = WRAP_UP, moment
        self._wrap_ends[agent] = moment + seconds
        self._at(moment + seconds, _WRAP_OVER, (agent, self._version[agent]))

    def _wrap_over(self, moment: float, agent: int, version: int) -> None:
        if version != self._version[agent]:
            return
        if not (self.deferral and self.calm[agent]):
            self._pacing.wrapped_up(moment - float(self.since[agent]))
        self._left[agent], self.calm[agent] = 0.0, True
        if self._waiting:
            self._serve_waiting(moment, agent)
            return
        self.state[agent], self.since[agent] = READY, moment
        self._ready.append(agent)
