"""The dated numbers of pacing as one typed value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from callwright.rules.engine.parameters import parameter


@dataclass(frozen=True)
class PacingParameters:
    """The values in force on one day; seconds, or fractions of 1.

    `*_median` and `*_spread` describe a log-normal duration before the company's own calls have taught another.
    """

    tiny_team: int
    minimum_known_dials: int
    interrupt_after_seconds: float
    answer_rate: float
    unanswered_ring_seconds: float
    post_dial_seconds: float
    ring_median: float
    ring_spread: float
    talk_median: float
    talk_spread: float
    wrap_up_median: float
    wrap_up_spread: float


@cache
def pacing_parameters(on: date) -> PacingParameters:
    """The parameters in force on a company day."""

    def number(name: str) -> float:
        return float(parameter(f"calling.{name}", on=on).number)

    return PacingParameters(
        tiny_team=int(number("tiny_team")),
        minimum_known_dials=int(number("minimum_known_dials")),
        interrupt_after_seconds=number("interrupt_after_seconds"),
        answer_rate=number("answer_rate"),
        unanswered_ring_seconds=number("unanswered_ring_seconds"),
        post_dial_seconds=number("post_dial_seconds"),
        ring_median=number("ring_median"),
        ring_spread=number("ring_spread"),
        talk_median=number("talk_median"),
        talk_spread=number("talk_spread"),
        wrap_up_median=number("wrap_up_median"),
        wrap_up_spread=number("wrap_up_spread"),
    )
