"""Retry rules and limits of a campaign as one typed value (product §4.5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, time
from functools import cache
from typing import Any

from callwright.rules.engine.parameters import parameter

_RETRY = (
    "busy_minutes",
    "busy_in_a_row",
    "machine_days",
    "switched_off_days",
    "answered_days",
    "abandoned_hours",
    "missed_callback_hours",
    "skipped_minutes",
)
_QUOTAS = (
    "lead_life",
    "lead_day",
    "lead_rolling",
    "rolling_days",
    "number_life",
    "number_rolling",
    "part_of_day",
    "minimum_gap_minutes",
)
_COMPANY = frozenset({"number_rolling"})
"""What holds over all campaigns is no campaign's own."""
LEAST = {"busy_minutes": 5, "minimum_gap_minutes": 1, "abandoned_hours": 72}
"""A campaign may be gentler, never more pressing than this; every other number is at least 1."""


class WrongRetrySetting(ValueError):
    """A campaign's own number is unknown, no whole number, or below the least one."""


@dataclass(frozen=True)
class RetryRules:
    """When and how often a lead is tried again. `parts` are the starts of the parts of a day, rising.

    busy, skipped and minimum gap in minutes, abandoned and missed callback in hours, machine, switched off and
    answered in days; quotas in attempts.
    """

    busy_minutes: int
    busy_in_a_row: int
    machine_days: int
    switched_off_days: int
    answered_days: int
    abandoned_hours: int
    missed_callback_hours: int
    skipped_minutes: int
    lead_life: int
    lead_day: int
    lead_rolling: int
    rolling_days: int
    number_life: int
    number_rolling: int
    part_of_day: int
    minimum_gap_minutes: int
    parts: tuple[time, ...]

    def as_json(self) -> dict[str, object]:
        """Every number by name, and the parts of the day."""
        numbers: dict[str, object] = {
            one.name: getattr(self, one.name) for one in fields(self) if one.name != "parts"
        }
        return numbers | {"parts": [f"{start:%H:%M}" for start in self.parts]}


@cache
def default_retry_rules(on: date) -> RetryRules:
    """The rules of a campaign that has none of its own, on a company day."""

    def number(name: str) -> int:
        return int(parameter(f"calling.{name}", on=on).number)

    starts = str(parameter("calling.parts_of_day", on=on).value).split()
    return RetryRules(
        **{name: number(f"retry_{name}") for name in _RETRY},
        **{name: number(f"quota_{name}") for name in _QUOTAS},
        parts=tuple(sorted(time.fromisoformat(start) for start in starts)),
    )


def retry_rules(on: date, own: Mapping[str, Any] | None = None) -> RetryRules:
    """The rules of a campaign: the defaults with its own numbers over them; WrongRetrySetting names what is wrong."""
    standing = default_retry_rules(on)
    numbers = {name: getattr(standing, name) for name in (*_RETRY, *_QUOTAS)}
    for name, value in (own or {}).items():
        if name not in numbers or name in _COMPANY:
            raise WrongRetrySetting(f"{name}: unknown")
        if not isinstance(value, int) or isinstance(value, bool) or value < LEAST.get(name, 1):
            raise WrongRetrySetting(f"{name}: at least {LEAST.get(name, 1)}")
        numbers[name] = value
    return RetryRules(**numbers, parts=standing.parts)
