"""Lists over HTTP; `router` carries all of them."""

from fastapi import APIRouter

from callwright.flow.lists.routes import batches, files, gate, pairs, previewing

router = APIRouter(tags=["lists"])
for part in (previewing, pairs, batches, files, gate):
    router.include_router(part.router)

__all__ = ["router"]
