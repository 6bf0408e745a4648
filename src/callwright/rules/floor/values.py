"""The dated numbers of the floor as one typed value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from callwright.rules.engine.parameters import parameter

BREAK_KINDS = ("rest", "personal", "company", "unexplained")
"""Kinds of break; each has its allowed length in `parameters/breaks.yaml`, 0 = no limit."""


@dataclass(frozen=True)
class FloorParameters:
    """The values in force on one day. Lengths in seconds, 0 = no limit."""

    wrap_up_seconds: int
    wrap_up_extension_seconds: int
    wrap_up_then: str
    break_seconds: dict[str, int]
    meal_seconds: int
    phone_silent_seconds: int
    phone_gone_seconds: int
    phone_lease_seconds: int
    alarm_seconds: int


@cache
def floor_parameters(on: date) -> FloorParameters:
    """The parameters in force on a company day."""

    def number(name: str) -> int:
        return int(parameter(f"floor.{name}", on=on).number)

    return FloorParameters(
        wrap_up_seconds=number("wrap_up_seconds"),
        wrap_up_extension_seconds=number("wrap_up_extension_seconds"),
        wrap_up_then=str(parameter("floor.wrap_up_then", on=on).value),
        break_seconds={kind: number(f"break_{kind}_minutes") * 60 for kind in BREAK_KINDS},
        meal_seconds=number("meal_minutes") * 60,
        phone_silent_seconds=number("phone_silent_seconds"),
        phone_gone_seconds=number("phone_gone_seconds"),
        phone_lease_seconds=number("phone_lease_seconds"),
        alarm_seconds=number("alarm_seconds"),
    )
