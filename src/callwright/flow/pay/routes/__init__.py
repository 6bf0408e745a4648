"""Pay over HTTP: /api/pay…; everybody sees the own statement, roles with `pay.read_others` more."""

from __future__ import annotations

from fastapi import APIRouter

from callwright.flow.pay.routes import disputes, payout, plans, seeing, statements

router = APIRouter()
for part in (plans, seeing, statements, disputes, payout):
    router.include_router(part.router)
