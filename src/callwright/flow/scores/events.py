"""What happened in the scores stage."""

from __future__ import annotations

from dataclasses import dataclass

from callwright.platform.events import Event


@dataclass(frozen=True)
class ScoresClosed(Event):
    """A month ("2026-10") of scores was closed; it never changes again."""

    month: str
    scored: int
    overridden: bool
