"""Whole orders with the newest of their facts about money, set by set: pay reads a month of them at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import text

from callwright.flow.orders.decide.revenue import OrderIdentity, OrderMoney
from callwright.platform.db import Session
from callwright.platform.db.connection import asyncpg_connection

NOTHING = Decimal(0)
TOUCHED = """
WITH touched AS (
  SELECT id FROM orders."order" WHERE ordered_at >= :start AND ordered_at < :end
  UNION
  SELECT order_id FROM orders.order_fact
  WHERE kind IN ('cancelled', 'returned') AND at >= :start AND at < :end
  UNION
  SELECT order_id FROM orders.order_fact WHERE recorded_at >= CAST(:since AS timestamptz)
)
"""
TOLD = """
, newest AS (
  SELECT DISTINCT ON (f.order_id, f.kind) f.order_id, f.kind, f.at, f.amount, f.margin,
         f.details ->> 'agent_share' AS agent_share
  FROM touched t JOIN orders.order_fact f ON f.order_id = t.id
  WHERE f.kind IN ('verified', 'amount', 'cancelled', 'returned')
  ORDER BY f.order_id, f.kind, f.id DESC
), told AS (
  SELECT order_id,
         max(at) FILTER (WHERE kind = 'verified') AS verified_at,
         max(amount) FILTER (WHERE kind = 'amount') AS amount,
         max(margin) FILTER (WHERE kind = 'amount') AS margin,
         max(agent_share) FILTER (WHERE kind = 'amount') AS agent_share,
         max(at) FILTER (WHERE kind = 'cancelled') AS cancelled_at,
         max(at) FILTER (WHERE kind = 'returned') AS returned_at,
         max(amount) FILTER (WHERE kind = 'returned') AS refund
  FROM newest GROUP BY order_id
)
"""
MONEY = """
SELECT o.id, o.order_number, o.agent_id, o.closer_id, o.product_code, o.main_push, o.ordered_at,
       t.amount, t.margin, t.agent_share, t.cancelled_at, t.returned_at, t.refund
FROM told t JOIN orders."order" o ON o.id = t.order_id
WHERE t.verified_at IS NOT NULL
"""
WHOLE_ORDERS = (
    TOUCHED.replace(":start", "$1").replace(":end", "$2").replace(":since", "$3")
    + TOLD
    + MONEY
    + "AND o.ordered_at < $2"
)
NAMED_ORDERS = "WITH touched AS (SELECT unnest(CAST($1 AS uuid[])) AS id)" + TOLD + MONEY
SUMS = text(
    TOUCHED  # noqa: S608 - all parts are constants
    + TOLD
    + """
, moves AS (
  SELECT t.order_id, o.ordered_at AS at, t.amount AS amount
  FROM told t JOIN orders."order" o ON o.id = t.order_id WHERE t.verified_at IS NOT NULL
  UNION ALL
  SELECT t.order_id, coalesce(t.cancelled_at, t.returned_at),
         -CASE WHEN t.cancelled_at IS NULL AND t.refund < t.amount THEN t.refund ELSE t.amount END
  FROM told t WHERE t.verified_at IS NOT NULL AND coalesce(t.cancelled_at, t.returned_at) IS NOT NULL
), shared AS (
  SELECT o.agent_id, o.closer_id, m.amount, (o.closer_id IS NULL OR o.closer_id = o.agent_id) AS alone,
         coalesce(CAST(t.agent_share AS numeric), CAST(:share AS numeric)) AS share
  FROM moves m JOIN orders."order" o ON o.id = m.order_id JOIN told t ON t.order_id = m.order_id
  WHERE m.at >= :start AND m.at < :end
), parts AS (
  SELECT agent_id AS person_id, round(CASE WHEN alone THEN amount ELSE amount * share END, 4) AS amount FROM shared
  UNION ALL
  SELECT closer_id, round(amount * (1 - share), 4) FROM shared WHERE NOT alone
)
SELECT person_id, sum(amount) FROM parts GROUP BY person_id
"""
)


async def revenue_sums(
    session: Session, *, start: dt.datetime, end: dt.datetime, share: Decimal
) -> dict[UUID, Decimal]:
    """Net revenue of a span by person; `share` is the agent's where the order says nothing."""
    given = {"start": start, "end": end, "since": None, "share": share}
    rows = (await session.execute(SUMS, given)).all()
    return {person_id: amount for person_id, amount in rows}  # noqa: C416 - rows are no pairs for mypy


async def whole_orders(
    session: Session, *, start: dt.datetime, end: dt.datetime, since: dt.datetime | None
) -> list[tuple[OrderIdentity, OrderMoney]]:
    """Verified orders placed, cancelled or returned in a span, or with facts recorded since a moment."""
    connection = await asyncpg_connection(session)
    return list(map(_order, await connection.fetch(WHOLE_ORDERS, start, end, since)))


async def named_orders(session: Session, ids: Collection[UUID]) -> list[tuple[OrderIdentity, OrderMoney]]:
    """The verified ones of some orders."""
    connection = await asyncpg_connection(session)
    return list(map(_order, await connection.fetch(NAMED_ORDERS, list(ids))))


def _order(row: Sequence[Any]) -> tuple[OrderIdentity, OrderMoney]:
    """A row of MONEY."""
    key, number, agent, closer, product, main_push, ordered_at, amount, margin, share, *later = row
    identity = OrderIdentity(key, number, agent, closer, product, main_push, ordered_at, new_customer=False)
    amount = NOTHING if amount is None else amount
    return identity, OrderMoney(amount, margin, None if share is None else Decimal(share), *later)
