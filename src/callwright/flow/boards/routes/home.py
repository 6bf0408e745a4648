"""The home page over HTTP: /api/home."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel

from callwright.flow.boards import service
from callwright.platform.http import PrincipalDep, SessionDep

router = APIRouter(prefix="/api/home", tags=["boards"])


class MilestoneOut(BaseModel):
    """One step of the thread and how many things of its kind are there; `page` is where they are shown."""

    code: str
    zh: str
    en: str
    count: int
    page: str


class HomeOut(BaseModel):
    """Whether the company is empty, and how far it has come."""

    empty: bool
    milestones: list[MilestoneOut]


@router.get("")
async def home(session: SessionDep, principal: PrincipalDep) -> HomeOut:
    """The home page's frame for whoever asks, within their scope. Findings come from /api/findings."""
    found = await service.home(session, principal)
    milestones = [
        MilestoneOut(code=each.code, zh=each.title.zh, en=each.title.en, count=each.count, page=each.page)
        for each in found.milestones
    ]
    return HomeOut(empty=found.empty, milestones=milestones)
