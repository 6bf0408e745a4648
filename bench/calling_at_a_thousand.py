"""The dialer's decisions with a thousand agents and five thousand lines, in simulated time.

`nice -n 10 python -m bench.calling_at_a_thousand [AGENTS LINES SECONDS]` (default 1000, 5000 and 300 measured seconds)

`bench.pacing` prints what the pacer alone takes; this is what the dialer does around it at every look: who is free, who
waits, the situation made from its copy of the ledger, the decision. The day is the one of `bench.pacing`; the switch is
a double that does nothing, which is allowed here because nothing is dialed. CPU milliseconds per second of campaign at
a look every quarter of a second (goal 50), and the longest look. Reading people from PostgreSQL is not in it.
"""

from __future__ import annotations

import sys
import time
import uuid
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from bench.pacing.floor import READY, TALKING, Floor
from bench.pacing.ours import Ours
from bench.pacing.world import World

from callwright.flow.calls.contracts import AttemptState, Direction, LiveAttempt
from callwright.flow.calls.contracts.live import AgentLeg, Room
from callwright.flow.calls.phone.launching import free_people, situation
from callwright.flow.calls.phone.node import Node
from callwright.flow.calls.ports import Switch
from callwright.flow.floor.contracts import CurrentState, State
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.clock import SystemClock
from callwright.platform.ports import Ports
from callwright.platform.runtime import Runtime
from callwright.registers.campaigns.contracts import DialingMode

WARM_UP = 300
CAMPAIGN = "C1"
_STATES = {READY: State.READY, TALKING: State.TALKING}


class _NoSwitch:
    """Stands for the switch: nothing is dialed here."""

    node = "main"


class _Dialer(Ours):
    """Lets the dialer's own code make the situation, and measures it."""

    def __init__(self, agents: int) -> None:
        super().__init__(Decimal("0.03"))
        runtime = Runtime(cast("Any", None), Ports(), SystemClock(), CompanyCalendar("Asia/Shanghai"), Path())
        self.node = Node(runtime, cast("Switch", _NoSwitch()))
        self.node.connected = True
        self.people = [uuid.UUID(int=place + 1) for place in range(agents)]
        for person in self.people:
            leg = AgentLeg(person, person.hex, person.hex, up=True, since=self._start)
            self.node.legs[person] = leg
        self.looks: list[float] = []
        self.dialing = 0

    def launch(self, moment: float, floor: Floor) -> int:
        """One look, as the dialer has it; the ledger is copied from the simulation before, unmeasured."""
        team = self._copy(floor)
        now = self._start + timedelta(seconds=moment)
        room = Room(floor.world.lines - floor.in_flight, 0.0)
        begun = time.thread_time()
        waiting = [one for one in self.node.attempts.values() if one.state is AttemptState.WAITING]
        free_people(self.node, team)
        decision = self.pacer.decide(situation(self.node, CAMPAIGN, team, now, room))
        spent = time.thread_time() - begun
        if moment >= WARM_UP:
            self.looks.append(spent)
            self.dialing = max(self.dialing, len(self.node.attempts))
        assert len(waiting) == floor.waiting
        return decision.launch

    def _copy(self, floor: Floor) -> list[CurrentState]:
        """People and calls as they are in the simulation."""
        start = self._start
        calls = [
            _attempt(
                slot + 1, AttemptState.RINGING, start + timedelta(seconds=float(floor.launched[slot])), None
            )
            for slot in range(floor.highest)
            if floor.flying[slot]
        ]
        calls += [
            _attempt(10**6 + place, AttemptState.WAITING, start, None) for place in range(floor.waiting)
        ]
        team = []
        for place, person in enumerate(self.people):
            state, since = int(floor.state[place]), start + timedelta(seconds=float(floor.since[place]))
            team.append(CurrentState(person, _STATES.get(state, State.WRAP_UP), since, campaign=CAMPAIGN))
            if state == TALKING:
                calls.append(_attempt(10**7 + place, AttemptState.TALKING, since, person))
        legs = list(self.node.legs.values())
        self.node.start_over(calls, legs)
        while not self.node.changes.empty():
            self.node.changes.get_nowait()
        return team


def _attempt(number: int, state: AttemptState, at: Any, person: uuid.UUID | None) -> LiveAttempt:
    return LiveAttempt(
        id=uuid.UUID(int=number), node="main", state=state, mode=DialingMode.PREDICTIVE, direction=Direction.OUTBOUND,
        campaign_code=CAMPAIGN, e164=f"+86138{number:08}", trunk="t", caller_number="", planned_at=at, dialed_at=at,
        person_id=person,
    )  # fmt: skip


def main() -> None:
    """Simulate, measure, print."""
    words = [int(word) for word in sys.argv[1:] if word.isdigit()]
    agents, lines, seconds = (words + [1000, 5000, 300][len(words) :])[:3]
    dialer = _Dialer(agents)
    Floor(World(agents, seconds=WARM_UP + seconds, lines=lines), 4).run(dialer)
    mean = 1000 * sum(dialer.looks) / len(dialer.looks)
    print(
        f"  {agents} agents, {lines} lines, at most {dialer.dialing} calls at once: a look takes {mean:.1f} ms of CPU"
        f" (the longest {1000 * max(dialer.looks):.1f}), {4 * mean:.1f} ms per second of campaign (goal 50)",
        flush=True,
    )  # fmt: skip


if __name__ == "__main__":
    main()
