"""The floor over HTTP: what was, the desk's own state and phone, the board, limits."""

from __future__ import annotations

from fastapi import APIRouter

from callwright.flow.floor.routes import board, desk, history, limits

router = APIRouter()
for part in (history, desk, board, limits):
    router.include_router(part.router)
