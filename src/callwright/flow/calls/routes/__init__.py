"""Calls over HTTP: attempts and their import; what may be called and why; rules and what the owner decides."""

from __future__ import annotations

from fastapi import APIRouter

from callwright.flow.calls.routes import callable as callables
from callwright.flow.calls.routes import desk, lines, practice, records, rules, wallboard, webhook

router = APIRouter()
for part in (records, callables, rules, desk, practice, wallboard, lines, webhook):
    router.include_router(part.router)
