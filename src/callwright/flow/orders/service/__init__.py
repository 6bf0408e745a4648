"""The door of the orders stage."""

from callwright.flow.orders.service.blocking import blocked_orders
from callwright.flow.orders.service.importing import import_orders
from callwright.flow.orders.service.reading import order, orders_page
from callwright.flow.orders.service.revenue import (
    order_revenue,
    revenue_facts,
    revenue_of_orders,
    revenue_sums,
)

__all__ = [
    "blocked_orders",
    "import_orders",
    "order",
    "order_revenue",
    "orders_page",
    "revenue_facts",
    "revenue_of_orders",
    "revenue_sums",
]
