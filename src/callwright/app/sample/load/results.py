"""Goals, orders, closed scores and statements of the sample."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import yaml

from callwright.app.sample.load import appraisal
from callwright.app.sample.load.desk import STEWARD, Desk, brief
from callwright.app.sample.people import NEWCOMER, SOUTH
from callwright.flow.orders import service as orders
from callwright.flow.pay import service as pay
from callwright.flow.scores import service as scores
from callwright.kernel.period import Month
from callwright.platform.db import Session
from callwright.registers.goals import service as goals
from callwright.registers.staff import service as staff


async def orders_now(desk: Desk) -> dict[str, Any]:
    """The order file of today: the running month, and what happened later to orders of closed months."""
    return await _orders(desk, desk.files.orders)


async def goal_books(desk: Desk) -> dict[str, Any]:
    """One goal workbook a month."""
    told: dict[str, Any] = {}
    for month, path in desk.files.goals.items():
        stored = await desk.keep(path)
        reader = desk.reader
        sheets = await asyncio.to_thread(goals.read_sheets, reader, path)
        async with desk.context.transaction() as session:
            report = await scores.import_goal_file(session, sheets=sheets, source_file=stored, at=desk.now)
        told[str(month)] = brief(report)
    return told


async def acknowledgements(desk: Desk) -> dict[str, Any]:
    """Everybody agrees to the closed months; in the running one the south and the newcomers have not yet."""
    told: dict[str, Any] = {}
    for month in desk.company.plan.closed:
        async with desk.context.transaction() as session:
            told[str(month)] = await scores.acknowledge_goals(
                session, month=month, person_id=None, principal=STEWARD, at=desk.now
            )
    running = desk.company.plan.running
    agreed = [one for one in desk.company.goals.people if one.department != SOUTH and one.style != NEWCOMER]
    async with desk.context.transaction() as session:
        resolver = await staff.resolver(session)
        for one in agreed:
            person = resolver.find(one.number)
            assert person is not None  # the roster was imported before
            await scores.acknowledge_goals(
                session, month=running, person_id=person.id, principal=STEWARD, at=desk.now
            )
    told[str(running)] = len(agreed)
    return told


async def pay_plan(desk: Desk) -> dict[str, Any]:
    """The company's pay plan."""
    data = yaml.safe_load(desk.files.pay_plan.read_text("utf-8"))
    async with desk.context.transaction() as session:
        made = await pay.save_plan(session, data=data, principal=STEWARD, at=desk.now)
    return {"version": made.version}


async def close_months(desk: Desk) -> dict[str, Any]:
    """The two whole months, older first: the orders known on the closing day, then scores, then pay.

    So what happened to an order of the first month after that day is a correction in the second.
    """
    told: dict[str, Any] = {}
    for month in desk.company.plan.closed:
        imported = await _orders(desk, desk.files.orders_closed[month])
        async with desk.context.transaction() as session:
            scored = await _close_scores(desk, session, month)
        async with desk.context.transaction() as session:
            paid = await pay.close_pay(
                session, month=month, principal=STEWARD, at=desk.now, calendar=desk.context.calendar
            )
        told[str(month)] = {"orders": imported, "scored": scored, "statements": paid.statements}
    return told


async def _close_scores(desk: Desk, session: Session, month: Month) -> int:
    """The last whole month by its cycle, with signatures, self-views and reviews; the one before by the owner alone."""
    found = await scores.closing(session, month)
    if found is None and month == desk.company.plan.closed[-1]:
        await appraisal.cycle(desk, session, month)
        found = await scores.closing(session, month)
    if found is None:
        found = await scores.close_scores(
            session, month=month, principal=STEWARD, at=desk.now, calendar=desk.context.calendar
        )
    return found.scored


async def _orders(desk: Desk, path: Path) -> dict[str, Any]:
    table, stored = await desk.read(path)
    async with desk.context.transaction() as session:
        report = await orders.import_orders(
            session, table=table, source_file=stored, now=desk.now, calendar=desk.context.calendar
        )
    return brief(report)
