"""Searching what was said, beside the bare index query of the same search, in turns in one run.

`python -m bench.insights_search [CALLS] [SEARCHES]` (default 100000 calls, 200 searches; bar: p95 at most 2 times the
floor's). The transcripts are made: every call is a draw of sentences of the labelled set's tune half. They come by
COPY into the real tables with all their indexes; foreign keys are not looked at, so calls and people need not be made.

The floor is what the index must do at least: `terms @@ …` with the same bounds, newest first, one page of ids, on a
bare asyncpg connection. The service also checks that the words stand next to each other, counts what there is (up to a
thousand), and brings the sentences that a page shows, all in a transaction of its own as the page asks for it. Of
each search the least of five times counts, because machines are busy; p95 is over the searches.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import asyncpg

from callwright.adapters.postgres.launcher import EmbeddedServer
from callwright.app.migrate import migrate
from callwright.flow.insights import service
from callwright.flow.insights.contracts import Said, Speaker
from callwright.flow.insights.contracts.found import Search
from callwright.flow.insights.decide.terms import CHECK, plain_text, terms, wanted_terms
from callwright.platform.db import Database
from callwright.rules.insights.labelled import of_half

BAR = 2.0
SENTENCES, PEOPLE, PAGE, BATCH, ROUNDS = 16, 100, 20, 2000, 5
CHECKS = ("no_ultimatum.buy_or_not", "polite.rude", "next_step.agreed", "prices.named")
NEWEST = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
TABLES = {
    "transcript": "recording_id, attempt_id, person_id, origin, engine, model, made_at, questions_agent",
    "said": "recording_id, position, speaker, start_ms, end_ms, text",
    "call_index": "recording_id, attempt_id, person_id, started_at, terms, plain, checks"
    ", talk_share_agent, questions_agent",
}


@dataclass(frozen=True)
class Line:
    """A sentence that calls are made of, with what the index keeps of it."""

    said: Said
    terms: frozenset[str]
    plain: str


def corpus() -> list[Line]:
    """Every sentence of the tune half."""
    texts = sorted({sentence.text for one in of_half("tune") for sentence in one.talk.sentences})
    said = [Said(0, Speaker.AGENT, 0.0, 2.0, text) for text in texts]
    return [Line(one, frozenset(terms([one])), plain_text([one])) for one in said]


def rows(lines: list[Line], numbers: Iterable[int], chance: random.Random) -> dict[str, list[str]]:
    """The rows of some calls by table, as COPY reads them."""
    made: dict[str, list[str]] = {table: [] for table in TABLES}
    for number in numbers:
        call, person = UUID(int=number + 1), UUID(int=chance.randrange(PEOPLE) + 1)
        chosen = chance.choices(lines, k=SENTENCES)
        began = NEWEST - timedelta(minutes=number)
        checks = [check for check in CHECKS if chance.random() < 0.05]
        words = " ".join("'" + term.replace("'", "''") + "'" for term in _all_terms(checks, chosen))
        plain = "\\n".join(one.plain for one in chosen)
        share, questions = chance.random(), chance.randrange(20)
        made["transcript"].append(f"{call}\t{call}\t{person}\twritten\tbench\t\t{began}\t{questions}")
        made["call_index"].append(
            f"{call}\t{call}\t{person}\t{began}\t{words}\t{plain}\t{{{','.join(checks)}}}\t{share:.4f}\t{questions}"
        )
        made["said"] += [
            f"{call}\t{place}\tagent\t{place * 4000}\t{place * 4000 + 2000}\t{one.said.text}"
            for place, one in enumerate(chosen)
        ]
    return made


def _all_terms(checks: list[str], chosen: list[Line]) -> set[str]:
    return {f"{CHECK}{check}" for check in checks}.union(*(one.terms for one in chosen))


async def fill(connection: asyncpg.Connection, lines: list[Line], calls: int) -> None:
    """Bring the calls into the tables."""
    chance = random.Random(5)
    await connection.execute("SET session_replication_role = replica")
    for first in range(0, calls, BATCH):
        made = rows(lines, range(first, min(calls, first + BATCH)), chance)
        for table, columns in TABLES.items():
            await connection.copy_to_table(
                table, schema_name="insights", columns=columns.split(", "),
                source=_bytes(made[table]), format="text",
            )  # fmt: skip
    for table in TABLES:
        await connection.execute(f"VACUUM ANALYZE insights.{table}")
    await connection.execute("CHECKPOINT")


async def _bytes(lines: list[str]) -> AsyncIterator[bytes]:
    yield ("\n".join(lines) + "\n").encode()


def searches(lines: list[Line], number: int) -> list[Search]:
    """What people look for: a word, part of a sentence, a check, a measure, also of one person or within a month."""
    chance = random.Random(9)
    found = []
    for turn in range(number):
        plain = chance.choice([one.plain for one in lines if len(one.plain) >= 6])
        start, length = chance.randrange(len(plain) - 4), chance.choice((2, 3, 4, 6))
        words, check = plain[start : start + length], chance.choice(CHECKS)
        person = UUID(int=chance.randrange(PEOPLE) + 1)
        found.append(
            (
                Search(words=words),
                Search(words=words, person_id=person),
                Search(words=words, start=NEWEST - timedelta(days=30)),
                Search(check=check),
                Search(words=words, check=check),
                Search(measure="talk_share_agent", at_least=0.9),
            )[turn % 6]
        )
    return found


def bare(search: Search) -> tuple[str, list[object]]:
    """The index query of a search."""
    wanted = wanted_terms(search.words) + ([f"{CHECK}{search.check}"] if search.check else [])
    asked: list[tuple[str, object]] = []
    if wanted:
        asked.append(("terms @@ ${}::text::tsquery", " & ".join(f"'{term}'" for term in wanted)))
    if search.at_least is not None:
        asked.append((f"{search.measure} >= ${{}}", search.at_least))
    if search.person_id:
        asked.append(("person_id = ${}", search.person_id))
    if search.start:
        asked.append(("started_at >= ${}", search.start))
    where = " AND ".join(text.format(place) for place, (text, _) in enumerate(asked, start=1))
    query = (
        f"SELECT recording_id FROM insights.call_index WHERE {where or 'true'}"
        f" ORDER BY started_at DESC, recording_id LIMIT {PAGE}"
    )
    return query, [value for _, value in asked]


async def measure(database: Database, connection: asyncpg.Connection, wanted: list[Search]) -> float:
    """Ask everything both ways in turns; print and return the ratio of the p95 of each search's least time."""
    floor = [float("inf")] * len(wanted)
    ours = list(floor)
    found: set[int] = set()
    for turn in range(1 + ROUNDS):
        for place, search in enumerate(wanted):
            query, values = bare(search)
            begun = time.perf_counter()
            await connection.fetch(query, *values)
            between = time.perf_counter()
            async with database.transaction() as session:
                _, number = await service.search(session, search, visible_people=None, limit=PAGE)
            ended = time.perf_counter()
            if turn > 0:  # the first one warms up
                floor[place] = min(floor[place], between - begun)
                ours[place] = min(ours[place], ended - between)
            found |= {place} if number else set()
    ratio = p95(ours) / p95(floor)
    for name, times in (("bare index query", floor), ("service", ours)):
        print(f"{name:18}{p50(times) * 1000:9.2f} ms p50{p95(times) * 1000:9.2f} ms p95")
    print(f"{len(wanted)} searches, {len(found)} found something; p95 x {ratio:.2f} (bar: {BAR})")
    return ratio


def p50(times: list[float]) -> float:
    return sorted(times)[len(times) // 2]


def p95(times: list[float]) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.95))]


async def run(calls: int, number: int, folder: Path) -> float:
    lines = corpus()
    server = EmbeddedServer(folder)
    server.start()
    try:
        database = Database(server.address.url("postgres"))
        await migrate(database)
        connection = await database.connect()
        begun = time.perf_counter()
        await fill(connection, lines, calls)
        print(f"{calls} calls of {SENTENCES} sentences brought in: {time.perf_counter() - begun:.0f} s")
        ratio = await measure(database, connection, searches(lines, number))
        await connection.close()
        await database.dispose()
    finally:
        server.stop()
    return ratio


def main(calls: str = "100000", number: str = "200") -> float:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(run(int(calls), int(number), Path(folder)))


if __name__ == "__main__":
    main(*sys.argv[1:])
