"""What leaves the markets register."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class MarketType(StrEnum):
    """市场类型 (product §1)."""

    MATURE = "mature"
    COMPETITIVE = "competitive"
    BLANK = "blank"


class NoteTopic(StrEnum):
    """What a market note speaks about (product §8)."""

    DEMAND = "demand"
    CAPACITY = "capacity"
    COMPETITION = "competition"
    CUSTOMERS = "customers"


@dataclass(frozen=True)
class Market:
    """One market; `type` is None until somebody judged it."""

    id: UUID
    name: str
    type: MarketType | None


@dataclass(frozen=True)
class MarketNote:
    """One dated observation with where it comes from."""

    id: UUID
    market: str
    topic: NoteTopic
    noted_on: dt.date
    text: str
    source: str
