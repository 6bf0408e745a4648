"""Looking for calls, noting something at a second, seeing how it goes."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Any

from callwright.flow.insights.contracts import CheckHit, Verdict
from callwright.flow.insights.contracts.found import (
    SEARCHED_MEASURES,
    Comment,
    Drift,
    FoundCall,
    Search,
    TeamRange,
    WeekOfHits,
)
from callwright.flow.insights.errors import NothingToSearch, UnknownComment, UnknownHit
from callwright.flow.insights.repository import checking as checking_store
from callwright.flow.insights.repository import noting as repository
from callwright.flow.insights.repository import searching
from callwright.flow.insights.service.checking import checks_on
from callwright.kernel.ids import new_id
from callwright.platform.db import Session
from callwright.rules.engine.parameters import parameter
from callwright.rules.insights.matching import fold


async def search(
    session: Session,
    wanted: Search,
    *,
    visible_people: frozenset[uuid.UUID] | None,
    offset: int = 0,
    limit: int = 20,
) -> tuple[list[FoundCall], int]:
    """Calls of visible people, newest first, and how many (counted up to a thousand).

    Raises NothingToSearch when neither a word, a check nor a measure is given.
    """
    if not (fold(wanted.words) or wanted.check or wanted.measure in SEARCHED_MEASURES):
        raise NothingToSearch
    return await searching.found(session, wanted, visible=visible_people, offset=offset, limit=limit)


async def comments(session: Session, recording_id: uuid.UUID) -> list[Comment]:
    """The comments at the seconds of a recording the caller may see."""
    return await repository.comments(session, recording_id)


async def comment(
    session: Session,
    *,
    recording_id: uuid.UUID,
    at: float,
    text: str,
    author_id: uuid.UUID | None,
    author: str,
    now: dt.datetime,
) -> uuid.UUID:
    """Note something at a second of a recording the caller may see."""
    comment_id = new_id()
    values: dict[str, Any] = {
        "id": comment_id,
        "recording_id": recording_id,
        "at_ms": round(at * 1000),
        "text": text,
        "author_id": author_id,
        "author": author,
        "written_at": now,
    }
    await repository.add_comment(session, values)
    return comment_id


async def remove_comment(session: Session, *, comment_id: uuid.UUID, author_id: uuid.UUID | None) -> None:
    """Take back a comment of one's own; UnknownComment otherwise."""
    if not await repository.delete_comment(session, comment_id, author_id):
        raise UnknownComment


async def say_of_hit(
    session: Session,
    *,
    hit_id: uuid.UUID,
    verdict: Verdict,
    reason: str,
    by_name: str,
    visible_people: frozenset[uuid.UUID] | None,
    now: dt.datetime,
) -> CheckHit:
    """Say that a hit is right or wrong; the newest word counts. UnknownHit outside the scope."""
    said_of = await hit(session, hit_id=hit_id, visible_people=visible_people)
    await checking_store.add_verdict(
        session,
        {
            "id": new_id(),
            "hit_id": said_of.id,
            "recording_id": said_of.recording_id,
            "check_code": said_of.check,
            "rule_version": repository.FOUND_BY_A_MODEL.join(
                filter(None, [said_of.rule_version, said_of.judge])
            ),
            "verdict": str(verdict),
            "reason": reason,
            "by_name": by_name,
            "said_at": now,
        },
    )
    return said_of


async def hit(
    session: Session, *, hit_id: uuid.UUID, visible_people: frozenset[uuid.UUID] | None
) -> CheckHit:
    """One hit; UnknownHit outside the scope."""
    found = await checking_store.hit(session, hit_id, visible_people)
    if found is None:
        raise UnknownHit
    return found


async def drift(session: Session, *, on: dt.date) -> list[Drift]:
    """Checks people have looked at, those they overruled too often first."""
    limit = float(parameter("insights.drift_overruled", on=on).number)
    least = int(parameter("insights.drift_looked_at", on=on).number)
    titles = {check.code: check.title.text for check in await checks_on(session, on)}
    found = [
        Drift(code, titles[code], looked_at, wrong, looked_at >= least and wrong / looked_at >= limit)
        for code, looked_at, wrong in await repository.overruled(session)
        if code in titles
    ]
    return sorted(found, key=lambda one: (not one.warns, -one.overruled, one.check))


async def weeks_of_hits(
    session: Session, *, people: Collection[uuid.UUID] | None, first: dt.date, last: dt.date
) -> list[WeekOfHits]:
    """Hits by week and check of visible people, beside the judged calls."""
    return await repository.weeks(session, people=people, first=first, last=last)


async def team_ranges(session: Session, *, people: Collection[uuid.UUID]) -> list[TeamRange]:
    """The middle half of each measure over a team's calls: what is usual there. No single call can be read from it."""
    return [one for one in await repository.ranges(session, people) if one.calls >= FEWEST_CALLS]


FEWEST_CALLS = 5
"""Fewer calls than this give no range."""


async def progress(session: Session) -> dict[str, int]:
    """How many recordings were measured, written down, judged, and could not be heard."""
    return await repository.progress(session)


async def problems(
    session: Session, *, offset: int, limit: int
) -> tuple[list[tuple[uuid.UUID, str, str, str, dt.datetime]], int]:
    """A page of recordings that could not be heard: id, code, sentence in both languages, when."""
    return await repository.problems(session, offset=offset, limit=limit)
