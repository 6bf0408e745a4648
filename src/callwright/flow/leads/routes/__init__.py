"""Leads over HTTP: /api/leads; `router` carries all of it."""

from fastapi import APIRouter

from callwright.flow.leads.routes import leads, pool, tasks

router = APIRouter(tags=["leads"])
for part in (pool, tasks, leads):
    router.include_router(part.router)

__all__ = ["router"]
