"""Who listens to what: the visible table of subscribers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from callwright.platform.events.contracts import Event

Handler = Callable[..., Awaitable[None]]


@dataclass(frozen=True)
class Subscription:
    """One subscriber: its name ("room.verb"), the event class it listens to and the function."""

    name: str
    event: type[Event]
    handler: Handler


_SUBSCRIPTIONS: dict[str, Subscription] = {}


def subscriber(event: type[Event], name: str) -> Callable[[Handler], Handler]:
    """Declare `async def handler(context, session, event)` in a later stage's `jobs.py`."""

    def declare(handler: Handler) -> Handler:
        known = _SUBSCRIPTIONS.get(name)
        if known is not None and known.handler is not handler:
            raise RuntimeError(f"two subscribers are called {name}")
        _SUBSCRIPTIONS[name] = Subscription(name, event, handler)
        return handler

    return declare


def subscriptions_of(event: type[Event]) -> list[Subscription]:
    """The subscribers of an event class, by name."""
    found = [item for item in _SUBSCRIPTIONS.values() if item.event is event]
    return sorted(found, key=lambda item: item.name)


def subscription(name: str) -> Subscription:
    """One subscriber by name; LookupError when its module is not listed in `app/registry`."""
    try:
        return _SUBSCRIPTIONS[name]
    except KeyError:
        raise LookupError(f"no subscriber is called {name}") from None


def all_subscriptions() -> list[Subscription]:
    """Every subscriber, by event and name: the table in ARCHITECTURE.md."""
    return sorted(_SUBSCRIPTIONS.values(), key=lambda item: (item.event.__name__, item.name))


def event_classes() -> list[type[Event]]:
    """Every event class that was imported, by name."""
    return sorted(_descendants(Event), key=lambda kind: kind.__name__)


def _descendants(kind: type[Any]) -> set[type[Any]]:
    return {found for child in kind.__subclasses__() for found in {child, *_descendants(child)}}
