"""The dated numbers of list quality as one typed value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from callwright.rules.engine.parameters import Parameter, parameter


@dataclass(frozen=True)
class QualityParameters:
    """The values in force on one day; shares are fractions of 1 (product §2.6, §2.7)."""

    accuracy_threshold: Decimal
    confidence: Decimal
    gate_measure: str
    expected_accuracy: Decimal
    monthly_decay: Decimal
    minimum_outcomes: int
    decay_minimum_days: int
    refusal_rest_days: int
    sequential_share_limit: Decimal
    sequential_run_length: int
    sequential_gap: int
    nameless_share_limit: Decimal
    blind_minimum_rows: int
    version: str


@cache
def quality_parameters(on: date) -> QualityParameters:
    """The parameters in force on `on`; a later start date replaces an earlier one, nothing is edited."""

    def value(name: str) -> Parameter:
        return parameter(f"quality.{name}", on=on)

    return QualityParameters(
        accuracy_threshold=value("accuracy_threshold").number,
        confidence=value("confidence").number,
        gate_measure=str(value("gate_measure").value),
        expected_accuracy=value("expected_accuracy").number,
        monthly_decay=value("monthly_decay").number,
        minimum_outcomes=int(value("minimum_outcomes").number),
        refusal_rest_days=int(value("refusal_rest_days").number),
        decay_minimum_days=int(value("decay_minimum_days").number),
        sequential_share_limit=value("sequential_share_limit").number,
        sequential_run_length=int(value("sequential_run_length").number),
        sequential_gap=int(value("sequential_gap").number),
        nameless_share_limit=value("nameless_share_limit").number,
        blind_minimum_rows=int(value("blind_minimum_rows").number),
        version=value("accuracy_threshold").version,
    )
