"""What leaves the orders stage."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal
from uuid import UUID


class Step(StrEnum):
    """The departments' steps in their order (product §8)."""

    VERIFIED = "verified"
    WAREHOUSE = "warehouse"
    ACCOUNTING = "accounting"
    SHIPPING = "shipping"
    AFTER_SALES = "after_sales"


STEP_DEPARTMENTS: dict[Step, tuple[str, str]] = {
    Step.VERIFIED: ("核验", "verification"),
    Step.WAREHOUSE: ("仓库", "warehouse"),
    Step.ACCOUNTING: ("会计", "accounting"),
    Step.SHIPPING: ("物流", "logistics"),
    Step.AFTER_SALES: ("售后", "after-sales"),
}
"""Owner department of each step (Chinese, English)."""

RevenueKind = Literal["sale", "return", "cancellation"]


@dataclass(frozen=True)
class StepView:
    """One step: when it was done (UTC, None = open), its owner department and the limit it has or had."""

    step: Step
    department: str
    done_at: dt.datetime | None
    due_at: dt.datetime | None


@dataclass(frozen=True)
class Order:
    """One order as its newest facts tell it. Amounts in the company's currency; times UTC."""

    id: UUID
    order_number: str
    agent_id: UUID
    agent: str
    closer_id: UUID | None
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
    steps: tuple[StepView, ...]

    @property
    def state(self) -> str:
        """`cancelled`, `returned`, `blocked`, the last step done, or `placed`."""
        if self.cancelled_at is not None:
            return "cancelled"
        if self.returned_at is not None:
            return "returned"
        if self.blocked_since is not None:
            return "blocked"
        done = [view.step for view in self.steps if view.done_at is not None]
        return str(done[-1]) if done else "placed"


@dataclass(frozen=True, slots=True)
class RevenueFact:
    """A signed part of revenue credited to one person on one company day.

    `amount` and `margin` already carry the person's `share` (fraction of 1). Sales are positive on the ordered day
    of a verified order; cancellations and returns are negative on the day they happened.
    """

    id: UUID
    order_id: UUID
    order_number: str
    person_id: UUID
    product_code: str | None
    main_push: bool
    kind: RevenueKind
    amount: Decimal
    margin: Decimal | None
    on: dt.date
    new_customer: bool
    share: Decimal


@dataclass(frozen=True)
class BlockedOrder:
    """An order that waits for a department: blocked with a reason, or over the step's time limit."""

    order_number: str
    step: Step
    department: str
    reason: str | None
    since: dt.datetime
    hours_over_limit: Decimal
    amount: Decimal
    person_id: UUID
