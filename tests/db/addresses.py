"""Every address the application serves, read from its router."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute


def addresses_of(app: FastAPI, *prefixes: str) -> set[tuple[str, str]]:
    """(method, path) of everything below some paths, whether it is described in OpenAPI or not."""
    return {(method, path) for method, path in _served(app.routes, "") if path.startswith(prefixes)}


def _served(routes: Iterable[Any], prefix: str) -> Iterator[tuple[str, str]]:
    for route in routes:
        if isinstance(route, APIRoute):
            yield from ((method, prefix + route.path) for method in route.methods - {"HEAD"})
        elif hasattr(route, "original_router"):  # a router that was included, kept as it is by FastAPI
            context = route.include_context
            yield from _served(route.original_router.routes, prefix + context.prefix)
