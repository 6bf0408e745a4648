"""How long the dialer waits for whom, as one typed value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from callwright.rules.engine.parameters import parameter


@dataclass(frozen=True)
class Waits:
    """The waits in force on one day; after `trunk_failures` network failures in a row a trunk rests for `trunk_rest`.

    The patience of an answered customer is law: see `abandonment`.
    """

    ring: timedelta
    resume: timedelta
    phone_ring: timedelta
    trunk_rest: timedelta
    transfer_ring: timedelta
    trunk_failures: int
    switch_gone: timedelta


@cache
def waits(on: date) -> Waits:
    """The waits in force on a company day."""

    def value(name: str) -> timedelta:
        return timedelta(seconds=float(parameter(f"calling.{name}_seconds", on=on).number))

    return Waits(
        ring=value("ring"),
        resume=value("resume"),
        phone_ring=value("phone_ring"),
        trunk_rest=value("trunk_rest"),
        transfer_ring=value("transfer_ring"),
        switch_gone=value("switch_gone"),
        trunk_failures=int(parameter("calling.trunk_failures", on=on).number),
    )
