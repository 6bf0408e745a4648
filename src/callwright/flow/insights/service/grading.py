"""Scorecards and grades: versions and lines that never change."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from decimal import Decimal

from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts import Attempt
from callwright.flow.insights.contracts.grading import (
    CardItem,
    Grade,
    GradeKind,
    Mark,
    QualityResult,
    Scorecard,
)
from callwright.flow.insights.decide.grading import check_card, judged
from callwright.flow.insights.errors import (
    GradedAlready,
    GradeUnknown,
    NotGradable,
    OwnCall,
    ScorecardMoved,
    ScorecardUnknown,
)
from callwright.flow.insights.repository import grading as repository
from callwright.flow.insights.repository import sampling as draws_stored
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.ids import derive_id, new_id
from callwright.kernel.text import Text
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.rules.insights.grading import default_scorecard

STANDARD_FROM = dt.date(2020, 1, 1)


async def scorecards(session: Session) -> list[Scorecard]:
    """Every version, the one that begins last first; the product's own when none was published."""
    return await repository.scorecards(session) or [await card_on(session, STANDARD_FROM)]


async def card_on(session: Session, day: dt.date) -> Scorecard:
    """The version that grades calls of a company day."""
    found = await repository.scorecards(session, until=day)
    if found:
        return found[0]
    raw = default_scorecard()
    items = tuple(repository.item_of(item) for item in raw["items"])
    card = Scorecard(
        id=derive_id("insights.scorecard", raw["code"], 1),
        code=raw["code"],
        version=1,
        title=Text(**raw["title"]),
        pass_mark=Decimal(raw["pass_mark"]),
        items=items,
        effective_on=STANDARD_FROM,
        published_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC),
        published_by="Callwright",
    )
    check_card(card.items, card.pass_mark)
    await repository.save_scorecard(session, card)
    return card


async def publish_scorecard(
    session: Session,
    *,
    code: str,
    title: Text,
    pass_mark: Decimal,
    items: Sequence[CardItem],
    effective_on: dt.date,
    principal: Principal,
    now: dt.datetime,
) -> Scorecard:
    """A new version that grades calls from `effective_on` on; older calls keep theirs. ScorecardWrong (422)."""
    check_card(items, pass_mark)
    await card_on(session, STANDARD_FROM)
    known = [card.version for card in await repository.scorecards(session) if card.code == code]
    version = max(known, default=0) + 1
    card = Scorecard(
        id=derive_id("insights.scorecard", code, version),
        code=code,
        version=version,
        title=title,
        pass_mark=pass_mark,
        items=tuple(items),
        effective_on=effective_on,
        published_at=now,
        published_by=principal.name,
    )
    if not await repository.save_scorecard(session, card):
        raise ScorecardMoved(title=title.zh, version=version)
    details: dict[str, object] = {"version": version, "effective_on": effective_on.isoformat()}
    await record(
        session, principal, action="insights.publish_scorecard", object=f"scorecard:{code}", details=details
    )
    return card


async def scorecard(session: Session, scorecard_id: uuid.UUID) -> Scorecard:
    """One version; ScorecardUnknown (404)."""
    found = await repository.scorecards(session, ids=[scorecard_id])
    if not found:
        raise ScorecardUnknown
    return found[0]


async def grade_call(
    session: Session,
    *,
    attempt_id: uuid.UUID,
    scorecard_id: uuid.UUID,
    marks: Sequence[Mark],
    comment: str,
    principal: Principal,
    now: dt.datetime,
    calendar: CompanyCalendar,
) -> Grade:
    """Grade a call within scope: the first grader's line counts, later graders' are second opinions (calibration).

    AttemptNotFound (404), NotGradable, GradedAlready, ScorecardMoved (409), OwnCall (403), MarksWrong (422).
    """
    attempt = await calls.attempt(session, attempt_id, visible_people=principal.visible_people)
    if attempt.answered_at is None or attempt.person_id is None:
        raise NotGradable
    if principal.person_id == attempt.person_id:
        raise OwnCall
    day = calendar.day_of(attempt.started_at)
    card = await card_on(session, day)
    if card.id != scorecard_id:
        raise ScorecardMoved(title=card.title.zh, version=card.version)
    before = await repository.grades(session, visible_people=None, attempt_ids=[attempt_id])
    own = [one for one in before if one.by_account == principal.account_id and one.kind != GradeKind.DECISION]
    if own:
        raise GradedAlready
    kind = GradeKind.CALIBRATION if before else GradeKind.FIRST
    grade = line(
        attempt, card, marks, comment=comment, kind=kind, replaces=None, principal=principal, now=now, day=day
    )
    if not await repository.save_grade(session, grade):
        raise GradedAlready
    details: dict[str, object] = {"attempt": str(attempt_id), "kind": str(kind), "score": str(grade.score)}
    await record(session, principal, action="insights.grade", object=f"grade:{grade.id}", details=details)
    return grade


def line(
    attempt: Attempt,
    card: Scorecard,
    marks: Sequence[Mark],
    *,
    comment: str,
    kind: GradeKind,
    replaces: uuid.UUID | None,
    principal: Principal,
    now: dt.datetime,
    day: dt.date,
) -> Grade:
    """A line from marks; MarksWrong (422)."""
    assert attempt.person_id is not None
    found = judged(card, marks)
    return Grade(
        id=new_id(),
        attempt_id=attempt.id,
        person_id=attempt.person_id,
        scorecard_id=card.id,
        kind=kind,
        replaces=replaces,
        score=found.score,
        passed=found.passed,
        failed_items=found.failed_items,
        marks=tuple(marks),
        comment=comment,
        day=day,
        graded_at=now,
        by_account=principal.account_id,
        by_name=principal.name,
    )


async def grade(
    session: Session, grade_id: uuid.UUID, *, visible_people: frozenset[uuid.UUID] | None = None
) -> Grade:
    """One line; GradeUnknown (404) also outside scope."""
    found = await repository.grades(session, visible_people=visible_people, ids=[grade_id])
    if not found:
        raise GradeUnknown
    return found[0]


async def grades_of_call(session: Session, attempt_id: uuid.UUID, *, principal: Principal) -> list[Grade]:
    """The lines of a call that the asker may read, oldest first.

    Second opinions are for those who grade or lead. On a call that two graders grade blindly, a grader sees the
    others' lines only after the own one.
    """
    found = await repository.grades(
        session, visible_people=principal.visible_people, attempt_ids=[attempt_id]
    )
    if not principal.may("insights.grade") and not principal.may("insights.decide"):
        return [one for one in found if one.kind is not GradeKind.CALIBRATION]
    return await _unblinded(session, found, principal)


async def grades_page(
    session: Session,
    *,
    principal: Principal,
    person_id: uuid.UUID | None = None,
    passed: bool | None = None,
    first_day: dt.date | None = None,
    last_day: dt.date | None = None,
    offset: int = 0,
    limit: int = 50,
) -> tuple[list[Grade], int]:
    """One page of the lines in force within scope, newest first; those that are blind for the asker are left out."""
    found, total = await repository.standing_page(
        session,
        visible_people=principal.visible_people,
        person_id=person_id,
        passed=passed,
        first_day=first_day,
        last_day=last_day,
        offset=offset,
        limit=limit,
    )
    return await _unblinded(session, found, principal), total


async def _unblinded(session: Session, found: Sequence[Grade], principal: Principal) -> list[Grade]:
    """Without the lines of calls that the asker is still to grade blindly."""
    if not principal.may("insights.grade") or principal.may("insights.decide"):
        return list(found)
    attempts = {one.attempt_id for one in found if one.by_account != principal.account_id}
    blind = await draws_stored.blind_calls(session, attempts)
    if blind:
        lines = await repository.grades(session, visible_people=None, attempt_ids=blind)
        blind -= {one.attempt_id for one in lines if one.by_account == principal.account_id}
    return [one for one in found if one.attempt_id not in blind]


async def is_graded(session: Session, attempt_id: uuid.UUID) -> bool:
    """Whether a first line of the call exists."""
    return bool(await repository.graded_attempts(session, [attempt_id]))


async def quality_results(
    session: Session,
    *,
    first_day: dt.date,
    last_day: dt.date,
    visible_people: Collection[uuid.UUID] | None = None,
) -> list[QualityResult]:
    """What the lines in force of calls made in a period come to, per person in scope."""
    return await repository.results(
        session, visible_people=visible_people, first_day=first_day, last_day=last_day
    )


async def graded_of_person(
    session: Session, *, person_id: uuid.UUID, first_day: dt.date, last_day: dt.date
) -> list[Grade]:
    """The lines in force of a person's calls of a period, at most a thousand, newest first."""
    found, _ = await repository.standing_page(
        session,
        visible_people=None,
        person_id=person_id,
        passed=None,
        first_day=first_day,
        last_day=last_day,
        offset=0,
        limit=1000,
    )
    return found
