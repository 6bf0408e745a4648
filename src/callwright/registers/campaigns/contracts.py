"""What leaves the campaigns register."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID


class DialingMode(StrEnum):
    """How numbers are dialed (product §4.2); preview is the default."""

    MANUAL = "manual"
    PREVIEW = "preview"
    PROGRESSIVE = "progressive"
    PREDICTIVE = "predictive"
    CALLBACK = "callback"


class CampaignState(StrEnum):
    """Only a running campaign gets leads and calls."""

    DRAFT = "draft"
    RUNNING = "running"
    CLOSED = "closed"


@dataclass(frozen=True)
class ScriptStep:
    """A step of what is said: a name for programs, a title and a text for people."""

    step: str
    title: str
    text: str


@dataclass(frozen=True)
class Campaign:
    """One campaign. `target` is {industries, provinces, cities, sizes: list of words}; talk in seconds."""

    id: UUID
    code: str
    name: str
    product_code: str | None
    dialing_mode: DialingMode
    target: dict[str, Any]
    minimum_effective_talk_seconds: int
    state: CampaignState = CampaignState.RUNNING
    script: tuple[ScriptStep, ...] = ()

    @property
    def has_target(self) -> bool:
        """True when the target definition names at least one thing."""
        return any(bool(value) for value in self.target.values())
