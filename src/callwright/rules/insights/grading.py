"""The dated numbers of grading calls, and the scorecard that comes with the product."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

import yaml

from callwright.rules.engine.parameters import parameter

RISKS = ("interruptions", "talk_share", "monologue", "complaint", "newcomer", "fault_hits")


@dataclass(frozen=True)
class GradingParameters:
    """The values in force on one day; shares are fractions of 1."""

    minimum_talk_seconds: int
    dispute_days: int
    dispute_answer_days: int
    agreement_good: Decimal
    agreement_tentative: Decimal
    agreement_minimum_calls: int
    interruptions_from: int
    talk_share_from: Decimal
    monologue_from: int
    newcomer_days: int
    fault_hits_from: int
    risk_weights: dict[str, Decimal]


@cache
def grading_parameters(on: date) -> GradingParameters:
    """The parameters in force on a company day."""

    def number(name: str) -> Decimal:
        return parameter(f"insights.{name}", on=on).number

    return GradingParameters(
        minimum_talk_seconds=int(number("grading_minimum_talk_seconds")),
        dispute_days=int(number("dispute_days")),
        dispute_answer_days=int(number("dispute_answer_days")),
        agreement_good=number("agreement_good"),
        agreement_tentative=number("agreement_tentative"),
        agreement_minimum_calls=int(number("agreement_minimum_calls")),
        interruptions_from=int(number("risk_interruptions_from")),
        talk_share_from=number("risk_talk_share_from"),
        monologue_from=int(number("risk_monologue_from")),
        newcomer_days=int(number("risk_newcomer_days")),
        fault_hits_from=int(number("risk_fault_hits_from")),
        risk_weights={risk: number(f"risk_weight_{risk}") for risk in RISKS},
    )


@cache
def default_scorecard() -> dict[str, Any]:
    """The scorecard of the product as it stands in the file."""
    source = resources.files("callwright.rules.insights") / "default_scorecard.yaml"
    found: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return found
