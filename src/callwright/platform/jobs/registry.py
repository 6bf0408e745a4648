"""The visible list of job handlers. A stage's `jobs.py` declares them; `app/registry` imports those modules."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

JobHandler = Callable[..., Awaitable[dict[str, Any]]]

_HANDLERS: dict[str, JobHandler] = {}


def job(name: str) -> Callable[[JobHandler], JobHandler]:
    """Declare a handler for the job "room.verb": `async def handler(context, **arguments) -> result`.

    A handler runs at least once: it may be killed anywhere and started anew with the same arguments.
    """

    def declare(handler: JobHandler) -> JobHandler:
        if name in _HANDLERS and _HANDLERS[name] is not handler:
            raise RuntimeError(f"two handlers for the job {name}")
        _HANDLERS[name] = handler
        return handler

    return declare


def handler_of(name: str) -> JobHandler:
    """The handler of a job; LookupError when its module is not listed in `app/registry`."""
    try:
        return _HANDLERS[name]
    except KeyError:
        raise LookupError(f"no handler is registered for the job {name}") from None


def job_names() -> list[str]:
    """All declared job names, sorted."""
    return sorted(_HANDLERS)
