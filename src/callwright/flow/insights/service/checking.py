"""Judging calls by the checks of their day, and reading what was found."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Collection

from callwright.flow.calls import service as calls
from callwright.flow.insights.contracts import (
    CheckHit,
    CheckInForce,
    Family,
    HitCount,
    Kind,
    Speaker,
    Transcript,
)
from callwright.flow.insights.decide.spoken import conversation
from callwright.flow.insights.repository import checking as repository
from callwright.flow.insights.repository import measures as measuring_store
from callwright.flow.insights.repository import saying as saying_store
from callwright.flow.insights.service.saying import script_of
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.ids import derive_id
from callwright.platform.db import Session
from callwright.rules.insights import shipped
from callwright.rules.insights.conversation import Conversation
from callwright.rules.insights.judging import Hit, judge
from callwright.rules.insights.language import Check, read_check


async def checks_on(session: Session, day: dt.date) -> list[Check]:
    """The checks as they hold for calls of a day, the company's own versions among them."""
    own = [
        read_check({**row.rule, "from": row.effective_from, "number": row.number})
        for row in await repository.versions(session)
    ]
    return shipped.checks(day, own)


async def checks_in_force(session: Session, *, on: dt.date) -> list[CheckInForce]:
    """The checks that hold for calls of a day."""
    return [in_force(check) for check in await checks_on(session, on)]


def in_force(check: Check) -> CheckInForce:
    """A check as it leaves the stage."""
    return CheckInForce(
        code=check.code,
        version=check.version,
        family=Family(check.family),
        kind=Kind(check.kind),
        title=check.title.text,
        why=check.why.text,
        role=check.role,
        since=check.start,
        source=check.source,
        own=check.number > 0,
    )


async def judge_call(
    session: Session, *, recording_id: uuid.UUID, now: dt.datetime, calendar: CompanyCalendar
) -> list[CheckHit]:
    """Judge one call by the checks of the company day it was made on; empty when it has no transcript.

    Judging again replaces the hits; what people said about a hit stays with it.
    """
    transcript = (await saying_store.transcripts(session, [recording_id])).get(recording_id)
    if transcript is None:
        return []
    attempt = await calls.attempt(session, transcript.call_id)
    day = calendar.day_of(attempt.started_at)
    checks = await checks_on(session, day)
    measured = (await measuring_store.of_attempts(session, [transcript.call_id])).get(transcript.call_id)
    seconds = measured.measures.duration_seconds if measured else attempt.talk_seconds
    script = await script_of(session, attempt.campaign_code)
    found = judge(conversation(transcript.sentences, seconds, script), checks)
    hits = [hit_of(transcript, day, hit) for hit in found]
    await repository.save_hits(
        session,
        hits,
        recording_id=recording_id,
        person_id=transcript.person_id,
        day=day,
        at=now,
        rules=fingerprint(checks),
    )
    await saying_store.index(
        session,
        transcript,
        started_at=attempt.started_at,
        measures=measured.measures if measured else None,
        checks={hit.check for hit in hits},
    )
    return hits


async def talks(session: Session, transcripts: Collection[Transcript]) -> dict[uuid.UUID, Conversation]:
    """Calls as the rules see them when they are judged, by recording: sentences, length, script of the campaign."""
    ids = [one.call_id for one in transcripts]
    attempts = await calls.attempts(session, ids)
    measured = await measuring_store.of_attempts(session, ids)
    codes = {one.campaign_code for one in attempts.values()}
    scripts = {code: await script_of(session, code) for code in codes}
    found = {}
    for one in transcripts:
        attempt, known = attempts[one.call_id], measured.get(one.call_id)
        seconds = known.measures.duration_seconds if known else attempt.talk_seconds
        found[one.recording_id] = conversation(one.sentences, seconds, scripts[attempt.campaign_code])
    return found


async def unjudged(session: Session) -> list[uuid.UUID]:
    """Recordings with a transcript that were not judged yet."""
    return sorted(await saying_store.transcribed_ids(session) - await repository.judged_ids(session))


async def hits_of_call(session: Session, call_id: uuid.UUID) -> list[CheckHit]:
    """The hits of a call the caller may see, in the order of its sentences."""
    return await repository.hits(session, attempt_ids=[call_id])


async def hits_of_people(
    session: Session,
    *,
    people: Collection[uuid.UUID] | None,
    first: dt.date | None = None,
    last: dt.date | None = None,
    checks: Collection[str] | None = None,
    kinds: Collection[Kind] | None = None,
    offset: int = 0,
    limit: int | None = None,
) -> list[CheckHit]:
    """Hits in calls of people (None = everybody) made from `first` to `last`, company days, both included.

    Newest day first. Hits judged wrong are among them (`verdict`).
    """
    return await repository.hits(
        session,
        people=people,
        first=first,
        last=last,
        checks=checks,
        kinds=kinds,
        offset=offset,
        limit=limit,
    )


async def hit_counts(
    session: Session,
    *,
    people: Collection[uuid.UUID] | None,
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> list[HitCount]:
    """How often each check hit for each person in a period; hits judged wrong do not count."""
    return await repository.counts(session, people=people, first=first, last=last)


def fingerprint(checks: Collection[Check]) -> str:
    """Names a set of versions: calls judged by the same set have the same one."""
    return hashlib.sha256("\n".join(sorted(check.version for check in checks)).encode()).hexdigest()[:16]


def hit_of(transcript: Transcript, day: dt.date, hit: Hit) -> CheckHit:
    """A hit of the rules as it leaves the stage."""
    said, check = hit.sentence, hit.check
    return CheckHit(
        id=derive_id("insights.hit", transcript.recording_id, check.code, said.position, said.text),
        recording_id=transcript.recording_id,
        call_id=transcript.call_id,
        person_id=transcript.person_id,
        day=day,
        check=check.code,
        rule_version=check.version,
        family=Family(check.family),
        kind=Kind(check.kind),
        title=check.title.text,
        speaker=Speaker(said.speaker),
        turn=said.position,
        start=said.start,
        end=said.end,
        quote=said.text,
        better=hit.better,
    )
