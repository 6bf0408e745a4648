"""The only SQL of the orders stage."""

from callwright.flow.orders.repository.orders import (
    CHUNK,
    KnownOrder,
    add_facts,
    add_orders,
    all_orders,
    file_seen,
    lock_imports,
    order_row,
    orders_by_number,
    page_of_orders,
    remember_file,
    states,
    touching,
)
from callwright.flow.orders.repository.revenue import named_orders, revenue_sums, whole_orders

__all__ = [
    "CHUNK",
    "KnownOrder",
    "add_facts",
    "add_orders",
    "all_orders",
    "file_seen",
    "lock_imports",
    "named_orders",
    "order_row",
    "orders_by_number",
    "page_of_orders",
    "remember_file",
    "revenue_sums",
    "states",
    "touching",
    "whole_orders",
]
