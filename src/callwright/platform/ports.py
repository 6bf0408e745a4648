"""Where the rooms ask for the outside world: port (a Protocol) in, adapter out. Filled only by `app/wiring`."""

from __future__ import annotations

from typing import Any, TypeVar, cast

P = TypeVar("P")


class Ports:
    """A table from port to the adapter that `app` chose for it."""

    def __init__(self) -> None:
        self._adapters: dict[Any, object] = {}

    def provide(self, port: type[P], adapter: P) -> None:
        """Plug `adapter` in for `port`; a later call replaces it (tests do)."""
        self._adapters[port] = adapter

    def get(self, port: type[P]) -> P:
        """The adapter for `port`; LookupError when `app/wiring` forgot it."""
        try:
            return cast("P", self._adapters[port])
        except KeyError:
            raise LookupError(f"no adapter is wired for the port {port.__name__}") from None
