"""Orders that wait for a department."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import UUID

from callwright.flow.orders import repository
from callwright.flow.orders.contracts import STEP_DEPARTMENTS, BlockedOrder, Step
from callwright.flow.orders.decide.facts import CANCELLED, RETURNED, due_at, open_step
from callwright.platform.db import Session
from callwright.rules.orders.values import order_parameters


async def blocked_orders(
    session: Session, *, at: dt.datetime, visible_people: frozenset[UUID] | None = None
) -> list[BlockedOrder]:
    """Orders that at a moment were blocked with a reason or over the limit of their open step, longest first.

    A step that no order of the company ever reached is not used and blocks nothing (product §8).
    """
    found = await repository.all_orders(session, until=at, visible_people=visible_people)
    used = frozenset(step for step in Step if any(known.state.at(step) is not None for known in found))
    blocked = [one for known in found if (one := _blocked(known, used, at)) is not None]
    return sorted(blocked, key=lambda one: (one.since, one.order_number))


def _blocked(known: repository.KnownOrder, used: frozenset[str], at: dt.datetime) -> BlockedOrder | None:
    state, row = known.state, known.row
    if state.at(CANCELLED) is not None or state.at(RETURNED) is not None:
        return None
    step = open_step(state, used)
    block = state.block
    if step is None and block is None:
        return None
    step = step or _step_of(str(block.details.get("department") or "")) if block else step
    assert step is not None
    due = due_at(state, step, row.ordered_at, order_parameters(row.ordered_at.date()).limits)
    if block is None and at <= due:
        return None
    over = max(Decimal(0), Decimal(int((at - due).total_seconds())) / 3600)
    named = str(block.details.get("department") or "") if block else ""
    return BlockedOrder(
        order_number=row.order_number,
        step=_step_of(named) if named and _known_department(named) else step,
        department=named or STEP_DEPARTMENTS[step][0],
        reason=block.details.get("reason") if block else None,
        since=block.at if block else due,
        hours_over_limit=over.quantize(Decimal("0.1")),
        amount=state.amount,
        person_id=row.agent_id,
    )


def _known_department(name: str) -> bool:
    return any(zh in name or en in name.casefold() for zh, en in STEP_DEPARTMENTS.values())


def _step_of(name: str) -> Step:
    """The step of a department as people write it; the last one when it is none of them."""
    for step, (zh, en) in STEP_DEPARTMENTS.items():
        if zh in name or en in name.casefold():
            return step
    return Step.AFTER_SALES
