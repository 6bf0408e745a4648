"""Goals and scores over HTTP: /api/goals and /api/scores."""

from fastapi import APIRouter

from callwright.flow.scores.routes import goals, scores

router = APIRouter(prefix="/api")
router.include_router(goals.router)
router.include_router(scores.router)
