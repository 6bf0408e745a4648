"""What a call record and an agent state of the sample look like, and whose number is dialed next."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict, deque
from dataclasses import dataclass, field, replace

from callwright.app.sample.people import EAST, KEY, SOUTH
from callwright.app.sample.prospects import Numbers, Prospect, prospect
from callwright.app.sample.wordlists import EAST as EAST_CITIES
from callwright.app.sample.wordlists import SOUTH as SOUTH_CITIES

CAMPAIGN_OF = {EAST: "attendance-east", SOUTH: "attendance-south", KEY: "key-accounts"}
ANSWERED = frozenset(
    (
        "refused",
        "wrong_party",
        "answered",
        "effective",
        "callback",
        "interested",
        "ordered",
        "do_not_call",
        "complaint",
    )
)
RETRY_DAYS = {
    "no_answer": (1, 3),
    "busy": (1, 2),
    "switched_off": (2, 4),
    "answering_machine": (2, 4),
    "callback": (1, 1),
    "interested": (2, 4),
    "effective": (7, 12),
}
MOST_TRIES = {True: 6, False: 3}
"""Tries of a company: more for one from a list, because somebody is expected to call it."""


@dataclass(frozen=True)
class Attempt:
    """One line of the phone system's call records, on the company's clock; ``answer`` None = not answered."""

    id: str
    agent: str
    to: Prospect
    inbound: bool
    start: dt.datetime
    answer: dt.datetime | None
    end: dt.datetime
    outcome: str
    campaign: str
    recording: str = ""
    dialog: str = ""


@dataclass(frozen=True)
class AgentState:
    """One line of the agent state file."""

    agent: str
    state: str
    start: dt.datetime
    end: dt.datetime
    reason: str = ""


@dataclass(frozen=True)
class Target:
    """The next company to dial, and how often it was tried before."""

    to: Prospect
    tries: int = 0
    warm: bool = False
    listed: bool = False


@dataclass
class NumberBook:
    """Whose number comes next: due retries first, then list entries, then older private cards."""

    chance: random.Random
    numbers: Numbers
    lists: dict[str, deque[Prospect]]
    lists_from: dt.date
    retries: dict[str, list[tuple[dt.date, Target]]] = field(default_factory=lambda: defaultdict(list))

    def next_target(self, agent: str, department: str, day: dt.date) -> Target:
        """A company to call today; never one that refused, nor the same one twice a day."""
        waiting = self.retries[agent]
        if waiting and self.chance.random() < 0.7:
            for place, (due, target) in enumerate(waiting):
                if due <= day:
                    del waiting[place]
                    return target
        fresh = self.lists.get(department)
        if fresh and day >= self.lists_from and self.chance.random() < 0.55:
            return Target(fresh.popleft(), listed=True)
        cities = SOUTH_CITIES if department == SOUTH else EAST_CITIES
        return Target(prospect(self.chance, self.numbers, cities, fault_share=0.06))

    def take_back(self, agent: str, target: Target, outcome: str, day: dt.date) -> None:
        """Put a company that may be called again back; a final answer ends it."""
        wait = RETRY_DAYS.get(outcome)
        if wait is None or target.tries + 1 >= MOST_TRIES[target.listed]:
            return
        if outcome == "effective" and self.chance.random() < 0.7:
            return
        due = day + dt.timedelta(days=self.chance.randint(*wait))
        warm = outcome in {"interested", "callback"}
        self.retries[agent].append((due, replace(target, tries=target.tries + 1, warm=warm)))
