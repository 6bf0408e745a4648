"""What is newly known about an order: facts are only ever added (product §8)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from callwright.flow.orders.contracts import Step
from callwright.flow.orders.decide.order_line import OrderLine

AMOUNT, BLOCKED, UNBLOCKED, CANCELLED, RETURNED = "amount", "blocked", "unblocked", "cancelled", "returned"


@dataclass(frozen=True)
class Fact:
    """One thing that became known; `kind` is a step or one of the constants above, `at` when it happened (UTC)."""

    kind: str
    at: dt.datetime
    amount: Decimal | None = None
    margin: Decimal | None = None
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class OrderState:
    """The newest fact of each kind."""

    facts: dict[str, Fact] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> OrderState:
        """From facts in the order in which they were recorded; a block and its end answer each other."""
        newest: dict[str, Fact] = {}
        for fact in facts:
            newest[BLOCKED if fact.kind == UNBLOCKED else fact.kind] = fact
        return cls(newest)

    @property
    def block(self) -> Fact | None:
        """The block that stands."""
        found = self.facts.get(BLOCKED)
        return found if found is not None and found.kind == BLOCKED else None

    def at(self, kind: str) -> dt.datetime | None:
        """When it happened, if it did."""
        found = self.facts.get(kind)
        return found.at if found else None

    @property
    def amount(self) -> Decimal:
        """The order's amount."""
        found = self.facts.get(AMOUNT)
        return found.amount if found is not None and found.amount is not None else Decimal(0)

    @property
    def margin(self) -> Decimal | None:
        """The order's margin, None when nobody said."""
        found = self.facts.get(AMOUNT)
        return found.margin if found else None

    @property
    def agent_share(self) -> Decimal | None:
        """The agent's share of the credit when the file gave one."""
        found = self.facts.get(AMOUNT)
        given = found.details.get("agent_share") if found else None
        return Decimal(given) if given is not None else None


def facts_of(line: OrderLine) -> list[Fact]:
    """Everything one row says."""
    share = {} if line.agent_share is None else {"agent_share": str(line.agent_share.normalize())}
    facts = [Fact(AMOUNT, line.ordered_at, line.amount, line.margin, share)]
    facts += [Fact(str(step), moment) for step, moment in line.steps.items()]
    if line.blocked_since is not None:
        details = {"department": line.blocked_by, "reason": line.block_reason}
        facts.append(Fact(BLOCKED, line.blocked_since, details=details))
    if line.cancelled_at is not None:
        facts.append(Fact(CANCELLED, line.cancelled_at, line.refund_amount))
    if line.returned_at is not None:
        facts.append(Fact(RETURNED, line.returned_at, line.refund_amount))
    return facts


def news(line: OrderLine, known: OrderState, *, now: dt.datetime) -> list[Fact]:
    """The facts of a row that differ from what stands; a block that the row no longer shows has ended."""
    told = facts_of(line)
    fresh = [fact for fact in told if known.facts.get(fact.kind) != fact]
    if known.block is not None and line.blocked_since is None:
        fresh.append(Fact(UNBLOCKED, now))
    return fresh


def open_step(state: OrderState, used: frozenset[str]) -> Step | None:
    """The first step after the last one done, among the steps the company uses; None when all are done."""
    steps = [step for step in Step if step in used]
    done = [index for index, step in enumerate(steps) if state.at(step) is not None]
    following = steps[done[-1] + 1 :] if done else steps
    return following[0] if following else None


def due_at(
    state: OrderState, step: Step, ordered_at: dt.datetime, limits: dict[str, dt.timedelta]
) -> dt.datetime:
    """When a step should be done: the limit counts from the step before, else from the order."""
    before = [moment for one in Step if (moment := state.at(one)) is not None and _is_before(one, step)]
    return max(before or [ordered_at]) + limits[str(step)]


def _is_before(one: Step, step: Step) -> bool:
    order = list(Step)
    return order.index(one) < order.index(step)
