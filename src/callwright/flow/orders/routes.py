"""Orders over HTTP: /api/orders."""

from __future__ import annotations

import asyncio
import datetime as dt
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, File, Query, UploadFile
from pydantic import BaseModel

from callwright.flow.orders import service
from callwright.flow.orders.contracts import Order, Step
from callwright.kernel.period import MONTH_PATTERN, Month
from callwright.kernel.phone import PhoneNumber
from callwright.platform.auth import Principal
from callwright.platform.files import FileStore
from callwright.platform.http import CalendarDep, ClockDep, Page, PageParams, PortsDep, SessionDep, require
from callwright.platform.kept_tables import read_kept
from callwright.platform.tables import TableReader

router = APIRouter(prefix="/api/orders", tags=["orders"])


class StepOut(BaseModel):
    """One department's step; times UTC."""

    step: Step
    department: str
    done_at: dt.datetime | None
    due_at: dt.datetime | None


class OrderOut(BaseModel):
    """One order; the number is masked unless the role may see it."""

    id: UUID
    order_number: str
    state: str
    agent_id: UUID
    agent: str
    closer: str | None
    company: str
    number: str | None
    product: str
    product_code: str | None
    quantity: Decimal
    amount: Decimal
    margin: Decimal | None
    ordered_at: dt.datetime
    cancelled_at: dt.datetime | None
    returned_at: dt.datetime | None
    refund_amount: Decimal | None
    blocked_by: str | None
    block_reason: str | None
    blocked_since: dt.datetime | None
    steps: list[StepOut]

    @classmethod
    def of(cls, order: Order, *, reveal: bool) -> OrderOut:
        """From the stage's own form."""
        values: dict[str, Any] = {name: getattr(order, name) for name in cls.model_fields}
        values["steps"] = [StepOut.model_validate(step, from_attributes=True) for step in order.steps]
        if order.number is not None and not reveal:
            values["number"] = PhoneNumber(order.number).masked
        return cls(**values)


@router.get("")
async def list_orders(
    session: SessionDep,
    calendar: CalendarDep,
    page: PageParams,
    principal: Annotated[Principal, require("orders.read")],
    q: str = "",
    person: UUID | None = None,
    month: Annotated[str | None, Query(pattern=MONTH_PATTERN)] = None,
) -> Page[OrderOut]:
    """Orders within the asker's scope, newest first; of one person, of the company's month they were placed in."""
    found, total = await service.orders_page(
        session,
        visible_people=_scope(principal),
        q=q,
        offset=page.offset,
        limit=page.size,
        person_id=person,
        span=calendar.bounds(Month.parse(month)) if month else None,
    )
    reveal = principal.may("numbers.reveal")
    items = [OrderOut.of(one, reveal=reveal) for one in found]
    return Page(items=items, total=total, page=page.page, size=page.size)


@router.get("/{order_id}")
async def show_order(
    session: SessionDep, order_id: UUID, principal: Annotated[Principal, require("orders.read")]
) -> OrderOut:
    """One order; 404 also when outside the asker's scope."""
    found = await service.order(session, order_id, visible_people=_scope(principal))
    return OrderOut.of(found, reveal=principal.may("numbers.reveal"))


def _scope(principal: Principal) -> frozenset[UUID] | None:
    """Operators work on all orders: they move goods, not people's results."""
    return None if "operator" in principal.roles else principal.visible_people


@router.post("/import")
async def import_orders(
    session: SessionDep,
    ports: PortsDep,
    clock: ClockDep,
    calendar: CalendarDep,
    file: Annotated[UploadFile, File()],
    _principal: Annotated[Principal, require("orders.write")],
) -> dict[str, Any]:
    """Import an order file; answers what became of each row. The original file is kept."""
    store = ports.get(FileStore)
    reader = ports.get(TableReader)
    stored = await asyncio.to_thread(store.put, await file.read(), file.filename or "orders")
    table = await read_kept(reader.read, store, stored)
    report = await service.import_orders(
        session, table=table, source_file=stored, now=clock.now(), calendar=calendar
    )
    return report.to_json()
