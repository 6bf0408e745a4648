"""The dated numbers of leads as one typed value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from callwright.rules.engine.parameters import parameter


@dataclass(frozen=True)
class LeadParameters:
    """The values in force on one day (product §3)."""

    protection_days: int
    warning_days: int
    owner_cap: int
    claims_per_day: int
    cooldown_days: int
    new_data_delay_hours: int


@cache
def lead_parameters(on: date) -> LeadParameters:
    """The parameters in force on a company day."""

    def value(name: str) -> int:
        return int(parameter(f"leads.{name}", on=on).number)

    return LeadParameters(
        protection_days=value("protection_days"),
        warning_days=value("warning_days"),
        owner_cap=value("owner_cap"),
        claims_per_day=value("claims_per_day"),
        cooldown_days=value("cooldown_days"),
        new_data_delay_hours=value("new_data_delay_hours"),
    )
