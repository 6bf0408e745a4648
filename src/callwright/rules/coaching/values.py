"""The dated numbers of coaching as one typed value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from callwright.rules.engine.parameters import parameter


@dataclass(frozen=True)
class CoachingParameters:
    """The values in force on one day; shares are fractions of 1."""

    daily_goals: dict[str, Decimal]
    utilisation_goal: Decimal
    window_days: int
    confidence: Decimal
    benchmark_minimum_people: int
    comparison_days: int


@cache
def coaching_parameters(on: date) -> CoachingParameters:
    """The parameters in force on a company day."""

    def number(name: str) -> Decimal:
        return parameter(f"coaching.{name}", on=on).number

    return CoachingParameters(
        daily_goals={step: number(f"{step}_goal") for step in ("dials", "effective", "interested")},
        utilisation_goal=number("utilisation_goal"),
        window_days=int(number("window_days")),
        confidence=number("confidence"),
        benchmark_minimum_people=int(number("benchmark_minimum_people")),
        comparison_days=int(number("comparison_days")),
    )
