"""Boards over HTTP."""

from fastapi import APIRouter

from callwright.flow.boards.routes import home, partners

router = APIRouter()
for part in (home, partners):
    router.include_router(part.router)

__all__ = ["router"]
