"""What the lists stage tells the stages after it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from callwright.platform.events import Event


@dataclass(frozen=True)
class ListReleased(Event):
    """A batch may be called: it passed the gate, or an owner overrode it. Published once per batch."""

    batch_id: UUID
    campaign_code: str | None = None


@dataclass(frozen=True)
class ListFlagged(Event):
    """A released batch fell below the gate by what real calls found."""

    batch_id: UUID
    campaign_code: str | None = None


@dataclass(frozen=True)
class SuppressionsChanged(Event):
    """People changed the list of who must not be called; `kind` is the kind of suppression that changed."""

    kind: str
