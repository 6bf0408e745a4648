"""What the owner sees and decides of the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from callwright.kernel.text import Text


@dataclass(frozen=True)
class RuleView:
    """One rule as it holds today (product §11). `value` is in force, `lawful` is the text's own.

    `verified`: the text, or a faithful report of it, was read. `confirmed`: the owner decided about it. `open`:
    neither, so it is a default that waits for the owner. `standing`: it is in force (a trade once confirmed).
    """

    id: str
    country: str
    regions: tuple[str, ...]
    kind: str
    title: Text
    value: Mapping[str, Any]
    lawful: Mapping[str, Any]
    since: date
    source: str
    links: tuple[str, ...]
    note: str
    verified: bool
    confirmed: bool
    open: bool
    standing: bool
    enforced: str
    how: Text
    checked_until: date
    decided_by: str
    decided_at: datetime | None
    reason: str
