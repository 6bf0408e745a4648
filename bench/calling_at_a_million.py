"""Picking, planning, the gate and "why is nobody being called" with a million leads in one campaign.

`nice -n 10 python -m bench.calling_at_a_million [LEADS]` (default 1000000). A server of its own; the rows are made by
SQL, half of them owned by somebody, a quarter tried before, in five segments. Times are medians per call of this
process alone in the server; the floor is `SELECT 1` on the same connection.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from bench.clock import cpu
from bench.lists_loading import Bench
from sqlalchemy import text

from callwright.adapters.postgres.launcher import EmbeddedServer
from callwright.app.migrate import migrate
from callwright.flow.calls.service.callable import next_leads
from callwright.flow.calls.service.permission import Asked, permissions
from callwright.flow.calls.service.planning import plan_leads
from callwright.flow.calls.service.retry import Told, plan_after
from callwright.flow.calls.service.why import why
from callwright.kernel.calendar import CompanyCalendar
from callwright.platform.db import Database, Session

CALENDAR = CompanyCalendar("Asia/Shanghai")
TEN = datetime(2026, 11, 23, 2, tzinfo=UTC)
PERSON = UUID(int=7)
UNPLANNED = 20_000
_ROWS = (
    "SET session_replication_role = replica",
    (
        "INSERT INTO campaigns.campaign (id, code, name, dialing_mode, target, minimum_effective_talk_seconds, state)"
        " VALUES ('00000000-0000-0000-0000-000000000001', 'C1', 'C1', 'predictive', '{}', 30, 'running')"
    ),
    (
        "INSERT INTO contacts.contact (id, company, created_at)"
        " SELECT md5('c' || n)::uuid, '公司' || n, '2026-11-01' FROM generate_series(1, :count) n"
    ),
    (
        "INSERT INTO contacts.number (contact_id, e164, type, first_seen_at)"
        " SELECT md5('c' || n)::uuid, '+86139' || lpad(n::text, 8, '0'), 'mobile', '2026-11-01'"
        " FROM generate_series(1, :count) n"
    ),
    (
        "INSERT INTO leads.lead (id, contact_id, campaign_id, campaign_code, company, person, region, score, state,"
        " owner_id, available_from, created_at)"
        " SELECT md5('l' || n)::uuid, md5('c' || n)::uuid, '00000000-0000-0000-0000-000000000001', 'C1', '', '', '',"
        " (n::bigint * 7919 % 10007) / 10007.0, 'new', CASE WHEN n % 2 = 0 THEN md5('o' || n % 500)::uuid END,"
        " '2026-11-01', '2026-11-01' FROM generate_series(1, :count) n"
    ),
    (
        "INSERT INTO calls.lead_plan (lead_id, campaign_code, contact_id, e164, segment, stage, score, attempts, tried,"
        " numbers, next_callable_at, updated_at)"
        " SELECT md5('l' || n)::uuid, 'C1', md5('c' || n)::uuid, '+86139' || lpad(n::text, 8, '0'),"
        " 'cn||Asia/Shanghai#' || n % 5,"
        " CASE WHEN n % 4 = 0 THEN 'retry' ELSE 'new' END, (n::bigint * 7919 % 10007) / 10007.0, (n % 4 = 0)::int,"
        " CASE WHEN n % 4 = 0 THEN jsonb_build_array(jsonb_build_array('2026-11-19T08:00:00+00:00', 'no_answer',"
        " '+86139' || lpad(n::text, 8, '0'), n::text)) ELSE '[]' END,"
        " jsonb_build_array(jsonb_build_array('+86139' || lpad(n::text, 8, '0'), 'cn||Asia/Shanghai#' || n % 5)),"
        " CASE WHEN n % 4 = 0 THEN timestamptz '2026-11-23 01:59Z' + n * interval '1 second' ELSE '2026-11-01' END,"
        " '2026-11-01' FROM generate_series(1, CAST(:count AS int) - CAST(:unplanned AS int)) n"
    ),
    "ANALYZE",
)


class Meter:
    """Wall and CPU milliseconds per call, of this process and of the server."""

    def __init__(self, database: Database, server: EmbeddedServer) -> None:
        self._database = database
        self._server = Bench(server, None, Path())  # type: ignore[arg-type]  # only its clock is used

    async def show(self, name: str, work: Callable[[Session], Awaitable[object]], runs: int) -> None:
        """Run and print; each run is one transaction."""
        times = []
        begun, server = cpu(), self._server.server_cpu()
        for _ in range(runs):
            async with self._database.transaction() as session:
                started = time.perf_counter()
                await work(session)
                times.append((time.perf_counter() - started) * 1000)
        here, there = (cpu() - begun) * 1000 / runs, (self._server.server_cpu() - server) * 1000 / runs
        print(
            f"  {name:<36} wall {statistics.median(times):9.2f} ms   CPU here {here:8.2f} ms   server {there:8.2f} ms",
            flush=True,
        )


async def _measure(count: int) -> None:
    folder = Path(tempfile.mkdtemp(prefix="callwright-bench-"))
    server = EmbeddedServer(folder, settings={"fsync": "off", "max_wal_size": "8GB"})
    server.start()
    database = Database(server.address.url("postgres"))
    try:
        await migrate(database)
        async with database.transaction() as session:
            for statement in _ROWS:
                await session.execute(
                    text(statement), {"count": count, "unplanned": UNPLANNED} if ":count" in statement else {}
                )
        print(f"  {count} leads in one campaign", flush=True)
        await _figures(database, Meter(database, server))
    finally:
        await database.dispose()
        server.stop()


async def _figures(database: Database, meter: Meter) -> None:
    async def pick(session: Session, limit: int, person: UUID | None) -> None:
        found = await next_leads(
            session,
            campaign_code="C1",
            limit=limit,
            at=TEN,
            for_person=person,
            lease_seconds=60,
            mode="predictive",
        )
        assert len(found) == limit, len(found)
        picked.extend(found)

    picked: list = []
    numbers = iter(range(1, 900_000))

    async def gate(session: Session, count: int) -> None:
        asked = [
            Asked(
                f"+86139{next(numbers):08d}",
                "C1",
                "predictive",
                guaranteed_agent=False,
                caller_number="+8621",
            )
            for _ in range(count)
        ]
        verdicts = await permissions(session, asked=asked, at=TEN, calendar=CALENDAR)
        assert all(one.allowed for one in verdicts)

    async def after(session: Session, count: int) -> None:
        told = [
            Told(one.lead_id, uuid4(), one.e164, "no_answer", answered=False, abandoned=False, at=TEN)
            for one in (picked.pop() for _ in range(count))
        ]
        await plan_after(session, told, calendar=CALENDAR)

    await meter.show("floor: SELECT 1", lambda s: s.execute(text("SELECT 1")), 300)
    await meter.show("the gate, one number", lambda s: gate(s, 1), 500)
    await meter.show("the gate, 20 numbers at once", lambda s: gate(s, 20), 50)
    await meter.show("next_leads, 1 lead for the dialer", lambda s: pick(s, 1, None), 100)
    await meter.show("next_leads, 20 leads for the dialer", lambda s: pick(s, 20, None), 50)
    await meter.show("next_leads, 1 lead for a person", lambda s: pick(s, 1, PERSON), 100)
    await meter.show("plan_after, one attempt", lambda s: after(s, 1), 300)
    await meter.show("plan_after, 20 attempts at once", lambda s: after(s, 20), 20)
    await meter.show(
        "plan_leads, 5000 new leads",
        lambda s: plan_leads(s, campaign_code="C1", at=TEN, calendar=CALENDAR, limit=5_000),
        3,
    )
    await meter.show("why is nobody being called", lambda s: why(s, "C1", TEN, calendar=CALENDAR), 5)
    async with database.transaction() as session:
        answer = await why(session, "C1", TEN, calendar=CALENDAR)
        assert answer.callable_now + sum(one.removed for one in answer.filters) == answer.candidates


def main() -> None:
    """Measure and print."""
    asyncio.run(_measure(int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 1_000_000))


if __name__ == "__main__":
    main()
