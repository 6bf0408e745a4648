"""What the pacer is told: everybody's state with its age, and every call that has not been answered yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Self

import numpy as np
from numpy.typing import NDArray

Seconds = NDArray[np.float64]


class AgentState(StrEnum):
    """What an agent signed in to the campaign does, as far as pacing cares."""

    READY = "ready"  # free for the next answered customer
    TALKING = "talking"  # with a customer, holding included
    WRAP_UP = "wrap_up"  # the customer is gone, notes are being written
    AWAY = "away"  # signed in, but no customer can be given: break, manual call, phone lost


@dataclass(frozen=True, slots=True)
class AgentNow:
    """One agent. `seconds` is how long the state has lasted.

    `deferrable`: this wrap-up, or the one that follows this talk, may be interrupted once by a customer, and the
    previous one was not (`interrupting.deferrable`). `leaving`: after the present call or wrap-up the agent takes no
    further customer (break asked for, end of shift).
    """

    state: AgentState
    seconds: float
    deferrable: bool = False
    leaving: bool = False


def _none() -> Seconds:
    return np.empty(0)


@dataclass(frozen=True, slots=True)
class Situation:
    """A campaign at one moment. Ages are seconds; agents who are leaving are in no array, only in `team`.

    `team` counts everybody signed in to the campaign. `ready` agents have no customer coming to them; a customer who is
    answered and has no agent yet counts in `waiting`. `dialing` has one age since its dial for every call that is
    neither answered nor over, ringing or not, and that is for whoever is free: a call that belongs to one agent
    (preview, manual, progressive with the agent waiting for it) is not in it, as that agent is not `ready`.
    `lines_free` is what the lines can still carry, `calls_per_second` the most that may be launched a second (0 = no
    limit). `switch_up` is False from the moment the switch is lost.
    """

    at: datetime
    day: date
    team: int
    ready: int
    waiting: int
    lines_free: int
    calls_per_second: float = 0.0
    switch_up: bool = True
    talking: Seconds = field(default_factory=_none)
    talking_deferrable: Seconds = field(default_factory=_none)
    wrapping: Seconds = field(default_factory=_none)
    wrapping_deferrable: Seconds = field(default_factory=_none)
    dialing: Seconds = field(default_factory=_none)

    @classmethod
    def of(
        cls,
        agents: Iterable[AgentNow],
        dialing: Sequence[float],
        *,
        at: datetime,
        day: date,
        waiting: int,
        lines_free: int,
        calls_per_second: float = 0.0,
        switch_up: bool = True,
    ) -> Self:
        """The situation from one `AgentNow` per agent; `at` is aware UTC, `day` the company's calendar day."""
        everybody = list(agents)
        staying = [one for one in everybody if not one.leaving]

        def ages(state: AgentState, *, deferrable: bool) -> Seconds:
            chosen = [o.seconds for o in staying if o.state is state and o.deferrable is deferrable]
            return np.array(chosen, dtype=float)

        return cls(
            at=at,
            day=day,
            team=len(everybody),
            ready=sum(one.state is AgentState.READY for one in staying),
            waiting=waiting,
            lines_free=lines_free,
            calls_per_second=calls_per_second,
            switch_up=switch_up,
            talking=ages(AgentState.TALKING, deferrable=False),
            talking_deferrable=ages(AgentState.TALKING, deferrable=True),
            wrapping=ages(AgentState.WRAP_UP, deferrable=False),
            wrapping_deferrable=ages(AgentState.WRAP_UP, deferrable=True),
            dialing=np.array(dialing, dtype=float),
        )
