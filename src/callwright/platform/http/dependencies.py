"""What a route may ask for. The session commits when the request ends well: the request is the edge."""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator
from typing import Annotated, Any, cast

from fastapi import Depends, Request

from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.clock import Clock
from callwright.platform.auth.contracts import ScopeLoader
from callwright.platform.auth.errors import ForgedRequest, NotSignedIn
from callwright.platform.auth.roles import permissions_of
from callwright.platform.auth.secrets import csrf_token_of
from callwright.platform.auth.service import account_of_session
from callwright.platform.db import Session
from callwright.platform.ports import Ports
from callwright.platform.principal import Principal
from callwright.platform.runtime import Runtime

SESSION_COOKIE = "callwright_session"
CSRF_HEADER = "x-csrf-token"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def runtime_of(request: Request) -> Runtime:
    """The running product of this process."""
    return cast("Runtime", request.app.state.runtime)


RuntimeDep = Annotated[Runtime, Depends(runtime_of)]


async def _session(request: Request) -> AsyncIterator[Session]:
    async with runtime_of(request).database.transaction() as session:
        yield session


SessionDep = Annotated[Session, Depends(_session, scope="function")]


async def _principal(request: Request, session: SessionDep) -> Principal:
    runtime = runtime_of(request)
    token = request.cookies.get(SESSION_COOKIE, "")
    account = await account_of_session(session, token, runtime.clock.now()) if token else None
    if account is None:
        raise NotSignedIn
    if request.method not in _SAFE:
        sent = request.headers.get(CSRF_HEADER, "").encode()
        if not hmac.compare_digest(sent, csrf_token_of(token).encode()):
            raise ForgedRequest
    roles = frozenset(account.roles)
    loader = runtime.ports.get(ScopeLoader)
    scope = await loader.load(session, account_id=account.id, roles=roles)
    return Principal(
        account_id=account.id,
        name=account.name,
        roles=roles,
        permissions=permissions_of(roles),
        person_id=scope.person_id,
        visible_people=scope.visible_people,
        language=account.language,
    )


PrincipalDep = Annotated[Principal, Depends(_principal)]


def require(permission: str) -> Any:
    """Demand a permission of whoever asks: 401 when signed out, 403 without it. Used inside `Annotated`."""

    def check(principal: PrincipalDep) -> Principal:
        principal.demand(permission)
        return principal

    return Depends(check)


def _ports(runtime: RuntimeDep) -> Ports:
    return runtime.ports


def _clock(runtime: RuntimeDep) -> Clock:
    return runtime.clock


def _calendar(runtime: RuntimeDep) -> CompanyCalendar:
    return runtime.calendar


PortsDep = Annotated[Ports, Depends(_ports)]
ClockDep = Annotated[Clock, Depends(_clock)]
CalendarDep = Annotated[CompanyCalendar, Depends(_calendar)]
