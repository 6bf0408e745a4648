"""Coaching over HTTP, one file per matter."""

from fastapi import APIRouter

from callwright.flow.coaching.routes import caring, growing, library, my_numbers, practice, tasks

router = APIRouter(prefix="/api", tags=["coaching"])
router.include_router(my_numbers.router)
router.include_router(growing.router)
router.include_router(practice.router)
router.include_router(tasks.router)
router.include_router(caring.router)
router.include_router(library.router)

__all__ = ["router"]
