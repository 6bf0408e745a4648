"""Two teams with measured calls, and whoever looks at them signed in over the real application."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

import httpx
from sqlalchemy import text
from tests.factories.voice_calls import stored, table

from callwright.app.api import create_app
from callwright.app.settings import Settings
from callwright.kernel.ids import derive_id
from callwright.platform.auth.service import invite, start_session
from callwright.platform.db import Session
from callwright.platform.http.dependencies import CSRF_HEADER, SESSION_COOKIE
from callwright.platform.runtime import Runtime
from callwright.registers.staff import service as staff

PEOPLE = """工号,姓名,部门,小组,角色,职级,入职日期,上级
L001,王组长,一部,甲组,组长,高级,2024-01-05,
L002,赵组长,一部,乙组,组长,高级,2024-01-05,
E001,张三,一部,甲组,电销代表,初级,2026-01-05,L001
E002,李四,一部,甲组,电销代表,初级,2026-10-20,L001
E003,孙七,一部,乙组,电销代表,初级,2026-01-05,L002
Q001,周质检,质检部,,质检,高级,2024-01-05,
Q002,吴质检,质检部,,质检,高级,2024-01-05,"""
DAY = dt.date(2026, 11, 18)


async def hire(session: Session) -> dict[str, UUID]:
    """The people by employee number."""
    await staff.import_roster(
        session, table=table(PEOPLE), source_file=stored("teams"), today=dt.date(2026, 11, 20)
    )
    return {one.employee_number: one.id for one in await staff.people(session)}


async def call(
    session: Session,
    person: UUID,
    number: int,
    *,
    day: dt.date = DAY,
    talk: int = 60,
    outcome: str = "answered",
    measured: bool = True,
    effective: bool = False,
    direction: str = "outbound",
    talk_share: float = 0.5,
    interruptions: int = 0,
) -> UUID:
    """One call at 09:00 Shanghai plus `number` minutes; `talk` 0 = not answered."""
    attempt, recording = (
        derive_id("test.call", person, day, number),
        derive_id("test.rec", person, day, number),
    )
    started = dt.datetime(day.year, day.month, day.day, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=number)
    values = {
        "id": attempt,
        "recording": recording,
        "person": person,
        "record": str(attempt),
        "e164": f"+86138{number % 100_000_000:08d}",
        "direction": direction,
        "started": started,
        "answered": started + dt.timedelta(seconds=5) if talk else None,
        "ended": started + dt.timedelta(seconds=5 + talk),
        "outcome": outcome,
        "name": f"{attempt}.wav" if measured else "",
        "key": str(attempt) if measured else "",
        "effective": effective,
        "frames": 8000 * (talk + 5),
        "duration": float(talk + 5),
        "share": talk_share,
        "interruptions": interruptions,
    }
    await session.execute(text(_ATTEMPT), values)
    if measured:
        await session.execute(text(_RECORDING), values)
        await session.execute(text(_MEASURES), values)
    return attempt


_ATTEMPT = """
INSERT INTO calls.attempt (id, line, system, record_id, content, person_id, e164, campaign_code, direction, started_at,
  answered_at, ended_at, outcome, raw_outcome, recording_name, recording_key, effective)
VALUES (:id, 0, 'test', :record, '', :person, :e164, 'autumn', :direction, :started, :answered, :ended, :outcome, '',
  :name, :key, :effective)
"""
_RECORDING = """
INSERT INTO recordings.recording (id, attempt_id, person_id, source, file_name, file_key, play_key, sha256, size, rate,
  channels, frames, truncated, agent_channel, outline)
VALUES (:recording, :id, :person, 'dialer', :name, :key, :key, :record, 1, 8000, 2, :frames, false, 0, '')
"""
_MEASURES = """
INSERT INTO insights.measurement (recording_id, attempt_id, person_id, detector, measured_at, duration_seconds,
  talk_share_agent, turns_agent, turns_customer, longest_monologue_seconds, longest_monologue_start,
  interruptions_by_agent, interruptions_by_customer, silence_share, longest_silence_seconds, longest_silence_start,
  patience_seconds, identical_channels)
VALUES (:recording, :id, :person, 'test', :ended, :duration, :share, 4, 4, 20, 1, :interruptions, 0, 0.1, 2, 3, 0.5,
  false)
"""


class House:
    """Signs people in against the real application."""

    def __init__(self, runtime: Runtime, ids: dict[str, UUID]) -> None:
        self.runtime, self.ids = runtime, ids
        self.app = create_app(Settings(home=runtime.data_folder), runtime=runtime)
        self.tokens: dict[tuple[str, ...], tuple[str, str]] = {}

    @asynccontextmanager
    async def as_(self, roles: Sequence[str], number: str | None = None) -> AsyncIterator[httpx.AsyncClient]:
        key = (*roles, number or "")
        if key not in self.tokens:
            self.tokens[key] = await self._account(roles, number)
        token, csrf = self.tokens[key]
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app),
            base_url="http://testserver",
            cookies={SESSION_COOKIE: token},
            headers={CSRF_HEADER: csrf},
        ) as client:
            yield client

    async def _account(self, roles: Sequence[str], number: str | None) -> tuple[str, str]:
        now = self.runtime.clock.now()
        async with self.runtime.database.transaction() as session:
            login = f"{'-'.join(roles)}-{uuid4().hex[:8]}"
            name = number or login
            account_id, _ = await invite(session, login=login, name=name, roles=list(roles), now=now)
            signed_in = await start_session(session, account_id, now)
            if number is not None:
                await staff.link_account(session, self.ids[number], account_id)
        return signed_in.token, signed_in.csrf_token
