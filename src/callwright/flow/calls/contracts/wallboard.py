"""What the wallboard shows of calls: campaigns with their pacing, lines with their use."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from callwright.kernel.text import Text


@dataclass(frozen=True)
class Abandonment:
    """Abandoned calls of the window: `share` of `answered`, against `budget` (fractions of 1)."""

    count: int
    answered: int
    share: float | None
    budget: Decimal
    window: str


@dataclass(frozen=True)
class PacingMoment:
    """What the pacer saw at a moment: calls in the air, agents expected to be free, share abandoned so far."""

    at: datetime
    dialing: int
    predicted_free: float
    abandoned_share: float | None


@dataclass(frozen=True)
class PacingNow:
    """What the pacer does and why, with the last minutes as a series."""

    dialing_ahead: int
    because: Text
    predicted: dict[str, Any]
    series: tuple[PacingMoment, ...]


@dataclass(frozen=True)
class BoardCampaign:
    """A campaign on the wallboard; counts are of the company's day.

    `polite_deferral`: customers whom nobody is free for may interrupt a wrap-up.
    """

    code: str
    name: str
    mode: str
    state: str
    dials_today: int
    connected_today: int
    abandoned: Abandonment
    waiting: int
    ringing: int
    callable_now: int
    next_callable_at: datetime | None
    pacing: PacingNow | None
    polite_deferral: bool


@dataclass(frozen=True)
class BoardLine:
    """A line on the wallboard. `state`: free, full, over_budget, troubled, resting or off."""

    id: uuid.UUID
    name: str
    trunk: str
    in_use: int
    capacity: int
    used_today: int
    daily_budget: int | None
    health: str
    state: str


@dataclass(frozen=True)
class BoardCall:
    """The call a person is in."""

    id: uuid.UUID
    number: str
    talking_since: datetime | None


@dataclass(frozen=True)
class OwnNumber:
    """A number of ours that customers see."""

    number: str
    health: str
    resting_until: datetime | None
    note: str


@dataclass(frozen=True)
class LineNow:
    """A line with its limits and what is used of them."""

    id: uuid.UUID
    name: str
    trunk: str
    capacity: int
    hourly_budget: int | None
    daily_budget: int | None
    enabled: bool
    in_use: int
    used_this_hour: int
    used_today: int
    caller_numbers: tuple[OwnNumber, ...]


@dataclass(frozen=True)
class TrunkNow:
    """A trunk; its secret is never shown. `simulated`: it leads to simulated customers of this machine alone."""

    name: str
    node: str
    address: str
    transport: str
    username: str
    registers: bool
    calls_per_second: int
    enabled: bool
    troubled_since: datetime | None
    simulated: bool
