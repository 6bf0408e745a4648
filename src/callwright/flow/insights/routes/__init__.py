"""Insights over HTTP, one file per matter."""

from fastapi import APIRouter

from callwright.flow.insights.routes import (
    calls,
    disputes,
    exporting,
    grades,
    hits,
    outside,
    rules,
    said,
    sampling,
    scorecards,
    search,
)

router = APIRouter(prefix="/api", tags=["insights"])
for part in (calls, hits, said, exporting, search, rules, outside, scorecards, grades, disputes, sampling):
    router.include_router(part.router)

__all__ = ["router"]
