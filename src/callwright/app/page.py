"""Serves the built page: files as they are, every other path outside the API is the page itself."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException

import callwright

PAGE_FOLDER = Path(callwright.__file__).parent / "webui"
_NOT_BUILT = "The page is not built yet. Run `make setup` (网页尚未构建，请运行 `make setup`).\n"


def mount_page(app: FastAPI) -> None:
    """Add the catch-all route; it comes last, after the API."""

    @app.api_route("/{path:path}", methods=["GET", "HEAD"], include_in_schema=False)
    async def page(path: str) -> Response:
        if path.startswith("api/"):
            raise HTTPException(404)
        return _answer(path)


def _answer(path: str) -> Response:
    index = PAGE_FOLDER / "index.html"
    if not index.exists():
        return PlainTextResponse(_NOT_BUILT, status_code=503)
    wanted = (PAGE_FOLDER / path).resolve()
    inside = wanted.is_relative_to(PAGE_FOLDER.resolve())
    if path and inside and wanted.is_file():
        age = "public, max-age=31536000, immutable" if path.startswith("assets/") else "no-cache"
        return FileResponse(wanted, headers={"cache-control": age})
    if "." in path.rsplit("/", 1)[-1]:
        raise HTTPException(404)
    return FileResponse(index, headers={"cache-control": "no-cache"})
