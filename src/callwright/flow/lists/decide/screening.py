"""What a batch's screening for a campaign came to: who is suppressed, how well the rest fits (product §2.5, §2.6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Screening:
    """The stored summary. `suppressed` counts contacts once, `by_kind` per kind; `fit` see `decide.fit.summary_of`.

    `campaign_code` is "" for a batch without a campaign, which has no target to fit.
    """

    batch_id: UUID
    campaign_code: str
    at: datetime
    contacts: int
    suppressed: int
    by_kind: dict[str, int]
    target: dict[str, Any]
    fit: dict[str, Any]

    @property
    def callable(self) -> int:
        """Contacts that may be called as things stand."""
        return self.contacts - self.suppressed


@dataclass(frozen=True)
class SuppressedContact:
    """One contact of a batch and one reason why it must not be called; `row` is its first row in the batch."""

    contact_id: UUID
    kind: str
    until: datetime | None
    reason: str
    source: str
    company: str
    person: str
    row: int
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class ScoredContact:
    """One contact of a batch with its fit, each criterion answered (see `decide.fit.explained`)."""

    contact_id: UUID
    company: str
    person: str
    score: str | None
    explained: list[dict[str, Any]]
