"""What leaves the diagnosis stage."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from callwright.kernel.text import Text


@dataclass(frozen=True)
class Evidence:
    """One number behind a finding; `unit` is a word such as "share", "minutes", "CNY"; `link` a page of ours."""

    label: Text
    value: Decimal | int | str
    unit: str
    link: str | None = None


@dataclass(frozen=True)
class Weight:
    """What a finding costs in the period, in the company's currency, and how that was worked out."""

    cost: Decimal
    unit: str
    how: Text


@dataclass(frozen=True)
class Actor:
    """Who can act: a role, and the person when there is one."""

    role: str
    person_id: UUID | None = None
    name: str | None = None


@dataclass(frozen=True)
class Trend:
    """The finding's own figure now and in the period before; `previous` None: not known."""

    figure: Text
    now: Decimal
    previous: Decimal | None
    unit: str

    @property
    def direction(self) -> str:
        """`up`, `down`, `same` or `unknown`; whether that is good depends on the figure."""
        if self.previous is None:
            return "unknown"
        return "same" if self.now == self.previous else ("up" if self.now > self.previous else "down")


@dataclass(frozen=True)
class Finding:
    """A problem the diagnosis sees (product §1, §10).

    `judged` is False when the sample is too small: then the explanation says 样本不足 and the weight is 0.
    `people` are those the finding is about; who may not see all of them does not see the finding.
    """

    code: str
    subject: str
    title: Text
    explanation: Text
    evidence: tuple[Evidence, ...]
    weight: Weight
    cause: Text
    who: tuple[Actor, ...]
    act: Text
    trend: Trend | None
    sample_size: int
    sample_unit: Text
    judged: bool = True
    people: frozenset[UUID] = field(default_factory=frozenset)


@dataclass(frozen=True)
class RankedFinding:
    """A finding with its place; `main` ones together explain the Pareto share of the cost."""

    rank: int
    main: bool
    finding: dict[str, Any]


@dataclass(frozen=True)
class Run:
    """One stored run of the diagnosis over a period (company days, both included)."""

    id: UUID
    month: str
    first_day: dt.date
    last_day: dt.date
    created_at: dt.datetime
    total_cost: Decimal
    currency: str
    findings: tuple[RankedFinding, ...]
