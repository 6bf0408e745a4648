"""What is about to happen: forecasts put together into the risk of launching so many more calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from callwright.flow.calls.decide.pacing.answer_rate import AnswerRate
from callwright.flow.calls.decide.pacing.decision import HorizonForecast
from callwright.flow.calls.decide.pacing.durations import Curve
from callwright.flow.calls.decide.pacing.forecast import HORIZONS, Forecast
from callwright.flow.calls.decide.pacing.risk import (
    EXACT_UP_TO,
    Odds,
    Risk,
    exact_risk,
    most_calls,
    normal_risk,
    surprise,
)
from callwright.flow.calls.decide.pacing.situation import Situation
from callwright.flow.calls.decide.pacing.threshold import Limits


@dataclass(frozen=True, slots=True)
class Outlook:
    """Expected answers and free agents per horizon without any further call, and the risk with some."""

    seconds: Curve
    free: Curve
    answers: Curve
    new_call: Curve
    risk: Risk
    surprise: Callable[[int], float]

    def calls_within(self, limits: Limits, most: int) -> int:
        """How many calls can be launched within the limits."""
        return most_calls(
            lambda calls: self.mean_risk(calls) <= limits.risk and self.surprise(calls) <= limits.surprise,
            most,
        )

    def mean_risk(self, calls: int) -> float:
        """The risk of one more call after `calls`, mean over the horizons."""
        return float(sum(self.risk(calls).tolist())) / HORIZONS

    def horizons(self, calls: int, risks: Curve) -> tuple[HorizonForecast, ...]:
        """The figures with `calls` more, for people."""
        coming = self.answers + calls * self.new_call
        rows = zip(self.seconds.tolist(), coming.tolist(), self.free.tolist(), risks.tolist(), strict=True)
        return tuple(HorizonForecast(*row) for row in rows)


def outlook(now: Situation, forecast: Forecast, rate: AnswerRate, trust: float) -> Outlook:
    """The outlook of a situation; `trust` (0 to 1) scales the hope for agents becoming free."""
    agents = forecast.agents(now) * trust
    answers = forecast.answers(now.dialing, rate.mean)
    new_call = rate.mean * forecast.new_call
    ready = now.ready - now.waiting
    weights, multiples = rate.scenarios()
    odds = Odds(ready, agents, answers, new_call, weights, multiples, rate.highest)
    small = len(agents) + max(ready, 0) <= EXACT_UP_TO
    return Outlook(
        seconds=forecast.seconds,
        free=ready + agents.sum(axis=0),
        answers=answers.sum(axis=0),
        new_call=new_call,
        risk=cache(exact_risk(odds) if small else normal_risk(odds)),
        surprise=surprise(odds),
    )
