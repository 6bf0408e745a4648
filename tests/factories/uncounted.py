"""What practice calls may leave behind, and that everything else is as it was before them."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text

from callwright.flow.calls import service as calls
from callwright.flow.coaching import service as coaching
from callwright.flow.insights import service as insights
from callwright.flow.recordings import service as recordings
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.runtime import Runtime

CALENDAR = CompanyCalendar()
PRACTICE = {
    "live_attempt": "SELECT count(*) FROM calls.live_attempt WHERE practice <> ''",
    "recording": "SELECT count(*) FROM recordings.recording WHERE practice_id IS NOT NULL",
    "practice_review": "SELECT count(*) FROM insights.practice_review",
}
"""The tables in which a practice call stands."""
BESIDE = frozenset(
    {
        "calls.live_attempt",
        "calls.practice_host",
        "recordings.recording",
        "recordings.data_key",
        "insights.practice_review",
        # What people and switch do, which is not counted as calls: orders to the dialer, phones, and the time of day.
        "calls.command",
        "calls.agent_leg",
        "floor.phone",
        "floor.current_state",
        "floor.state_interval",
    }
)
MACHINERY = ("events", "jobs", "audit", "public", "information_schema", "pg_catalog", "pg_toast", "auth")
"""Schemas of the platform: what was said and done, from which no figure is made."""

_CONTENT = (
    "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM {name} t"
)


async def practice_rows(runtime: Runtime) -> dict[str, int]:
    """How many rows of practice calls there are, by table."""
    async with runtime.database.transaction() as session:
        return {name: await session.scalar(text(query)) or 0 for name, query in PRACTICE.items()}


async def uncounted(runtime: Runtime, at: datetime) -> dict[str, Any]:
    """Every row of every table but those beside, and every figure that reads a table of those beside."""
    return {"tables": await _tables(runtime), **await figures(runtime, at)}


async def _tables(runtime: Runtime) -> dict[str, str]:
    async with runtime.database.transaction() as session:
        named = await session.execute(
            text(
                "SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname <> ALL(:machinery) ORDER BY 1"
            ),
            {"machinery": list(MACHINERY)},
        )
        names = [one for one in named.scalars() if one not in BESIDE]
        assert len(names) > 50, names
        found = {}
        for name in names:
            found[name] = await session.scalar(text(_CONTENT.format(name=name))) or ""
    return found


async def figures(runtime: Runtime, at: datetime) -> dict[str, Any]:
    """What is counted from live attempts and recordings, and what people see of a day."""
    today = CALENDAR.day_of(at)
    start, end = CALENDAR.bounds(today)[0], CALENDAR.bounds(today)[1]
    async with runtime.database.transaction() as session:
        return {
            "activity": await calls.activity(session, start=start, end=end),
            "by_day": await calls.activity_by_day(session, first_day=today, last_day=today),
            "ladder": await calls.ladder(session, start=start, end=end),
            "attempts": await calls.attempts_page(session),
            "first_and_last": await calls.first_and_last_start(session),
            "campaigns": await calls.board_campaigns(session, at=at, calendar=CALENDAR),
            "lines": [
                (one.name, one.in_use, one.used_today)
                for one in await calls.board_lines(session, at=at, calendar=CALENDAR)
            ],
            "answered": await calls.answered_by_day(session, "", since=start, calendar=CALENDAR),
            "untold": await calls.tell_settled(session, now=at, calendar=CALENDAR),
            "own_calls": await calls.own_answered_attempts(
                session, ended_from=start - timedelta(days=1), ended_before=end
            ),
            "simulated": await calls.only_simulated(session),
            "trunks": await calls.all_trunks(session),
            "paired": await recordings.paired_recordings(session),
            "pairable": await recordings.pair_waiting(session),
            "missing": await recordings.missing_recordings(session),
            "lacking": await recordings.calls_without_recording(session, now=at + timedelta(days=1)),
            "measured": await insights.measured_calls(session),
            "hits": await insights.hits_of_people(session, people=None),
            "hit_counts": await insights.hit_counts(session, people=None),
            "weeks": await insights.weeks_of_hits(session, people=None, first=today, last=today),
            "progress": await insights.progress(session),
            "unheard": await insights.unheard(session),
            "unjudged": await insights.unjudged(session),
        }


async def mirror(runtime: Runtime, person_id: uuid.UUID, at: datetime) -> Any:
    """One person's own numbers: ladder, talk, probability panels."""
    async with runtime.database.transaction() as session:
        found = await coaching.my_numbers(
            session, person_id=person_id, day=CALENDAR.day_of(at), now=at, calendar=CALENDAR
        )
    talk = found.time.talk_seconds if found.time else 0
    return found.ladder, found.panels, talk
