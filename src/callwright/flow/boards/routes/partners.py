"""Partners beside our own people over HTTP: /api/partners."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel

from callwright.flow.boards import service
from callwright.flow.boards.contracts import Caller
from callwright.flow.scores.errors import BadMonth
from callwright.kernel.period import Month
from callwright.platform.http import CalendarDep, SessionDep, require
from callwright.platform.principal import Principal

router = APIRouter(prefix="/api/partners", tags=["boards"])


class CallerOut(BaseModel):
    """One side: our own people (`department_id` null) or a partner. Money in `currency`; talk in seconds.

    `orders` are sold less cancelled and returned ones, split credit in parts. `cost` null has its reason beside it.
    """

    department_id: uuid.UUID | None
    name: str
    people: int
    dials: int
    connected: int
    effective: int
    interested: int
    talk_seconds: int
    orders: Decimal
    revenue: Decimal
    currency: str
    cost: Decimal | None
    cost_missing_zh: str | None
    cost_missing_en: str | None
    cost_per_order: Decimal | None
    cost_per_interested: Decimal | None
    revenue_per_talk_hour: Decimal | None

    @classmethod
    def of(cls, one: Caller) -> CallerOut:
        """The answer form of one side."""
        return cls(
            department_id=one.department_id,
            name=one.name,
            people=one.people,
            dials=one.dials,
            connected=one.connected,
            effective=one.effective,
            interested=one.interested,
            talk_seconds=one.talk_seconds,
            orders=one.orders,
            revenue=one.revenue,
            currency=one.currency,
            cost=one.cost,
            cost_missing_zh=one.cost_missing.zh if one.cost_missing else None,
            cost_missing_en=one.cost_missing.en if one.cost_missing else None,
            cost_per_order=one.cost_per_order,
            cost_per_interested=one.cost_per_interested,
            revenue_per_talk_hour=one.revenue_per_talk_hour,
        )


class ComparisonOut(BaseModel):
    """Our own people first, then each partner, in one month (both days included)."""

    first_day: dt.date
    last_day: dt.date
    callers: list[CallerOut]


@router.get("/comparison")
async def comparison(
    session: SessionDep,
    calendar: CalendarDep,
    principal: Annotated[Principal, require("partners.read")],
    month: str,
) -> ComparisonOut:
    """Dials to cost per order of our own people and of each partner in a month ("2026-10"), by one definition each."""
    del principal
    try:
        asked = Month.parse(month)
    except ValueError:
        raise BadMonth(month=month) from None
    found = await service.compare_partners(session, month=asked, calendar=calendar)
    callers = [CallerOut.of(one) for one in found.callers]
    return ComparisonOut(first_day=found.first_day, last_day=found.last_day, callers=callers)
