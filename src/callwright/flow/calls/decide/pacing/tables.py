"""What the company's own calls teach: how long it rings, how long people talk and write notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from callwright.flow.calls.decide.pacing.durations import Curve, Durations
from callwright.rules.calling.values import PacingParameters

TICK_SECONDS = 0.5  # the grid of every table of calls in flight, and how often `decide` is asked
FLIGHT_TICKS = 160  # calls in flight are told apart up to this age (80 s)

_FLIGHT_EDGES: Curve = np.arange(FLIGHT_TICKS + 1, dtype=np.float64) * TICK_SECONDS
_LONG_EDGES: Curve = np.concatenate(([0.0], np.geomspace(1.0, 7200.0, 90)))


@dataclass(frozen=True, slots=True)
class Tables:
    """Four learned durations, seconds.

    `answer`: from the dial to the answer, of calls a person answered. `unanswered`: from the dial to the end, of all
    others (busy, failed, machine, nobody). `talk` and `wrap_up`: of agents.
    """

    answer: Durations
    unanswered: Durations
    talk: Durations
    wrap_up: Durations

    @classmethod
    def default(cls, given: PacingParameters) -> Self:
        """What is assumed before anything was learned (rules/calling)."""
        dial, end = given.post_dial_seconds, given.post_dial_seconds + given.unanswered_ring_seconds
        return cls(
            answer=Durations.log_normal(
                _FLIGHT_EDGES, median=given.ring_median, spread=given.ring_spread, shift=dial, most=end
            ),
            unanswered=Durations.even(
                _FLIGHT_EDGES,
                ((0.2, dial, dial + 2.0), (0.2, dial + 10.0, end), (0.6, end - 1.0, end + 1.0)),
            ),
            talk=Durations.log_normal(_LONG_EDGES, median=given.talk_median, spread=given.talk_spread),
            wrap_up=Durations.log_normal(
                _LONG_EDGES, median=given.wrap_up_median, spread=given.wrap_up_spread
            ),
        )

    def to_json(self) -> dict[str, Any]:
        """Everything learned, to be kept."""
        return {
            "answer": self.answer.to_json(),
            "unanswered": self.unanswered.to_json(),
            "talk": self.talk.to_json(),
            "wrap_up": self.wrap_up.to_json(),
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """What `to_json` gave."""
        return cls(
            answer=Durations.from_json(_FLIGHT_EDGES, kept["answer"]),
            unanswered=Durations.from_json(_FLIGHT_EDGES, kept["unanswered"]),
            talk=Durations.from_json(_LONG_EDGES, kept["talk"]),
            wrap_up=Durations.from_json(_LONG_EDGES, kept["wrap_up"]),
        )
