"""The figure the gate looks at, and the number-status services there are (product §2.7)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel

from callwright.flow.lists import service
from callwright.flow.lists.routes.shapes import Shape
from callwright.platform.http import ClockDep, SessionDep, require
from callwright.platform.principal import Principal
from callwright.rules.quality.number_status import status_providers

router = APIRouter(prefix="/api", tags=["lists"])


class GateSettingOut(Shape):
    """One choice of the gate's figure."""

    measure: str
    reason: str
    set_by: str
    set_at: datetime


class GateMeasureOut(BaseModel):
    """The figure in force, lower_bound or point, and every choice that was ever made, newest first."""

    measure: str
    history: list[GateSettingOut]


class GateMeasureIn(BaseModel):
    """The figure to look at from now on, and why."""

    measure: str
    reason: str


class ProviderOut(BaseModel):
    """A number-status service whose words are known: meaning → words."""

    id: str
    zh: str
    en: str
    words: dict[str, list[str]]
    version: str


@router.get("/gate-measure", dependencies=[require("lists.read")])
async def show_measure(session: SessionDep, clock: ClockDep) -> GateMeasureOut:
    """Whether the gate looks at the lower bound or at the point estimate."""
    return await _measure(session, clock)


@router.put("/gate-measure")
async def set_measure(
    session: SessionDep,
    clock: ClockDep,
    wanted: GateMeasureIn,
    principal: Annotated[Principal, require("lists.override")],
) -> GateMeasureOut:
    """Let the gate look at another figure from now on; the owner's right, with a reason, recorded."""
    await service.set_gate_measure(
        session, principal, measure=wanted.measure, reason=wanted.reason, at=clock.now()
    )
    return await _measure(session, clock)


async def _measure(session: SessionDep, clock: ClockDep) -> GateMeasureOut:
    measure, history = await service.gate_setting(session, on=clock.now().date())
    return GateMeasureOut(measure=measure, history=[GateSettingOut.model_validate(one) for one in history])


@router.get("/number-status-providers", dependencies=[require("lists.read")])
async def list_providers(clock: ClockDep) -> list[ProviderOut]:
    """The services whose words are described, with what each word means."""
    found = []
    for one in status_providers(clock.now().date()).values():
        words: dict[str, list[str]] = {}
        for word, meaning in one.meanings.items():
            words.setdefault(meaning, []).append(word)
        found.append(ProviderOut(id=one.id, **one.title.to_json(), words=words, version=one.version))
    return found
