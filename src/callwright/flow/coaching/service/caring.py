"""The guard against burning out: signs are seen, the leader is told, and may soften the list mix for some days."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts import FINAL_REFUSALS, Attempt, Outcome
from callwright.flow.coaching import repository
from callwright.flow.coaching.contracts.growing import Care, Sign
from callwright.flow.coaching.decide.guard import signs
from callwright.flow.coaching.errors import CareDone, CareUnknown, EasingTooLong
from callwright.flow.coaching.models import CareRow
from callwright.flow.floor import service as floor
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.ids import derive_id
from callwright.platform.audit import record
from callwright.platform.auth import Principal
from callwright.platform.db import Session
from callwright.registers.staff import service as staff
from callwright.rules.coaching.growing import GrowingParameters, growing_parameters

REFUSALS = FINAL_REFUSALS | {Outcome.REFUSED}
MOST_CALLS = 100_000


async def say_mood(
    session: Session, *, person_id: UUID, mood: int, abused: bool, now: dt.datetime, calendar: CompanyCalendar
) -> None:
    """How the own day is, 1 to 5, and whether a customer was abusive; a later word replaces it."""
    day = calendar.day_of(now)
    values = {"person_id": person_id, "day": day, "mood": mood, "abused": abused, "said_at": now}
    await repository.save_mood(session, values)


async def mood_of_day(session: Session, *, person_id: UUID, day: dt.date) -> tuple[int, bool] | None:
    """What a person said about a day; only for the person."""
    rows = await repository.moods(session, [person_id], day, day)
    return (rows[0].mood, rows[0].abused) if rows else None


async def watch(
    session: Session, *, today: dt.date, now: dt.datetime, calendar: CompanyCalendar
) -> list[UUID]:
    """Look at every rep; keep the signs of those who show enough of them. Looking again renews, never doubles."""
    rules = growing_parameters(today)
    people = [one.id for one in await staff.people(session, on=today) if one.is_rep]
    told = []
    for person_id, found in (await _signs(session, people, today, rules, calendar)).items():
        if len(found) < rules.signs:
            continue
        told.append(person_id)
        await repository.save_care(
            session,
            {
                "id": derive_id("coaching.care", person_id, today),
                "person_id": person_id,
                "day": today,
                "signs": [{"code": one.code, "value": one.value, "limit": one.limit} for one in found],
                "seen_at": now,
            },
        )
    return sorted(told)


async def _signs(
    session: Session,
    people: Sequence[UUID],
    today: dt.date,
    rules: GrowingParameters,
    calendar: CompanyCalendar,
) -> dict[UUID, tuple[Sign, ...]]:
    scope = frozenset(people)
    first = today - dt.timedelta(days=2 * (rules.recent_days + rules.before_days))
    attempts, _ = await calls.attempts_page(
        session,
        visible_people=scope,
        start=calendar.bounds(today)[0],
        end=calendar.bounds(today)[1],
        limit=MOST_CALLS,
    )
    refused: dict[UUID, list[Attempt]] = defaultdict(list)
    for one in sorted(attempts, key=lambda each: (each.started_at, each.id)):
        if one.answered_at is not None and one.person_id is not None:
            refused[one.person_id].append(one)
    shares: dict[UUID, dict[dt.date, float]] = defaultdict(dict)
    yesterday = today - dt.timedelta(days=1)
    for day in await floor.day_figures(
        session, first_day=first, last_day=yesterday, visible_people=scope, calendar=calendar
    ):
        if day.utilisation is not None:
            shares[day.person_id][day.day] = day.utilisation
    moods: dict[UUID, dict[dt.date, int]] = defaultdict(dict)
    abused: dict[UUID, list[dt.date]] = defaultdict(list)
    for row in await repository.moods(session, people, today - dt.timedelta(days=rules.recent_days), today):
        moods[row.person_id][row.day] = row.mood
        if row.abused:
            abused[row.person_id].append(row.day)
    return {
        person: signs(
            refused_today=[one.outcome in REFUSALS for one in refused[person]],
            abused_on=abused[person],
            utilisation=shares[person],
            moods=moods[person],
            today=today,
            rules=rules,
        )
        for person in people
    }


async def cares_page(
    session: Session,
    *,
    visible_people: frozenset[UUID] | None,
    today: dt.date,
    offset: int = 0,
    limit: int = 50,
) -> tuple[list[Care], int]:
    """Kept signs in scope of the last thirty days, those nobody acted on first."""
    rows, total = await repository.cares(
        session,
        visible_people=visible_people,
        since=today - dt.timedelta(days=30),
        offset=offset,
        limit=limit,
    )
    return await _read(session, rows, today), total


async def act_on_care(
    session: Session,
    *,
    care_id: UUID,
    act: str,
    note: str,
    days: int,
    principal: Principal,
    now: dt.datetime,
    calendar: CompanyCalendar,
) -> Care:
    """Note that the leader talked, or softened the list mix for `days` days; CareUnknown (404), CareDone (409).

    EasingTooLong (422) above the days of the rules.
    """
    today = calendar.day_of(now)
    rules = growing_parameters(today)
    rows, _ = await repository.cares(session, visible_people=principal.visible_people, care_id=care_id)
    if not rows:
        raise CareUnknown
    if act == "eased" and not 1 <= days <= rules.easing_most_days:
        raise EasingTooLong(days=rules.easing_most_days)
    values = {"act": act, "note": note, "acted_at": now, "acted_by": principal.name}
    if not await repository.act_on_care(session, care_id, values):
        raise CareDone
    if act == "eased":
        await staff.ease(
            session,
            person_id=rows[0].person_id,
            starts_on=today,
            ends_on=today + dt.timedelta(days=days - 1),
            reason=note,
            by=principal.name,
            now=now,
        )
    details: dict[str, object] = {"act": act, "days": days if act == "eased" else 0}
    await record(session, principal, action="coaching.care", object=f"care:{care_id}", details=details)
    rows, _ = await repository.cares(session, visible_people=None, care_id=care_id)
    return (await _read(session, rows, today))[0]


async def _read(session: Session, rows: Sequence[CareRow], today: dt.date) -> list[Care]:
    names = {one.id: one.name for one in await staff.people(session)}
    eased = await staff.easings(session, on=today)
    return [
        Care(
            id=row.id,
            person_id=row.person_id,
            person=names[row.person_id],
            day=row.day,
            signs=tuple(Sign(**sign) for sign in row.signs),
            act=row.act,
            note=row.note,
            acted_at=row.acted_at,
            acted_by=row.acted_by,
            eased_until=eased[row.person_id].ends_on if row.person_id in eased else None,
        )
        for row in rows
    ]
