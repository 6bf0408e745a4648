"""The HTTP edge every stage uses: session, principal, permission, paging, problem+json."""

from callwright.platform.http.dependencies import (
    CalendarDep,
    ClockDep,
    PortsDep,
    PrincipalDep,
    RuntimeDep,
    SessionDep,
    require,
)
from callwright.platform.http.paging import Page, PageParams

__all__ = [
    "CalendarDep",
    "ClockDep",
    "Page",
    "PageParams",
    "PortsDep",
    "PrincipalDep",
    "RuntimeDep",
    "SessionDep",
    "require",
]
