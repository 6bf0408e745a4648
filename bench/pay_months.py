# ruff: noqa: E501 - the SQL is easier to read in whole lines
"""Pay of a big company: every month worked out again with its explanations, and one statement read.

`python -m bench.pay_months [PEOPLE MONTHS ORDERS]` (default 10000 12 2000000)

Floor of working out: one set-based SQL over the same tables that gives the bare totals (base pay, commission by
slices, bonus, gate) and no reason for any of them; it runs in the same PostgreSQL, once for all months. Ours reads the
same orders month by month, makes every line with its tree, turns it into the bytes that are stored, and fingerprints
them; what is not counted is writing them down. Both are CPU seconds of this process and of PostgreSQL together, so that
a busy machine does not decide. Reading: one statement with its person as the bytes of the answer; floor: the bare
SELECTs of both, sent by asyncpg, in turns with it.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from bench.clock import cpu, peak
from fastapi.responses import JSONResponse
from sqlalchemy import text

from callwright.adapters.postgres.launcher import EmbeddedServer
from callwright.app.migrate import migrate
from callwright.flow.pay import service
from callwright.flow.pay.service.drafting import month_drafts
from callwright.kernel.calendar import CompanyCalendar
from callwright.kernel.period import Month
from callwright.platform.db import Database, Session
from callwright.platform.garbage import garbage_rests
from callwright.platform.principal import LOCAL_OPERATOR
from callwright.registers.staff import service as staff
from callwright.rules.pay.plan_files import example_plan

CALENDAR = CompanyCalendar("Asia/Shanghai")
FIRST = Month(2025, 12)
READINGS = 1000
POSTMASTER: list[int] = []
"""Process id of the PostgreSQL that runs now, the newest last."""
TICKS = os.sysconf("SC_CLK_TCK")
PEOPLE = """
INSERT INTO staff.department (id, name) SELECT md5('d' || n)::uuid, 'D' || n FROM generate_series(0, 199) n;
INSERT INTO staff.person (id, employee_number, name, department_id, role, hired_on, shift_start, shift_end, rest_minutes)
SELECT md5('p' || n)::uuid, 'E' || n, 'P' || n, md5('d' || n % 200)::uuid, 'agent', DATE '2024-01-01', '09:00', '18:00', 60
FROM generate_series(0, {people} - 1) n;
INSERT INTO staff.grade_change (id, person_id, grade, effective_on, reason)
SELECT md5('g' || n)::uuid, md5('p' || n)::uuid, (ARRAY['junior', 'intermediate', 'senior'])[n % 3 + 1], DATE '2024-01-01', 'x'
FROM generate_series(0, {people} - 1) n;
"""
ORDERS = """
INSERT INTO orders."order" (id, order_number, agent_id, closer_id, company, customer_key, product, product_code,
                            main_push, quantity, ordered_at)
SELECT md5('o' || n)::uuid, 'O' || n, md5('p' || n % {people})::uuid,
       CASE WHEN n % 10 = 0 THEN md5('p' || (n + 7) % {people})::uuid END,
       'C', 'C' || n, 'x', 'P1', n % 5 = 0, 1,
       TIMESTAMPTZ '{start} 01:00+00' + (n % {days}) * interval '1 day' + (n % 7) * interval '1 hour'
FROM generate_series(0, {orders} - 1) n;
INSERT INTO orders.order_fact (order_id, kind, at, amount, details, source_file)
SELECT id, 'amount', ordered_at, 500 + (('x' || substr(md5(order_number), 1, 6))::bit(24)::int % 900000) / 100.0, '{{}}', 'x'
FROM orders."order";
INSERT INTO orders.order_fact (order_id, kind, at, amount, details, source_file)
SELECT id, 'verified', ordered_at + interval '2 hours', NULL, '{{}}', 'x' FROM orders."order";
INSERT INTO orders.order_fact (order_id, kind, at, amount, details, source_file)
SELECT id, 'returned', ordered_at + interval '9 days', NULL, '{{}}', 'x' FROM orders."order"
WHERE substr(order_number, length(order_number)) = '3' AND ordered_at + interval '9 days' < TIMESTAMPTZ '{end} 00:00+00';
"""
SCORES = """
INSERT INTO scores.closing (month, closed_at, closed_by) VALUES ('{month}', now(), 'x');
INSERT INTO scores.person_score (id, month, person_id, department_id, kind, score, revenue, revenue_target, explanation)
SELECT md5('s{month}' || p.id)::uuid, '{month}', p.id, p.department_id, 'rep', 40 + abs(hashtext(p.name)) % 61, 1, 1,
       '{{"label": {{"zh": "考核得分", "en": "appraisal score"}}, "value": "80", "unit": "points", "source": "product §9.3",
         "children": []}}'::jsonb FROM staff.person p;
INSERT INTO scores.department_result (month, department_id, revenue, target, passes, explanation)
SELECT '{month}', d.id, 7, 10, abs(hashtext(d.name)) % 10 > 0,
       '{{"label": {{"zh": "部门门槛", "en": "department gate"}}, "value": true, "unit": "yes/no", "source": "product §9.6",
         "children": []}}'::jsonb FROM staff.department d;
"""
BARE = """
WITH newest AS (
  SELECT DISTINCT ON (order_id, kind) order_id, kind, at, amount FROM orders.order_fact ORDER BY order_id, kind, id DESC
), told AS (
  SELECT order_id, max(amount) FILTER (WHERE kind = 'amount') amount, max(at) FILTER (WHERE kind = 'verified') verified,
         max(at) FILTER (WHERE kind IN ('returned', 'cancelled')) back
  FROM newest GROUP BY order_id
), moves AS (
  SELECT o.agent_id, o.closer_id, o.ordered_at AS at, t.amount FROM told t JOIN orders."order" o ON o.id = t.order_id
  WHERE t.verified IS NOT NULL
  UNION ALL
  SELECT o.agent_id, o.closer_id, t.back, -t.amount FROM told t JOIN orders."order" o ON o.id = t.order_id
  WHERE t.verified IS NOT NULL AND t.back IS NOT NULL
), shares AS (
  SELECT agent_id AS person_id, at, CASE WHEN closer_id IS NULL THEN amount ELSE amount / 2 END AS amount FROM moves
  UNION ALL
  SELECT closer_id, at, amount / 2 FROM moves WHERE closer_id IS NOT NULL
), net AS (
  SELECT person_id, to_char(at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') AS month, sum(amount) AS net
  FROM shares GROUP BY 1, 2
), graded AS (
  SELECT DISTINCT ON (person_id) person_id, grade FROM staff.grade_change ORDER BY person_id, effective_on DESC
)
SELECT s.month, s.person_id,
       CASE g.grade WHEN 'junior' THEN 4000 WHEN 'intermediate' THEN 5000 ELSE 6500 END
       + round(least(n.net, 30000) * 0.02 + greatest(least(n.net, 80000) - 30000, 0) * 0.03
               + greatest(n.net - 80000, 0) * 0.05, 2)
       + CASE WHEN d.passes THEN round(s.score / 100
           * CASE g.grade WHEN 'junior' THEN 1000 WHEN 'intermediate' THEN 1500 ELSE 2000 END, 2) ELSE 0 END AS paid
FROM scores.person_score s
JOIN graded g USING (person_id)
JOIN scores.department_result d ON d.department_id = s.department_id AND d.month = s.month
LEFT JOIN net n ON n.person_id = s.person_id AND n.month = s.month
"""


@asynccontextmanager
async def company() -> AsyncIterator[Database]:
    """An empty company on a PostgreSQL of its own."""
    with tempfile.TemporaryDirectory(prefix="callwright-bench-") as folder:
        server = EmbeddedServer(
            Path(folder), settings={"fsync": "off", "max_wal_size": "4GB", "work_mem": "128MB"}
        )
        server.start()
        POSTMASTER.append(int(next(Path(folder).rglob("postmaster.pid")).read_text().split()[0]))
        database = Database(server.address.url("postgres"))
        try:
            await migrate(database)
            yield database
        finally:
            await database.dispose()
            server.stop()


def months_of(count: int) -> list[Month]:
    """The months of the bench, in order."""
    found = [FIRST]
    while len(found) < count:
        found.append(found[-1].next())
    return found


async def fill(database: Database, people: int, months: list[Month], orders: int) -> None:
    """People, their orders spread over the months, closed scores."""
    days = (months[-1].end - months[0].start).days
    parts = [PEOPLE.format(people=people)]
    parts.append(
        ORDERS.format(people=people, orders=orders, start=months[0].start, end=months[-1].end, days=days)
    )
    parts += [SCORES.format(month=month) for month in months]
    connection = await database.connect()
    for part in parts:
        await connection.execute(part)
    await connection.execute("ANALYZE")
    await connection.close()
    async with database.transaction() as session:
        plan = example_plan().document()
        await service.save_plan(session, data=plan, principal=LOCAL_OPERATOR, at=datetime.now(UTC))


def used() -> float:
    """CPU seconds so far of this process and of the PostgreSQL that runs now, ended backends included."""
    postmaster, ticks = POSTMASTER[-1], 0
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = place.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(place.parent.name) == postmaster:
            ticks += sum(map(int, fields[11:15]))
        elif int(fields[1]) == postmaster:
            ticks += sum(map(int, fields[11:13]))
    return cpu() + ticks / TICKS


async def bare_totals(database: Database) -> tuple[float, int, Any]:
    """CPU seconds of the set-based SQL, how many rows it gives, and their sum."""
    connection = await database.connect()
    begun = used()
    rows = await connection.fetch(BARE)
    taken = used() - begun
    await connection.close()
    return taken, len(rows), sum(row["paid"] or 0 for row in rows)


async def explained(database: Database, months: list[Month]) -> tuple[float, int, Any]:
    """CPU seconds to work out every statement with its explanation, how many, and what they pay but for prizes."""
    begun, count, paid, prints = used(), 0, 0, set[str]()
    for month in months:
        with garbage_rests():
            async with database.transaction() as session:
                made = await month_drafts(session, month=month, plan=example_plan(), calendar=CALENDAR)
            prints |= {draft.fingerprint for draft in made}
        for draft in made:
            paid += sum(line.amount for line in draft.lines if not line.code.startswith("prize."))
        count += len(made)
        del made
    return used() - begun, count, paid


async def reading(database: Database) -> tuple[float, float]:
    """Milliseconds (95th percentile) of one statement as its page gets it, and of its bare SELECTs; in turns."""
    async with database.transaction() as session:
        found = (
            await session.execute(text("SELECT person_id FROM pay.statement ORDER BY id LIMIT 200"))
        ).scalars()
        people = list(found)
    connection, bare, ours = await database.connect(), [], []
    for place in range(READINGS):
        person = people[place % len(people)]
        begun = time.perf_counter()
        async with connection.transaction():
            head = await connection.fetchrow(
                "SELECT s.*, c.closed_at, o.opened_at FROM pay.statement s JOIN pay.closing c USING (month)"
                " LEFT JOIN pay.opening o ON o.statement_id = s.id WHERE s.month = $1 AND s.person_id = $2",
                str(FIRST),
                person,
            )
            await connection.fetch(
                "SELECT * FROM pay.line WHERE statement_id = $1 ORDER BY place", head["id"]
            )
            await connection.fetchrow("SELECT * FROM staff.person WHERE id = $1", person)
        bare.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        async with database.transaction() as session:
            await _page(session, person)
        ours.append(time.perf_counter() - begun)
    await connection.close()
    return _p95(ours), _p95(bare)


async def _page(session: Session, person: Any) -> None:
    found = await service.visible_statement(session, person_id=person, month=FIRST, principal=LOCAL_OPERATOR)
    shown = service.statement_json(found, await staff.person_name(session, person))
    assert JSONResponse(shown).body


def _p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1] * 1000


async def run(people: int, months: list[Month], orders: int) -> float:
    """One company: prints its figures and answers seconds per thousand orders."""
    async with company() as database:
        begun = time.perf_counter()
        await fill(database, people, months, orders)
        print(
            f"{people:,} people × {len(months)} months, {orders:,} orders (made in {time.perf_counter() - begun:.0f} s)"
        )
        bare, rows, floor = await bare_totals(database)
        taken, count, paid = await explained(database, months)
        assert abs(floor - paid) <= rows * Decimal("0.01"), f"the two differ: {floor} and {paid}"
        print(
            f"worked out with explanations: {taken:.1f} s CPU for {count:,} statements, {taken / bare:.1f} × the bare totals"
            f" of one SQL ({bare:.1f} s, {rows:,} rows); peak memory {peak():.2f} GB"
        )
        begun = time.perf_counter()
        async with database.transaction() as session:
            await service.close_pay(
                session, month=FIRST, principal=LOCAL_OPERATOR, at=datetime.now(UTC), calendar=CALENDAR
            )
        print(f"one month closed and written down: {time.perf_counter() - begun:.1f} s")
        ours, selects = await reading(database)
        print(
            f"one statement, 95th percentile: {ours:.2f} ms, {ours / selects:.1f} × its bare SELECTs ({selects:.2f} ms)"
        )
        return taken / orders * 1000


async def compare(people: int, months: int, orders: int) -> None:
    """A quarter of the people and orders first: what grows faster than the company is seen."""
    small = await run(people // 4, months_of(months), orders // 4)
    whole = await run(people, months_of(months), orders)
    print(
        f"a thousand orders: {small * 1000:.0f} ms in a quarter of the company, {whole * 1000:.0f} ms in the whole"
    )


def main() -> None:
    """The bench of `make bench`."""
    given = [int(each) for each in sys.argv[1:4]] if __name__ == "__main__" else []
    asyncio.run(compare(*(given or (10_000, 12, 2_000_000))))


if __name__ == "__main__":
    main()
