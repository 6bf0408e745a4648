"""The month in a URL."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from callwright.flow.scores.errors import BadMonth
from callwright.kernel.period import Month


def read_month(month: str) -> Month:
    """`2026-10` from the path or the query; BadMonth (422) otherwise."""
    try:
        return Month.parse(month)
    except ValueError:
        raise BadMonth(month=month) from None


MonthParam = Annotated[Month, Depends(read_month)]
