"""One person's day in the mirror."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from callwright.flow.calls import service as calls
from callwright.flow.calls.contracts import PersonDayActivity
from callwright.flow.coaching.contracts import MyNumbers, ProbabilityPanel, TimeUse
from callwright.flow.coaching.decide.mirror import STEPS, daily_goals, ladder, team_median
from callwright.flow.coaching.decide.probability import panel
from callwright.flow.floor import service as floor
from callwright.flow.floor.contracts import PersonDay
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.period import Month
from callwright.platform.db import Session
from callwright.registers.goals import service as goals
from callwright.registers.staff import service as staff
from callwright.registers.staff.contracts import Person
from callwright.rules.coaching.values import CoachingParameters, coaching_parameters

Counts = dict[dt.date, dict[str, int]]


async def my_numbers(
    session: Session,
    *,
    person_id: UUID,
    day: dt.date,
    calendar: CompanyCalendar,
    visible_people: frozenset[UUID] | None = None,
    now: dt.datetime | None = None,
) -> MyNumbers:
    """One person's day: ladder with goals, time use, own day before, team median, probability panels.

    With `now` a day that still runs counts its time up to then, else its whole shift.

    PersonNotFound (404) outside `visible_people`. "Yesterday" is the person's last day with calls before `day`.
    """
    person = await staff.person(session, person_id, visible_people=visible_people)
    rules = coaching_parameters(day)
    team = await _team(session, person, day)
    first_day = day - dt.timedelta(days=max(rules.window_days, rules.comparison_days) - 1)
    activities = await calls.activity_by_day(
        session,
        first_day=first_day,
        last_day=day,
        visible_people=frozenset(team) | {person_id},
        calendar=calendar,
    )
    own = _own_counts(activities, person_id)
    yesterday = _day_before(own, day, rules)
    days = await floor.day_figures(
        session,
        first_day=yesterday or day,
        last_day=day,
        visible_people=frozenset(team) | {person_id},
        calendar=calendar,
        now=now,
    )
    of_day = [one for one in activities if one.day == day and one.person_id in team]
    goals_of_day = daily_goals(day, await _monthly(session, person_id, day), rules.daily_goals)
    return MyNumbers(
        person_id=person_id,
        name=person.name,
        day=day,
        ladder=ladder(
            own.get(day, {}),
            yesterday=own[yesterday] if yesterday else None,
            team=[_counts(one) for one in of_day],
            goals=goals_of_day,
            minimum_team=rules.benchmark_minimum_people,
        ),
        time=_time(days, person_id, day),
        yesterday=yesterday,
        yesterday_time=_time(days, person_id, yesterday) if yesterday else None,
        utilisation_goal=rules.utilisation_goal,
        utilisation_benchmark=_team_utilisation(days, team, day, rules),
        panels=tuple(_panel(success, own, day, rules) for success in ("ordered", "interested")),
    )


async def _team(session: Session, person: Person, day: dt.date) -> set[UUID]:
    """The reps of the own team that day; without a team, of the own department."""
    everybody = await staff.people(session, on=day)
    return {
        one.id
        for one in everybody
        if one.is_rep
        and (one.team_id == person.team_id if person.team_id else one.department_id == person.department_id)
    }


async def _monthly(session: Session, person_id: UUID, day: dt.date) -> dict[str, Decimal]:
    """The person's monthly targets by indicator."""
    own = (await goals.cycle(session, Month.of(day))).of(person_id)
    return {target.indicator: target.target for target in own.indicators} if own else {}


def _counts(activity: PersonDayActivity) -> dict[str, int]:
    return {step: int(getattr(activity, step)) for step in STEPS}


def _own_counts(activities: Sequence[PersonDayActivity], person_id: UUID) -> Counts:
    return {one.day: _counts(one) for one in activities if one.person_id == person_id}


def _day_before(own: Mapping[dt.date, object], day: dt.date, rules: CoachingParameters) -> dt.date | None:
    earliest = day - dt.timedelta(days=rules.comparison_days)
    return max((one for one in own if earliest <= one < day), default=None)


def _time(days: Sequence[PersonDay], person_id: UUID, day: dt.date | None) -> TimeUse | None:
    for one in days:
        if one.person_id == person_id and one.day == day:
            return TimeUse(one.work_seconds, one.talk_seconds, one.utilisation, dict(one.lost))
    return None


def _team_utilisation(
    days: Sequence[PersonDay], team: set[UUID], day: dt.date, rules: CoachingParameters
) -> float | None:
    shares = [
        one.utilisation
        for one in days
        if one.day == day and one.person_id in team and one.utilisation is not None
    ]
    return team_median(shares, rules.benchmark_minimum_people)


def _panel(success: str, own: Counts, day: dt.date, rules: CoachingParameters) -> ProbabilityPanel:
    since = day - dt.timedelta(days=rules.window_days - 1)
    window = [counts for one, counts in own.items() if one >= since]
    return panel(
        success,
        dials=sum(counts["dials"] for counts in window),
        successes=sum(counts[success] for counts in window),
        today_calls=own.get(day, {}).get("dials", 0),
        confidence=rules.confidence,
        window_days=rules.window_days,
    )
