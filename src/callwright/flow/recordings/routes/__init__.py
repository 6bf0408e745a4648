"""Recordings over HTTP, one file per matter."""

from fastapi import APIRouter

from callwright.flow.recordings.routes import keeping, sound

router = APIRouter(prefix="/api/recordings", tags=["recordings"])
router.include_router(keeping.router)
router.include_router(sound.router)

__all__ = ["router"]
