"""The company's own versions of checks: written, tried on past calls, published from a day on."""

from __future__ import annotations

import asyncio
import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from typing import Any

from callwright.flow.insights.contracts import CheckHit, Family
from callwright.flow.insights.contracts.found import FamilyAccuracy, HeardAccuracy, Preview, WrittenRule
from callwright.flow.insights.errors import RuleInThePast, RuleNotValid, UnknownCheck
from callwright.flow.insights.repository import checking as repository
from callwright.flow.insights.repository import saying as saying_store
from callwright.flow.insights.service.checking import checks_on, hit_of, in_force, talks
from callwright.kernel.ids import new_id
from callwright.platform.db import Session
from callwright.rules.engine.parameters import parameter
from callwright.rules.insights.accuracy import JUDGED, Accuracy, accuracy
from callwright.rules.insights.heard import Hearing, accuracy_as_heard, hearings
from callwright.rules.insights.judging import judge
from callwright.rules.insights.language import Check, read_check

OWN = ("from", "number", "source", "approver")
"""What publishing fills in itself."""


async def rules(session: Session, *, on: dt.date) -> list[WrittenRule]:
    """The checks in force on a day with their rules as written."""
    published = await repository.versions(session)
    coming: dict[str, list[str]] = {}
    for row in published:
        if row.effective_from > on:
            coming.setdefault(row.code, []).append(f"{row.code}@{row.effective_from}#{row.number}")
    return [_written(check, coming.get(check.code, [])) for check in await checks_on(session, on)]


async def rule(session: Session, code: str, *, on: dt.date) -> WrittenRule:
    """One check with its rule; UnknownCheck when none has the code on that day."""
    found = next((one for one in await rules(session, on=on) if one.check.code == code), None)
    if found is None:
        raise UnknownCheck(code=code)
    return found


def _written(check: Check, coming: Collection[str]) -> WrittenRule:
    written = {name: value for name, value in check.as_written().items() if name not in OWN}
    return WrittenRule(in_force(check), written, tuple(coming))


def draft(rule: dict[str, Any], *, start: dt.date, number: int, by: str, reason: str) -> Check:
    """A rule as somebody wrote it, as a version; RuleNotValid says what is wrong with it."""
    written = {name: value for name, value in rule.items() if name not in OWN}
    try:
        return read_check(
            written | {"from": start, "number": number, "approver": by, "source": reason or "draft"}
        )
    except ValueError as fault:
        raise RuleNotValid(reason=str(fault)) from fault


async def preview(
    session: Session,
    rule: dict[str, Any],
    *,
    visible_people: frozenset[uuid.UUID] | None,
    today: dt.date,
    calls: int = 300,
) -> Preview:
    """Try a draft on the newest calls of visible people; nothing is stored."""
    check = draft(rule, start=today, number=1, by="draft", reason="draft")
    recordings = await repository.newest_judged(session, people=visible_people, limit=calls)
    transcripts = await saying_store.transcripts(session, [recording for recording, _ in recordings])
    heard = await talks(session, list(transcripts.values()))
    beside = [
        one for one in await checks_on(session, today) if check.otherwise and one.family == check.family
    ]
    checks = [check, *(one for one in beside if one.code != check.code)]
    hits: list[CheckHit] = []
    for recording_id, day in recordings:
        if recording_id in heard:
            found = judge(heard[recording_id], checks)
            own = (hit for hit in found if hit.check.code == check.code)
            hits += [hit_of(transcripts[recording_id], day, hit) for hit in own]
    now = await repository.hits(session, recording_ids=list(transcripts), checks=[check.code])
    known, tried = {hit.id for hit in now}, {hit.id for hit in hits}
    judged = await _family_with(session, check, today)
    return Preview(
        calls=len(transcripts),
        hits=tuple(hits),
        new=frozenset(tried - known),
        lost=tuple(hit for hit in now if hit.id not in tried),
        precision=judged.precision if judged else None,
        recall=judged.recall if judged else None,
    )


async def _family_with(session: Session, check: Check, today: dt.date) -> Accuracy | None:
    """The family of a draft on the tune half: the test half stays unseen, or its figures would mean nothing."""
    if check.family not in JUDGED:
        return None
    family = [
        one
        for one in await checks_on(session, today)
        if one.code != check.code and one.family == check.family
    ]
    judged = await asyncio.to_thread(accuracy, [*family, check], "tune")
    return next(one for one in judged if one.family == check.family)


async def publish(
    session: Session,
    rule: dict[str, Any],
    *,
    start: dt.date,
    reason: str,
    by: str,
    now: dt.datetime,
    today: dt.date,
) -> str:
    """Publish a version that holds for calls from `start` on; returns its name. Earlier days stay as judged.

    Raises RuleNotValid, or RuleInThePast when `start` lies before today.
    """
    if start < today:
        raise RuleInThePast(today=today.isoformat())
    code = str(rule.get("code", ""))
    number = max((row.number for row in await repository.versions(session, code)), default=0) + 1
    check = draft(rule, start=start, number=number, by=by, reason=reason)
    written = check.as_written()
    await repository.add_version(
        session,
        {
            "id": new_id(),
            "code": check.code,
            "number": number,
            "effective_from": start,
            "rule": {name: value for name, value in written.items() if name not in ("from", "number")},
            "reason": reason,
            "published_by": by,
            "published_at": now,
        },
    )
    return check.version


async def judged_from(session: Session, first: dt.date) -> list[uuid.UUID]:
    """Judged recordings of calls on or after a day: they are judged again when a version begins there."""
    return await repository.recordings_judged_from(session, first)


async def accuracies(session: Session, *, on: dt.date) -> list[FamilyAccuracy]:
    """How right each family is, with the versions of a day, on the test half of the labelled set."""
    bars = [float(parameter(f"insights.{name}_wanted", on=on).number) for name in ("precision", "recall")]
    return await asyncio.to_thread(_accuracies, await checks_on(session, on), *bars)


def _accuracies(checks: Sequence[Check], precision: float, recall: float) -> list[FamilyAccuracy]:
    heard = [(one, accuracy_as_heard(checks, one)) for one in hearings()]
    return [
        FamilyAccuracy(
            family=Family(one.family),
            **_figures(one, precision, recall),
            heard=tuple(
                HeardAccuracy(**_origin(hearing), **_figures(families[place], precision, recall))
                for hearing, families in heard
            ),
        )
        for place, one in enumerate(accuracy(checks, "test"))
    ]


def _figures(one: Accuracy, precision: float, recall: float) -> dict[str, Any]:
    names = ("sentences", "wrong", "found", "precision", "recall", "f1")
    meets = (one.precision or 0) >= precision and (one.recall or 0) >= recall
    return {name: getattr(one, name) for name in names} | {"meets": meets}


def _origin(hearing: Hearing) -> dict[str, Any]:
    names = ("engine", "model", "voice", "line", "made_on", "error_rate")
    return {name: getattr(hearing, name) for name in names}
