"""What leaves the boards."""

from __future__ import annotations

from dataclasses import dataclass

from callwright.kernel.text import Text


@dataclass(frozen=True)
class Milestone:
    """One step from a dirty list to a statement: how many things of its kind are there already."""

    code: str
    title: Text
    count: int
    page: str


@dataclass(frozen=True)
class Home:
    """The home page's frame: `empty` while the company has neither people nor lists."""

    empty: bool
    milestones: tuple[Milestone, ...]
