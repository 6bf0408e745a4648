"""The visible lists: which rooms bring tables, jobs and routes. Nothing registers itself by magic."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastapi import APIRouter

REGISTERS = ("contacts", "staff", "catalog", "campaigns", "markets", "goals")
STAGES = (
    "lists",
    "leads",
    "floor",
    "calls",
    "recordings",
    "insights",
    "coaching",
    "orders",
    "scores",
    "pay",
    "diagnosis",
    "boards",
)
PLATFORM_MODELS = ("jobs", "events", "auth", "audit")


def _rooms() -> list[str]:
    return [f"callwright.registers.{name}" for name in REGISTERS] + [
        f"callwright.flow.{name}" for name in STAGES
    ]


def _import_all(part: str) -> list[object]:
    """Import `part` of every room that has one."""
    return [import_module(f"{room}.{part}") for room in _rooms() if find_spec(f"{room}.{part}") is not None]


def import_models() -> None:
    """Make every table known to the metadata."""
    for name in PLATFORM_MODELS:
        import_module(f"callwright.platform.{name}.models")
    _import_all("models")


def import_jobs() -> None:
    """Make every job and subscriber known."""
    _import_all("jobs")
    for name in ("doctor", "sample"):
        import_module(f"callwright.app.{name}.jobs")


def routers() -> list[APIRouter]:
    """The routers of all rooms, in the order the data moves."""
    return [getattr(module, "router") for module in _import_all("routes")]  # noqa: B009 - module attribute
