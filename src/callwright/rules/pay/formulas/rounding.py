"""The rounding of statement lines, as the rules say it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from callwright.rules.engine.parameters import parameter
from callwright.rules.engine.rounding import ROUNDINGS


def rounded(amount: Decimal, *, on: date) -> Decimal:
    """An amount as it stands on a statement (`pay.rounding`)."""
    return ROUNDINGS[str(parameter("pay.rounding", on=on).value)](amount)
