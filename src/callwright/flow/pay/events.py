"""What happened in the pay stage."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from callwright.platform.events import Event


@dataclass(frozen=True)
class StatementClosed(Event):
    """A person's statement of a month ("2026-10") was closed; it never changes again."""

    statement_id: UUID
    person_id: UUID
    month: str
