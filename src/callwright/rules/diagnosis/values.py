"""The dated numbers of the diagnosis as one typed value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from callwright.rules.engine.parameters import parameter


@dataclass(frozen=True)
class DiagnosisParameters:
    """The values in force on one day; shares are fractions of 1, costs in the company's currency."""

    utilisation_good: Decimal
    utilisation_minimum_days: int
    top_fifth_share_limit: Decimal
    gini_limit: Decimal
    dependence_minimum_people: int
    fit_floor: Decimal
    complaint_share_limit: Decimal
    dials_minimum: int
    dial_cost: Decimal
    minute_cost: Decimal
    pareto_share: Decimal
    goals_risk_share: Decimal
    delay_risk_share: Decimal
    delay_full_risk_hours: Decimal
    reclean_notice_days: int


@cache
def diagnosis_parameters(on: date) -> DiagnosisParameters:
    """The parameters in force on a company day."""

    def number(name: str) -> Decimal:
        return parameter(f"diagnosis.{name}", on=on).number

    return DiagnosisParameters(
        utilisation_good=number("utilisation_good"),
        utilisation_minimum_days=int(number("utilisation_minimum_days")),
        top_fifth_share_limit=number("top_fifth_share_limit"),
        gini_limit=number("gini_limit"),
        dependence_minimum_people=int(number("dependence_minimum_people")),
        fit_floor=number("fit_floor"),
        complaint_share_limit=number("complaint_share_limit"),
        dials_minimum=int(number("dials_minimum")),
        dial_cost=number("dial_cost"),
        minute_cost=number("minute_cost"),
        pareto_share=number("pareto_share"),
        goals_risk_share=number("goals_risk_share"),
        delay_risk_share=number("delay_risk_share"),
        delay_full_risk_hours=number("delay_full_risk_hours"),
        reclean_notice_days=int(number("reclean_notice_days")),
    )
