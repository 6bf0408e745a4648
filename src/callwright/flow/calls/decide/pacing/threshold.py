"""How much risk the next call may carry, so that the budget is used up and never broken.

`room` is what the tightest window of the budget still allows (`ledger.room`), in calls. A reserve of it is aimed at:
above it risk is accepted in proportion to e^(gain * excess), below it less, and steeply less when the room is low,
because a spent budget costs much more than unused calls. Slowly (the drifting part) the level settles where the budget
is just used. Calls are abandoned in clumps, larger ones in larger teams: everything here is measured in clumps,
otherwise chance alone would throw the threshold up and down, which costs talk time.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Self

_GAIN = 0.40  # change of log(threshold) per clump of room,
_GAIN_PER_CALL = 0.17  # and at most so much per call
_BRAKE = 0.30  # the same, in addition, while the room is low
_LOW = 3.0  # clumps: less room than this and one call is low
_RESERVE = 5.0  # clumps of room aimed at, and one call
_SURPLUS = 2.5  # clumps: more unused budget than this does not make the pacer bolder
_DRIFT = 0.0002  # change of the settled part per clump of excess, at every answer
_LEAST, _MOST = 1e-4, 0.25
_BEGIN = 0.6  # of the budget: a call launched now also takes agents from those launched before
_TRUST_GAIN, _TRUSTED = 0.15, 0.5  # how fast agents are hoped for less, below so many clumps and one call
_SURPRISE = 0.5  # of the room: what calls on their way may cost when far more are answered than believed
_TEAM_OF_ONE = 12.0  # agents who abandon one call at a time; the clump grows with the root of the team
_SMALLEST = 0.5


@dataclass(frozen=True, slots=True)
class Limits:
    """The most `risk` one more call may carry, a probability, and the greatest `surprise` in calls.

    A surprise: so many find no agent if the answer rate turns out to be as high as can be (`AnswerRate.highest`).
    """

    risk: float
    surprise: float


class Threshold:
    """The accepted risk of one more call; `level` is the logarithm of its settled part. `team`: agents signed in."""

    def __init__(self, level: float) -> None:
        self.level = level

    @classmethod
    def careful(cls, share: float) -> Self:
        """Where a campaign begins, from the share that may be abandoned."""
        return cls(math.log(max(_BEGIN * share, _LEAST)))

    def learn(self, room: float, team: int) -> None:
        """A person answered, or a call was abandoned; `room` after it. A spent budget teaches nothing."""
        if room < 1.0:
            return
        level = self.level + _DRIFT * _excess(room, team)
        self.level = min(math.log(_MOST), max(math.log(_LEAST), level))

    def limits(self, room: float, team: int) -> Limits:
        """What may be accepted now."""
        low = max(_LOW - (room - 1.0) / clump(team), 0.0)
        gain = min(_GAIN, _GAIN_PER_CALL * clump(team))
        risk = math.exp(self.level + gain * _excess(room, team) - _BRAKE * low)
        return Limits(min(_MOST, max(_LEAST, risk)), _SURPRISE * max(room, 0.0))

    def to_json(self) -> dict[str, Any]:
        """The level, to be kept."""
        return {"level": self.level}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """What `to_json` gave."""
        return cls(float(kept["level"]))


def clump(team: int) -> float:
    """Calls abandoned at once, roughly: when too many answer, it is by the spread of their number."""
    return max(_SMALLEST, math.sqrt(team / _TEAM_OF_ONE))


def _excess(room: float, team: int) -> float:
    """Clumps of room above the reserve."""
    return min((room - 1.0) / clump(team) - _RESERVE, _SURPLUS)


def trust(room: float, team: int) -> float:
    """How far the forecast of agents becoming free is believed (1 = fully), less while the room is nearly used."""
    return min(1.0, math.exp(_TRUST_GAIN * ((room - 1.0) / clump(team) - _TRUSTED)))
