"""The dated numbers of newcomers, the guard against burning out and the proof of change, as typed values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from callwright.rules.engine.parameters import parameter


@dataclass(frozen=True)
class Ramp:
    """What is expected of a newcomer week by week, as shares of the full goals."""

    weeks: int
    behaviour_weeks: int
    effort_first: Decimal
    effort_full_week: int
    results_first: Decimal
    results_full_week: int

    def effort(self, week: int) -> Decimal:
        """Share of the goals of effort (dials, utilisation) in a week of employment, from 1."""
        return _rising(week, 1, self.effort_first, self.effort_full_week)

    def results(self, week: int) -> Decimal | None:
        """Share of the goals of results; None while only behaviour is looked at."""
        if week <= self.behaviour_weeks:
            return None
        return _rising(week, self.behaviour_weeks + 1, self.results_first, self.results_full_week)


@dataclass(frozen=True)
class GrowingParameters:
    """The values in force on one day; shares are fractions of 1."""

    ramp: Ramp
    refusal_run: int
    abuse_days: int
    talk_fall: Decimal
    recent_days: int
    before_days: int
    low_mood: Decimal
    signs: int
    easing_most_days: int
    proof_minimum_calls: int
    proof_window_days: int
    survival_minimum_at_risk: int


@cache
def growing_parameters(on: date) -> GrowingParameters:
    """The parameters in force on a company day."""

    def number(name: str) -> Decimal:
        return parameter(f"coaching.{name}", on=on).number

    return GrowingParameters(
        ramp=Ramp(
            weeks=int(number("newcomer_weeks")),
            behaviour_weeks=int(number("ramp_behaviour_weeks")),
            effort_first=number("ramp_effort_first"),
            effort_full_week=int(number("ramp_effort_full_week")),
            results_first=number("ramp_results_first"),
            results_full_week=int(number("ramp_results_full_week")),
        ),
        refusal_run=int(number("guard_refusal_run")),
        abuse_days=int(number("guard_abuse_days")),
        talk_fall=number("guard_talk_fall"),
        recent_days=int(number("guard_recent_days")),
        before_days=int(number("guard_before_days")),
        low_mood=number("guard_low_mood"),
        signs=int(number("guard_signs")),
        easing_most_days=int(number("easing_most_days")),
        proof_minimum_calls=int(number("proof_minimum_calls")),
        proof_window_days=int(number("proof_window_days")),
        survival_minimum_at_risk=int(number("survival_minimum_at_risk")),
    )


def _rising(week: int, first_week: int, first: Decimal, full_week: int) -> Decimal:
    """A straight line from `first` in the first week to 1 in the full one."""
    if week >= full_week:
        return Decimal(1)
    steps = Decimal(max(0, week - first_week)) / Decimal(full_week - first_week)
    return first + (1 - first) * steps
