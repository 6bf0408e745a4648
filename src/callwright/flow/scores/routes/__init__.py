"""Goals, appraisal projects, cycles, scores and grades over HTTP."""

from fastapi import APIRouter

from callwright.flow.scores.routes import (
    cycle_settings,
    cycles,
    goals,
    grades,
    key_work,
    planning,
    projects,
    scores,
)

router = APIRouter(prefix="/api")
for part in (planning, key_work, goals, projects, cycle_settings, cycles, grades, scores):
    router.include_router(part.router)
