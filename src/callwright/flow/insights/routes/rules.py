"""The rules of the checks over HTTP: read, tried on past calls, published from a day on."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from callwright.flow.insights import service
from callwright.flow.insights.contracts import Family
from callwright.flow.insights.contracts.found import WrittenRule
from callwright.flow.insights.ports import Recognition
from callwright.flow.insights.routes.hits import CheckOut, HitOut, Reader, TextOut
from callwright.platform.audit import service as audit
from callwright.platform.http import CalendarDep, ClockDep, PortsDep, SessionDep, require
from callwright.platform.jobs import submit
from callwright.platform.principal import Principal

router = APIRouter()
Writer = Annotated[Principal, require("insights.write")]


class CheckRuleOut(BaseModel):
    """A check with its rule as written (the rule language of docs/howto/checks.md); `coming` versions begin later."""

    check: CheckOut
    rule: dict[str, Any]
    coming: list[str]


class CheckDraftRequest(BaseModel):
    """A rule as written."""

    rule: dict[str, Any]


class CheckPublishRequest(BaseModel):
    """A rule, the day from which it holds (today or later) and why."""

    rule: dict[str, Any]
    start: dt.date
    reason: str = Field(min_length=3, max_length=300)


class PublishedOut(BaseModel):
    """The name of the new version."""

    version: str


class CheckPreviewOut(BaseModel):
    """What a draft would do to the newest judged calls in the viewer's scope; nothing is stored.

    Precision and recall are those of the family with the draft on the half of the labelled set that rules may be
    tuned on.
    """

    calls: int
    hits: list[HitOut]
    new: int
    lost: list[HitOut]
    precision: float | None
    recall: float | None


class HeardAccuracyOut(BaseModel):
    """How right a family is on the test half as a recogniser heard it, spoken by a synthetic voice over a line."""

    model_config = ConfigDict(from_attributes=True)

    engine: str
    model: str
    voice: str
    line: str
    made_on: dt.date
    error_rate: float
    sentences: int
    wrong: int
    found: int
    precision: float | None
    recall: float | None
    f1: float | None
    meets: bool


class CheckAccuracyOut(BaseModel):
    """How right a family of checks is on the test half of the labelled set: as written, and as recognisers heard it."""

    model_config = ConfigDict(from_attributes=True)

    family: Family
    sentences: int
    wrong: int
    found: int
    precision: float | None
    recall: float | None
    f1: float | None
    meets: bool
    heard: list[HeardAccuracyOut]


class DriftOut(BaseModel):
    """How many of the hits people looked at they overruled."""

    model_config = ConfigDict(from_attributes=True)

    check: str
    title: TextOut
    looked_at: int
    overruled: int
    warns: bool


class SpeechOut(BaseModel):
    """What speech recognition this server has, and how far it has come with the recordings."""

    engine: str | None
    model: str | None
    missing: str | None
    measured: int
    written: int
    judged: int
    problems: int


@router.get("/insights/rules")
async def rules(
    session: SessionDep, principal: Reader, clock: ClockDep, calendar: CalendarDep, day: dt.date | None = None
) -> list[CheckRuleOut]:
    """Every check in force on a day (today when none is given) with its rule."""
    del principal
    return [_rule(one) for one in await service.rules(session, on=day or calendar.day_of(clock.now()))]


@router.post("/insights/rules/preview")
async def preview(
    session: SessionDep, principal: Writer, clock: ClockDep, calendar: CalendarDep, request: CheckDraftRequest
) -> CheckPreviewOut:
    """Try a draft on past calls: hits, which of them are new, which of today's it loses."""
    tried = await service.preview(
        session,
        request.rule,
        visible_people=principal.visible_people,
        today=calendar.day_of(clock.now()),
    )
    return CheckPreviewOut(
        calls=tried.calls,
        hits=[HitOut.model_validate(one) for one in tried.hits[:SHOWN]],
        new=len(tried.new),
        lost=[HitOut.model_validate(one) for one in tried.lost[:SHOWN]],
        precision=tried.precision,
        recall=tried.recall,
    )


SHOWN = 100
"""So many hits of a preview are shown."""


@router.post("/insights/rules", status_code=201)
async def publish(
    session: SessionDep,
    principal: Writer,
    clock: ClockDep,
    calendar: CalendarDep,
    request: CheckPublishRequest,
) -> PublishedOut:
    """Publish a version that holds for calls from its day on; calls of that day are judged again."""
    today = calendar.day_of(clock.now())
    version = await service.publish(
        session,
        request.rule,
        start=request.start,
        reason=request.reason,
        by=principal.name,
        now=clock.now(),
        today=today,
    )
    details: dict[str, object] = {"start": request.start.isoformat(), "reason": request.reason}
    await audit.record(session, principal, action="insights.publish", object=version, details=details)
    await submit(session, "insights.judge", {"first_day": request.start.isoformat()}, key=f"judge:{version}")
    return PublishedOut(version=version)


@router.get("/insights/accuracy")
async def accuracy(
    session: SessionDep, principal: Reader, clock: ClockDep, calendar: CalendarDep
) -> list[CheckAccuracyOut]:
    """How right today's checks are, measured now on the test half of the labelled set."""
    del principal
    found = await service.accuracies(session, on=calendar.day_of(clock.now()))
    return [CheckAccuracyOut.model_validate(one) for one in found]


@router.get("/insights/drift")
async def drift(
    session: SessionDep, principal: Writer, clock: ClockDep, calendar: CalendarDep
) -> list[DriftOut]:
    """Checks that people overrule."""
    del principal
    return [
        DriftOut.model_validate(one) for one in await service.drift(session, on=calendar.day_of(clock.now()))
    ]


@router.get("/insights/speech")
async def speech(session: SessionDep, principal: Reader, ports: PortsDep) -> SpeechOut:
    """The recogniser in use, or what is missing, and how far the recordings are."""
    del principal
    recognition = ports.get(Recognition)
    recogniser = recognition.recogniser()
    return SpeechOut(
        engine=recogniser.engine if recogniser else None,
        model=recogniser.model if recogniser else None,
        missing=None if recogniser else recognition.missing(),
        **await service.progress(session),
    )


def _rule(one: WrittenRule) -> CheckRuleOut:
    return CheckRuleOut(check=CheckOut.model_validate(one.check), rule=one.rule, coming=list(one.coming))
