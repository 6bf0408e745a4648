"""The HTTP application: API of all rooms, sign-in, and the built page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from starlette.middleware.gzip import GZipMiddleware

import callwright
from callwright.app import routes_account, routes_jobs, routes_sample, sip_socket
from callwright.app.page import mount_page
from callwright.app.registry import import_jobs, routers
from callwright.app.settings import Settings
from callwright.app.wiring import build_runtime
from callwright.platform.http.problems import add_problem_handlers
from callwright.platform.push import routes as push_routes
from callwright.platform.push.listening import running_hub
from callwright.platform.runtime import Runtime

_SECURITY_HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "content-security-policy": (
        "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
        "script-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
    ),
}


def create_app(settings: Settings | None = None, runtime: Runtime | None = None) -> FastAPI:
    """Build the application; without a runtime it is built when the server starts."""
    settings = settings or Settings()
    import_jobs()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.runtime = runtime or build_runtime(settings)
        async with running_hub(app.state.runtime.database) as app.state.push_hub:
            yield
        if runtime is None:
            await app.state.runtime.database.dispose()

    version = getattr(callwright, "__version__", "0.1.0")
    app = FastAPI(title="Callwright 话匠", version=version, lifespan=lifespan, docs_url="/api/docs", redoc_url=None,
                  openapi_url="/api/openapi.json")  # fmt: skip
    app.state.settings = settings
    if runtime is not None:
        app.state.runtime = runtime
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    app.middleware("http")(_security_headers)
    add_problem_handlers(app)
    for router in (
        routes_account.router,
        routes_jobs.router,
        routes_sample.router,
        push_routes.router,
        sip_socket.router,
        *routers(),
    ):
        app.include_router(router)
    mount_page(app)
    return app


async def _security_headers(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
    response = await answer(request)
    for name, value in _SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)
    if request.url.path.startswith("/api/"):
        response.headers.setdefault("cache-control", "no-store")
    return response
