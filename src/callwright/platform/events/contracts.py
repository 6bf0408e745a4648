"""The base of every event, and its form in the database."""

from __future__ import annotations

import dataclasses
import uuid
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar, cast, get_type_hints

E = TypeVar("E", bound="Event")


@dataclass(frozen=True)
class Event:
    """A fact in the past tense. Fields are UUID, str, int, bool, Decimal, date, datetime or None; only ever added."""


def to_payload(event: Event) -> dict[str, Any]:
    """The JSON form of an event."""
    return {field.name: _plain(getattr(event, field.name)) for field in dataclasses.fields(event)}


def from_payload(kind: type[E], payload: dict[str, Any]) -> E:
    """The event a stored payload stands for; unknown old fields are dropped, missing new ones take defaults."""
    hints = get_type_hints(kind)
    names = {field.name for field in dataclasses.fields(kind)}
    return kind(**{name: _typed(value, hints[name]) for name, value in payload.items() if name in names})


def _plain(value: object) -> object:
    if isinstance(value, bool | int | str) or value is None:
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, uuid.UUID | Decimal):
        return str(value)
    raise TypeError(f"an event cannot carry {type(value).__name__}")


def _typed(value: object, hint: Any) -> object:
    if value is None or not isinstance(value, str):
        return value
    options = getattr(hint, "__args__", (hint,))
    for kind in (uuid.UUID, Decimal):
        if kind in options:
            return kind(value)
    for moment in (datetime, date):
        if moment in options:
            return cast("Any", moment).fromisoformat(value)
    return value
