"""The door of the orders stage."""

from callwright.flow.orders.service.blocking import blocked_orders
from callwright.flow.orders.service.importing import import_orders
from callwright.flow.orders.service.reading import order, orders_page
from callwright.flow.orders.service.revenue import revenue_facts

__all__ = ["blocked_orders", "import_orders", "order", "orders_page", "revenue_facts"]
