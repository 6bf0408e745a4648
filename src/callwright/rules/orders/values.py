"""The dated numbers of orders as one typed value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from callwright.rules.engine.parameters import parameter

LIMITED_STEPS = ("verified", "warehouse", "accounting", "shipping", "after_sales")


@dataclass(frozen=True)
class OrderParameters:
    """`limits` is how long a step may take, by step name; `agent_share` is a fraction of 1."""

    limits: dict[str, timedelta]
    agent_share: Decimal


@cache
def order_parameters(on: date) -> OrderParameters:
    """The parameters in force on a company day."""

    def hours(step: str) -> timedelta:
        return timedelta(hours=float(parameter(f"orders.{step}_limit_hours", on=on).number))

    return OrderParameters(
        limits={step: hours(step) for step in LIMITED_STEPS},
        agent_share=parameter("orders.agent_share", on=on).number,
    )
