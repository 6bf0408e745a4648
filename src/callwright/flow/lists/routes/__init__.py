"""Lists over HTTP; `router` carries all of them."""

from fastapi import APIRouter

from callwright.flow.lists.routes import (
    batches,
    files,
    gate,
    measuring,
    pairs,
    previewing,
    screening,
    supply,
    suppressions,
)

router = APIRouter(tags=["lists"])
for part in (previewing, pairs, suppressions, supply, measuring, batches, files, gate, screening):
    router.include_router(part.router)

__all__ = ["router"]
