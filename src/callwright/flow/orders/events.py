"""What the orders stage says happened."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from callwright.platform.events import Event


@dataclass(frozen=True)
class OrderPlaced(Event):
    """A new order is known; amount in the company's currency."""

    order_id: UUID
    order_number: str
    person_id: UUID
    amount: Decimal
    ordered_at: dt.datetime


@dataclass(frozen=True)
class OrderCancelled(Event):
    """An order was cancelled before it was delivered."""

    order_id: UUID
    order_number: str
    cancelled_at: dt.datetime


@dataclass(frozen=True)
class OrderReturned(Event):
    """Goods came back; `refund_amount` is what the customer got back."""

    order_id: UUID
    order_number: str
    returned_at: dt.datetime
    refund_amount: Decimal
