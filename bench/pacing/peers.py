"""Published designs of other dialers, rebuilt from what their sources and manuals say; they were not run themselves.

Their database delays are left out, in their favour. Each is asked every half second and acts in its own rhythm.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field

from bench.pacing.floor import TALKING, Floor


class Silent:
    """A way of pacing that learns nothing from single calls."""

    def dialed(self, moment: float) -> None:
        """Nothing."""

    def answered(self, seconds: float) -> None:
        """Nothing."""

    def unanswered(self, seconds: float) -> None:
        """Nothing."""

    def abandoned(self) -> None:
        """Nothing."""

    def talked(self, seconds: float) -> None:
        """Nothing."""

    def wrapped_up(self, seconds: float) -> None:
        """Nothing."""


@dataclass
class FixedRatio(Silent):
    """So many lines per free agent, always; 1 is one call per free agent."""

    lines_per_agent: float

    def launch(self, moment: float, floor: Floor) -> int:  # noqa: ARG002 - the same at every moment
        """Fills up to the ratio."""
        return max(0, round(self.lines_per_agent * floor.ready) - floor.in_flight)


@dataclass(frozen=True)
class LevelSettings:
    """Settings of the adaptive dial level: at most `highest` lines per agent, `intensity` in percent.

    `extra` agents are added to those there are. When the day's drops pass the limit, "hard" falls to one line per
    agent, "average" halves the level, "tapered" shrinks it by the hours left until `latest` o'clock.
    """

    limit: str = "hard"
    highest: float = 3.0
    intensity: float = 0.0
    extra: float = 0.0
    latest: float = 21.0


@dataclass
class AdaptiveLevel(Silent):
    """Like VICIdial: lines = level x (ready + talking); every 15 s waiting agents and drops correct the level."""

    settings: LevelSettings = field(default_factory=LevelSettings)
    share: float = 0.03

    def __post_init__(self) -> None:
        self._level = 1.0
        self._samples: deque[float] = deque(maxlen=15)
        self._next = {"sample": 0.0, "level": 15.0, "drops": 60.0, "launch": 0.0}
        self._minute = (0, 0)
        self._last_minute = (0, 0)
        self._day = (0, 0, 0)

    def launch(self, moment: float, floor: Floor) -> int:
        """Samples, corrects the level and fills up, each in its own rhythm."""
        if self._due("sample", moment, 1.0):
            self._samples.append(floor.ready - floor.waiting)
        if self._due("drops", moment, 60.0):
            self._count(floor)
        if self._due("level", moment, 15.0):
            self._correct(moment, floor)
        if not self._due("launch", moment, 2.5):
            return 0
        goal = math.floor(self._level * (floor.ready + floor.talking + self.settings.extra) + 0.5)
        return max(0, goal - floor.in_flight - floor.talking - floor.waiting)

    def _due(self, name: str, moment: float, every: float) -> bool:
        if moment < self._next[name]:
            return False
        self._next[name] += every
        return True

    def _count(self, floor: Floor) -> None:
        dials, drops = floor.figures.dials, floor.figures.abandoned
        self._last_minute = (dials - self._minute[0], drops - self._minute[1])
        self._minute = (dials, drops)
        self._day = (dials, floor.figures.answered, drops)

    def _correct(self, moment: float, floor: Floor) -> None:
        mean = sum(self._samples) / max(len(self._samples), 1) + self.settings.extra
        step = mean / floor.world.agents
        weight = self.settings.intensity / 100.0
        step *= abs(weight - 1) if step < 0 else weight + 1
        level = min(self.settings.highest, max(1.0, self._level * (1 + step)))
        minute_dials, minute_drops = self._last_minute
        if minute_dials > 20 and minute_drops > 0.5 * minute_dials:
            level /= 2
        dials, answered, drops = self._day
        if dials > 50 and answered and drops / answered > self.share:
            level = self._limited(level, 9.0 + moment / 3600.0)
        self._level = max(1.0, level)

    def _limited(self, level: float, hour: float) -> float:
        if self.settings.limit == "hard":
            return 1.0
        if self.settings.limit == "average":
            return level / 2
        left = (self.settings.latest - hour) / 10.0
        return level * min(1.0, left) if left > 0 else 1.0


@dataclass
class SoonFree(Silent):
    """Like Issabel's call centre: free agents and those probably done soon, less calls on their way, every 3 s.

    An agent counts as soon free when 1 - e^(-(12 s + talk so far) / mean talk) reaches `sureness`. With `overcommit`
    the number is divided by the share of dials answered, at least a fifth.
    """

    sureness: float = 0.97
    overcommit: bool = False

    def __post_init__(self) -> None:
        self._next = 0.0

    def launch(self, moment: float, floor: Floor) -> int:
        """Fills up every three seconds."""
        if moment < self._next:
            return 0
        self._next = moment + 3.0
        ages = moment - floor.since[floor.state == TALKING]
        enough = -math.log(1 - self.sureness) * floor.world.talk_mean - 12.0
        wanted = max(0, floor.ready + int((ages >= enough).sum()) - floor.waiting) - floor.in_flight
        if wanted <= 0:
            return 0
        if self.overcommit and floor.figures.dials > 10:
            answered = floor.figures.answered / floor.figures.dials
            wanted = math.floor(wanted / min(1.0, max(0.20, answered + 0.2 * (1 - answered))) + 0.5)
        return wanted
